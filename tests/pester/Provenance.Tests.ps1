# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

# How a match was made: at the prompt, in files, and through the pipeline.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $archive = Copy-SmallArchive
    Use-AstroArchive -Path $archive
    $found = Find-FermiCscMatch -MinFlux 1e-15 -WarningAction Ignore
    Set-Content "$TestDrive/left.csv" "id,ra,dec`na,10,0`nb,20,0"
    Set-Content "$TestDrive/right.csv" "id,ra,dec,mag`nr,10,0.0001,15`ns,20,0.0001,21"

    function Get-Info { param($File, $Name) (Import-AstroTable $File -AsTable).Parameters | Where-Object Name -EQ $Name | ForEach-Object Value }
    function Get-Beside { param($File) Get-Content "$File.provenance.json" -Raw | ConvertFrom-Json -DateKind String }
    function Get-Value { param($Item, $Name) $Item.GetProvenance() | Where-Object Name -EQ $Name | ForEach-Object Value }
}

Describe 'At the prompt' {
    It 'a match shows names and values with their units' {
        $lines = $found[0].GetProvenance() | Get-ShownLine
        $lines | Should -Contain 'request_date         2026-01-01T00:00:00Z'
        $lines | Should -Contain 'archive              Folder'
        $lines | Should -Contain 'min_flux             1e-15 erg/cm2/s'
        $lines | Should -Contain "pairs                $($found.Count)"
    }

    It 'all objects of a run share it, and a name finds a value' {
        $made = $found[0].GetProvenance()
        $found | ForEach-Object { [object]::ReferenceEquals($_.GetProvenance(), $made) } | Should -Not -Contain $false
        $made['error_shape'] | Should -BeExactly Circle
        $made['server_software'] | Should -BeExactly "PSAstroXmatch $((Get-Module PSAstroXmatch).Version)"
    }

    It 'neither Export-Csv nor ConvertTo-Json nor Format-List sees it' {
        $found | ConvertTo-Csv | Select-Object -First 1 | Should -Not -Match provenance
        $found[0] | ConvertTo-Json | Should -Not -Match provenance
        $found[0] | Format-List * | Out-String | Should -Not -Match provenance
    }

    It 'a wrong SOURCE_DATE_EPOCH is an error that names it' {
        $env:SOURCE_DATE_EPOCH = 'today'
        try {
            Get-ErrorId { Find-SkyMatch "$TestDrive/left.csv" "$TestDrive/right.csv" 1arcsec } | Should -BeExactly ValueInvalid
        }
        finally {
            $env:SOURCE_DATE_EPOCH = '1767225600'
        }
    }
}

Describe 'Through the pipeline' {
    It 'groups and counterparts keep that of the matches and add their own' {
        $groups = $found | Group-FermiMatch
        Get-Value $groups[0] groups | Should -BeExactly "$(@($groups).Count)"
        Get-Value $groups[0] pairs | Should -BeExactly "$($found.Count)"
        $near = $groups | Add-OpticalCounterpart -Catalog Gaia -Radius 2arcsec -ErrorAction Ignore
        Get-Value $near[0] operation | Should -HaveCount 2
        Get-Value $near[0] around | Should -BeExactly Fermi
        Get-Value $near[0] groups | Should -BeExactly "$(@($groups).Count)"
    }

    It 'objects that were selected have lost it, and so have those of Clixml' {
        $found | Export-Clixml "$TestDrive/found.xml"
        (Import-Clixml "$TestDrive/found.xml")[0].GetProvenance() | Should -BeNullOrEmpty
        $found | Select-Object FermiName, CscName | Export-AstroTable "$TestDrive/selected.csv"
        "$TestDrive/selected.csv.provenance.json" | Should -Not -Exist
    }

    It 'sky matches tell sides, criterion and counts' {
        $pair = Find-SkyMatch "$TestDrive/left.csv" "$TestDrive/right.csv" 1arcsec -Mode BestBoth -Where { $_.Right.mag -lt 20 }
        $made = @($pair)[0].GetProvenance()
        $made['left'] | Should -BeLike '*left.csv'
        $made['where'] | Should -BeExactly '$_.Right.mag -lt 20'
        $made['mode'], $made['left_rows'], $made['right_rows'], $made['pairs'] | Should -BeExactly BestBoth, 2, 2, 1
        ($made | Where-Object Name -EQ radius).Comment | Should -BeExactly '1 arcsec'
    }

    It 'objects on a side are counted, and a match of matches tells both' {
        $pairs = Import-Csv "$TestDrive/left.csv" | Find-SkyMatch "$TestDrive/right.csv" 1arcsec
        Get-Value $pairs[0] left | Should -BeExactly '2 objects (PSCustomObject)'
        $three = $pairs | Find-SkyMatch "$TestDrive/right.csv" 1arcsec
        Get-Value $three[0] left.pairs | Should -BeExactly 2
        (Get-Value $three[0] left.right) | Should -BeLike '*right.csv'
    }

    It 'groups of a list have it' {
        $group = Find-SkyMatch "$TestDrive/right.csv" 20deg -AsGroup
        Get-Value $group groups | Should -BeExactly 1
    }
}

Describe 'In files' {
    It 'a VOTable has it as INFO, with units' {
        $found | Export-AstroTable "$TestDrive/found.vot"
        Get-Info "$TestDrive/found.vot" request_date | Should -BeExactly '2026-01-01T00:00:00Z'
        Get-Info "$TestDrive/found.vot" catalog | Should -BeExactly fermilpsc, csc
        Get-Content "$TestDrive/found.vot" -Raw | Should -Match '<INFO name="min_flux" value="1e-15" unit="erg/cm2/s">'
        "$TestDrive/found.vot.provenance.json" | Should -Not -Exist
    }

    It 'the same input gives the same bytes at the date of SOURCE_DATE_EPOCH: <_>' -ForEach 'vot', 'csv' {
        foreach ($part in 'a', 'b') {
            $folder = New-Item "$TestDrive/$_-$part" -ItemType Directory
            Find-FermiCscMatch -WarningAction Ignore | Export-AstroTable "$folder/same.$_"
        }
        foreach ($file in Get-ChildItem "$TestDrive/$_-a") {
            (Get-FileHash $file).Hash | Should -BeExactly (Get-FileHash "$TestDrive/$_-b/$($file.Name)").Hash -Because $file.Name
        }
        (Get-ChildItem "$TestDrive/$_-b").Count | Should -Be ($_ -eq 'csv' ? 2 : 1)
    }

    It 'a CSV file has it beside it, with a hash that tells whether it still belongs to it' {
        $file = "$TestDrive/grouped.csv"
        $groups = $found | Group-FermiMatch
        $groups | Export-AstroTable $file -UnitRow
        $made = Get-Beside $file
        $made.file, $made.rows | Should -BeExactly grouped.csv, @($groups).Count
        $made.sha256 | Should -Be (Get-FileHash $file).Hash
        ($made.provenance | Where-Object name -EQ request_date).value | Should -BeExactly '2026-01-01T00:00:00Z'
        ($made.provenance | Where-Object name -EQ max_latitude).unit | Should -BeExactly deg
    }

    It '-OutFile writes the same: <_>' -ForEach 'sky.csv', 'sky.vot', 'sky.tsv.gz' {
        $null = Find-SkyMatch "$TestDrive/left.csv" "$TestDrive/right.csv" 1arcsec -OutFile "$TestDrive/$_"
        if ($_ -like '*.vot') { Get-Info "$TestDrive/$_" pairs | Should -BeExactly 2 }
        else { ((Get-Beside "$TestDrive/$_").provenance | Where-Object name -EQ pairs).value | Should -BeExactly 2 }
    }

    It 'a table without it removes that of an earlier table of the same name' {
        $file = "$TestDrive/replaced.csv"
        $found | Export-AstroTable $file
        "$file.provenance.json" | Should -Exist
        Get-ChandraSource | Export-AstroTable $file
        "$file.provenance.json" | Should -Not -Exist
    }

    It '-NoClobber keeps a file beside it that is there, and writes nothing' {
        $file = "$TestDrive/kept.csv"
        Set-Content "$file.provenance.json" mine
        Get-ErrorId { $found | Export-AstroTable $file -NoClobber } | Should -BeExactly FileExists
        Get-ErrorId { Find-SkyMatch "$TestDrive/left.csv" "$TestDrive/right.csv" 1arcsec -OutFile $file -NoClobber } | Should -BeExactly FileExists
        $file | Should -Not -Exist
        Get-Content "$file.provenance.json" | Should -BeExactly mine
    }

    It '-WhatIf writes neither' {
        $found | Export-AstroTable "$TestDrive/whatif.csv" -WhatIf
        Get-ChildItem "$TestDrive/whatif*" | Should -BeNullOrEmpty
    }

    It 'is no catalog of a folder' {
        $found | Export-AstroTable "$archive/gaia_source.csv"
        Remove-Item "$archive/gaia_source.csv"
        (Get-AstroArchive).Catalogs | Should -Not -Match gaia
        Remove-Item "$archive/gaia_source.csv.provenance.json"
    }

    It 'of objects that a script made is written with -ProvenanceOf' {
        $found = Find-FermiCscMatch -WarningAction Ignore | Select-Object -First 3
        $rows = $found | ForEach-Object { [pscustomobject]@{ Name = $_.FermiName; Sep = $_.SepDeg } }
        $rows | Export-AstroTable "$TestDrive/own.csv"
        "$TestDrive/own.csv.provenance.json" | Should -Not -Exist
        $rows | Export-AstroTable "$TestDrive/own.csv" -ProvenanceOf $found
        $written = Get-Content "$TestDrive/own.csv.provenance.json" | ConvertFrom-Json -DateKind String
        $written.rows | Should -Be 3
        $written.provenance.value | Should -Be @($found[0].GetProvenance().Value)
        (Get-ErrorId { $rows | Export-AstroTable "$TestDrive/own.csv" -ProvenanceOf $rows }) | Should -BeExactly InputInvalid
    }
}
