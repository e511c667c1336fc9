# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.02
    $chandra = Get-ChandraSource | Select-Object -First 12
}

Describe 'Export-AstroTable and Import-AstroTable' {
    It 'keep every number: <_>' -ForEach 'table.csv', 'table.tsv', 'table.vot', 'table.csv.gz', 'table.vot.gz' {
        $file = $chandra | Export-AstroTable "$TestDrive/$_" -PassThru
        $file | Should -BeOfType 'System.IO.FileInfo'
        $back = $file | Import-AstroTable
        $back.name | Should -Be $chandra.Name
        $back.flux -join ' ' | Should -BeExactly ($chandra.Flux -join ' ') -Because 'every digit is kept, and NaN equals no number'
        $back.ra | Should -Be $chandra.RA
    }

    It 'take globs, and the files of Get-ChildItem' {
        $null = New-Item -ItemType Directory "$TestDrive/glob"
        $chandra | Export-AstroTable "$TestDrive/glob/a.csv"
        $chandra | Export-AstroTable "$TestDrive/glob/b.csv"
        Import-AstroTable "$TestDrive/glob/*.csv" | Should -HaveCount 24
        Get-ChildItem "$TestDrive/glob" | Import-AstroTable | Should -HaveCount 24
    }

    It 'work relative to the current location' {
        Push-Location $TestDrive
        try {
            $chandra | Export-AstroTable here.csv
            Import-AstroTable ./here.csv | Should -HaveCount 12
        }
        finally {
            Pop-Location
        }
    }

    It 'give rows that the standard verbs know' {
        $chandra | Export-AstroTable "$TestDrive/rows.csv"
        $rows = Import-AstroTable "$TestDrive/rows.csv"
        ($rows | Where-Object flux -ge 0 | Measure-Object flux -Average).Average | Should -Be ($chandra | Where-Object Flux -ge 0 | Measure-Object Flux -Average).Average
        ($rows | Sort-Object flux -Descending)[0].flux | Should -Be ($chandra | Measure-Object Flux -Maximum).Maximum
        ($rows | Select-Object -First 1 -Property *).PSObject.Properties.Name | Should -Be $rows[0].PSObject.Properties.Name
        ($rows | ConvertTo-Json | ConvertFrom-Json).flux -join ' ' | Should -BeExactly ($chandra.Flux -join ' ')
        $rows | Export-Csv "$TestDrive/again.csv"
        (Import-Csv "$TestDrive/again.csv").name | Should -Be $chandra.Name
    }

    It 'writes an error for a file that is not there, and reads the next' {
        $chandra | Export-AstroTable "$TestDrive/good.csv"
        Import-AstroTable "$TestDrive/none.csv", "$TestDrive/good.csv" -ErrorAction SilentlyContinue -ErrorVariable problems |
            Should -HaveCount 12
        $problems.FullyQualifiedErrorId | Should -BeLike 'FileNotFound,*'
        $problems[0].CategoryInfo.Category | Should -Be ObjectNotFound
        "$($problems[0])" | Should -BeLike '*none.csv*'
    }
}

Describe 'Files are replaced by one rule' {
    # Receive-TapJob has the same rule; its test is in Tap.Tests.ps1, with the other cmdlets that ask a service.
    BeforeDiscovery {
        $writers = @(
            @{ Name = 'Export-AstroTable'; Write = { param($file, $more) $chandra | Export-AstroTable $file @more } }
            @{ Name = 'Find-SkyMatch'; Write = { param($file, $more) $chandra |
                    Find-SkyMatch -Right $chandra -Radius 1arcsec -OutFile $file @more }
            }
            @{ Name = 'Find-SkyMatch -AsGroup'; Write = { param($file, $more) $chandra |
                    Find-SkyMatch -Radius 1arcsec -AsGroup -OutFile $file @more }
            }
        )
    }

    It '<Name> replaces a file' -ForEach $writers {
        Set-Content "$TestDrive/old.csv" old
        & $Write "$TestDrive/old.csv" @{}
        Get-Content "$TestDrive/old.csv" -TotalCount 1 | Should -Not -Be old
    }

    It '<Name> -NoClobber keeps it' -ForEach $writers {
        Set-Content "$TestDrive/kept.csv" old
        Get-ErrorId { & $Write "$TestDrive/kept.csv" @{ NoClobber = $true } } | Should -Be FileExists
        Get-Content "$TestDrive/kept.csv" | Should -Be old
    }

    It '<Name> replaces a write-protected file with -Force alone' -ForEach $writers {
        Set-Content "$TestDrive/protected.csv" old
        Set-ItemProperty -Path "$TestDrive/protected.csv" -Name IsReadOnly -Value $true
        $problem = Get-OnlyError '& $Write "$TestDrive/protected.csv" @{}'
        $problem.Id | Should -BeExactly FileAccessDenied
        $problem.Advice | Should -MatchExactly '-Force'
        Get-Content "$TestDrive/protected.csv" | Should -Be old
        & $Write "$TestDrive/protected.csv" @{ Force = $true }
        Get-Content "$TestDrive/protected.csv" -TotalCount 1 | Should -Not -Be old
        (Get-Item "$TestDrive/protected.csv").IsReadOnly | Should -BeTrue -Because 'it stays as it is after Out-File -Force'
        Remove-Item "$TestDrive/protected.csv" -Force
    }

    It '<Name> -WhatIf writes nothing' -ForEach $writers {
        & $Write "$TestDrive/never.csv" @{ WhatIf = $true }
        "$TestDrive/never.csv" | Should -Not -Exist
    }

    It '<Name> says that a folder is missing' -ForEach $writers {
        Get-ErrorId { & $Write "$TestDrive/no/where.csv" @{} } | Should -Be FolderNotFound
    }

    It 'Save-AstroCatalog replaces, keeps and forces in the same way' {
        $folder = "$TestDrive/saved"
        $file = Save-AstroCatalog fermilpsc $folder
        $file.Name | Should -Be fermilpsc.vot.gz
        Save-AstroCatalog fermilpsc $folder -WhatIf | Should -BeNullOrEmpty
        Get-ErrorId { Save-AstroCatalog fermilpsc $folder -NoClobber } | Should -Be FileExists
        Set-ItemProperty -Path $file.FullName -Name IsReadOnly -Value $true
        Get-ErrorId { Save-AstroCatalog fermilpsc $folder } | Should -Be FileAccessDenied
        Save-AstroCatalog fermilpsc $folder -Force | Should -HaveCount 1
        Save-AstroCatalog fermilpsc, chanmaster $folder -NoClobber -ErrorAction SilentlyContinue | ForEach-Object Name |
            Should -Be chanmaster.vot.gz
    }

    It 'says that a switch without -OutFile does nothing' {
        Get-ErrorId { Find-SkyMatch $chandra -Radius 1 -Force } | Should -Be ArgumentsConflict
        Get-ErrorId { Invoke-TapQuery 'SELECT 1' -Service Heasarc -NoClobber } | Should -Be ArgumentsConflict
    }
}

Describe 'Tables of a small archive' {
    BeforeAll {
        $archive = Copy-SmallArchive
        Use-AstroArchive -Path $archive
    }

    AfterAll { Use-AstroArchive -Simulated -Scale 0.02 }

    It 'are written as the notebook writes them: groups' {
        Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch | Export-AstroTable "$archive/grouped.csv"
        $lines = Get-Content "$archive/grouped.csv"
        $lines | Should -HaveCount 2
        $lines[0] | Should -BeExactly ('fermi_name,fermi_l,fermi_b,fermi_flux,fermi_r95,fermi_class,num_csc_matches,' +
            'csc_names,csc_fluxes,csc_glons,csc_glats')
        $lines[1] | Should -BeLike ('4FGL J0040.0+0000,300.0,9.5,1.25e-11,0.1,psr,3,"2CXO J003936.0+000000, 2CXO J004000.0+000524, ' +
            '2CXO J004021.6+000000","4.000000000000001e-14, 2e-14, 1e-14",*')
    }

    It 'have a row of units where it is asked for' {
        Find-FermiCscMatch -WarningAction Ignore | Export-AstroTable "$archive/pairs.csv" -UnitRow
        $lines = Get-Content "$archive/pairs.csv"
        $lines | Should -HaveCount 5
        $lines[0] | Should -BeLike ('fermi_name,fermi_l,fermi_b,fermi_r95,fermi_flux,fermi_class,' +
            'csc_name,csc_l,csc_b,csc_flux,sep_deg*')
        $lines[1] | Should -BeLike ',deg,deg,deg,erg/cm2/s,,,deg,deg,erg/cm2/s,deg*'
    }

    It 'keep what is absent: <_>' -ForEach 'null.csv', 'null.tsv', 'null.vot', 'null.csv.gz', 'null.vot.gz' {
        Get-ChandraSource | Export-AstroTable "$archive/$_"
        $rows = Import-AstroTable "$archive/$_"
        $rows | Should -HaveCount 6
        $rows[2].flux | Should -BeExactly 4.000000000000001e-14
        [double]::IsNaN($rows[4].flux) | Should -BeTrue
    }

    It 'have typed columns, and units' {
        Set-Content "$archive/ids.csv" "source_id,ra,note`n5853498713190525696,1.5,"
        $row = Import-AstroTable "$archive/ids.csv"
        $row.PSObject.Properties.Name | Should -BeExactly source_id, ra, note
        $row.source_id | Should -BeOfType long
        $row.source_id, $row.RA | Should -BeExactly 5853498713190525696, 1.5
        $null -eq $row.note | Should -BeTrue
        Get-FermiSource | Export-AstroTable "$archive/fermi.vot"
        (Import-AstroTable "$archive/fermi.vot" -AsTable)['energy_flux'].Unit | Should -BeExactly erg/cm2/s
    }

    It 'have points in numbers whatever the culture' {
        Invoke-InCulture de-DE { Get-FermiSource -Class psr | Export-AstroTable "$archive/de.csv" }
        (Get-Content "$archive/de.csv")[1] | Should -BeLike '4FGL J0040.0+0000,10.0,0.0,300.0,9.5,0.1,0.05,90.0,1.25e-11,psr*'
    }

    It 'of objects of a script have names in snake_case' {
        [pscustomobject]@{ FermiName = 'x'; FermiR95 = 0.5; own_name = $null },
        [pscustomobject]@{ FermiName = 'y'; FermiR95 = 1; own_name = 2 } | Export-AstroTable "$archive/own.csv"
        Get-Content "$archive/own.csv" | Should -BeExactly 'fermi_name,fermi_r95,own_name', 'x,0.5,', 'y,1.0,2'
    }

    It 'of objects that differ are an error, and leave no file' {
        (Get-OnlyError '& { Get-FermiSource; Get-ChandraSource } | Export-AstroTable $archive/b.csv').Id | Should -BeExactly ObjectsDiffer
        "$archive/b.csv" | Should -Not -Exist
    }

    It 'that are bad are one error that names the file, and the next file is read: <Name>' -ForEach @(
        @{
            Name = 'truncated.vot'
            Content = "<VOTABLE version='1.3'><RESOURCE><TABLE><FIELD name='a' datatype='int'/><DATA><TABLEDATA><TR><TD>1</TD></TR><TR><TD>"
        }
        @{ Name = 'empty.csv'; Content = '' }
        @{ Name = 'page.vot'; Content = '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head></html>' }
        @{ Name = 'ragged.csv'; Content = "a,b`n1,2`n3`n" }
        @{
            Name = 'bomb.vot'
            Content = "<?xml version='1.0'?><!DOCTYPE VOTABLE [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><VOTABLE>&b;</VOTABLE>"
        }
        @{
            Name = 'error.vot'
            Content = "<VOTABLE version='1.3'><RESOURCE type='results'><INFO name='QUERY_STATUS' value='ERROR'>no such table</INFO>" +
            '</RESOURCE></VOTABLE>'
        }
    ) {
        Set-Content "$archive/$Name" $Content -NoNewline
        $line = '"$archive/$Name", "$archive/csc.csv" | Import-AstroTable'
        (Invoke-Line $line).Output | Should -HaveCount 6
        $problem = Get-OnlyError $line
        $problem.Text | Should -MatchExactly ([regex]::Escape($Name))
        $problem.Advice | Should -Not -BeNullOrEmpty
    }

    It 'of a failed query come with an error' {
        Set-Content "$archive/failed.vot" ("<VOTABLE version='1.3'><RESOURCE type='results'>" +
            "<INFO name='QUERY_STATUS' value='ERROR'>out of time</INFO><TABLE><FIELD name='a' datatype='int'/>" +
            '<DATA><TABLEDATA><TR><TD>1</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>')
        (Invoke-Line 'Import-AstroTable $archive/failed.vot').Output | Should -HaveCount 1
        $problem = Get-OnlyError 'Import-AstroTable $archive/failed.vot'
        $problem.Id | Should -BeExactly ServiceError
        $problem.Text | Should -MatchExactly 'out of time'
    }

    It 'that were cut come with a warning: <Name>' -ForEach @(
        @{ Name = 'cut.vot'; Part = 'is incomplete' }, @{ Name = 'cut.csv'; Part = 'does not end with a line break' }
    ) {
        Set-Content "$archive/cut.vot" ("<VOTABLE version='1.3'><RESOURCE type='results'><TABLE><FIELD name='a' datatype='int'/>" +
            "<DATA><TABLEDATA><TR><TD>1</TD></TR></TABLEDATA></DATA></TABLE><INFO name='QUERY_STATUS' value='OVERFLOW'/>" +
            '</RESOURCE></VOTABLE>')
        Set-Content "$archive/cut.csv" "name,flux`na,6.065856" -NoNewline
        $result = Invoke-Line 'Import-AstroTable $archive/$Name'
        $result.Output | Should -HaveCount 1
        $result.Warnings | Should -HaveCount 1
        $result.Warnings[0] | Should -MatchExactly $Part
    }

    It 'go to where a link points, and keep its mode' -Skip:$IsWindows {
        Set-Content "$archive/real.csv" old
        [IO.File]::SetUnixFileMode("$archive/real.csv", 'UserRead, UserWrite')
        $null = New-Item -ItemType SymbolicLink "$archive/link.csv" -Target "$archive/real.csv"
        Get-FermiSource | Export-AstroTable "$archive/link.csv"
        Get-Content "$archive/real.csv" -TotalCount 1 | Should -BeLike 'name,ra*'
        (Get-Item "$archive/link.csv").LinkTarget | Should -Not -BeNullOrEmpty
        [IO.File]::GetUnixFileMode("$archive/real.csv") | Should -Be ([IO.UnixFileMode] 'UserRead, UserWrite')
    }
}
