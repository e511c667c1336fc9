# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    $classes = @((Get-Module PSAstroXmatch).ExportedCmdlets.Keys | Where-Object { $_ -eq 'Get-FermiClass' })
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.02
}

Describe 'Use-AstroArchive and Get-AstroArchive' {
    It 'shows the archive as a list, and says that a simulated one is' {
        Get-AstroArchive | Get-ShownLine | Should -Contain 'Location : simulated sky, seed 1, scale 0.02 (no data of the real sky)'
    }

    It 'works on the files of a folder' {
        $folder = New-Item -ItemType Directory "$TestDrive/catalogs"
        Get-FermiSource | Select-Object -First 3 | Export-AstroTable "$folder/fermilpsc.csv"
        try {
            (Use-AstroArchive $folder.FullName -PassThru).Kind | Should -Be Folder
            Get-FermiSource | Should -HaveCount 3
        }
        finally {
            Use-AstroArchive -Simulated -Scale 0.02
        }
    }

    It 'refuses a scale with a decimal comma, in words' {
        { Use-AstroArchive -Simulated -Scale '0,5' } | Should -Throw '*decimal point*0.5*'
    }
}

Describe 'Get-FermiSource' {
    It 'emits objects of one type' {
        $sources = Get-FermiSource
        $sources.Count | Should -BeGreaterThan 50
        $sources | Should -BeOfType 'PSAstroXmatch.FermiSource'
    }

    It 'is grouped by class' {
        $groups = Get-FermiSource | Group-Object Class
        ($groups | Measure-Object Count -Sum).Sum | Should -Be (Get-FermiSource).Count
        $groups.Name | Should -Contain 'bll'
    }

    It 'is sorted by flux' {
        $fluxes = (Get-FermiSource | Sort-Object EnergyFlux -Descending).EnergyFlux
        $fluxes[0] | Should -Be ($fluxes | Measure-Object -Maximum).Maximum
    }

    It 'gives all properties to Select-Object *' {
        $names = (Get-FermiSource | Select-Object -First 1 -Property *).PSObject.Properties.Name
        $names | Should -Be @(
            'Name', 'RA', 'Dec', 'L', 'B', 'SemiMajorAxis95', 'SemiMinorAxis95', 'PositionAngle95', 'EnergyFlux', 'Class',
            'Association', 'AssociationRA', 'AssociationDec', 'AssociationProbability', 'TrueCscName')
    }

    It 'comes back from a CSV file with every digit' {
        $sources = Get-FermiSource | Select-Object -First 20
        $sources | Export-Csv "$TestDrive/fermi.csv"
        $back = Import-Csv "$TestDrive/fermi.csv"
        $back.Name | Should -Be $sources.Name
        foreach ($i in 0..19) {
            [double]::Parse($back[$i].EnergyFlux, [cultureinfo]::InvariantCulture) | Should -Be $sources[$i].EnergyFlux
        }
    }

    It 'is JSON with numbers' {
        $json = Get-FermiSource | Select-Object -First 2 | ConvertTo-Json | ConvertFrom-Json
        $json[1].RA | Should -Be (Get-FermiSource)[1].RA
    }

    It 'selects by class, name and latitude' {
        (Get-FermiSource -Class bll | Group-Object Class).Name | Should -Be bll
        Get-FermiSource -MaxLatitude 5deg | ForEach-Object { [Math]::Abs($_.B) | Should -BeLessOrEqual 5 }
        (Get-FermiSource '4FGL J00*').Name | Should -BeLike '4FGL J00*'
    }

    It 'tells with -Verbose how many rows fit' {
        Get-FermiSource -Class bll -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } |
            Should -BeLike '*rows of fermilpsc selected.'
    }
}

Describe 'Get-ChandraSource' {
    BeforeAll { $first = Get-ChandraSource | Select-Object -First 3 }

    It 'has fluxes that Measure-Object averages' {
        $fluxes = Get-ChandraSource -MinFlux 1e-14
        ($fluxes | Measure-Object Flux -Average).Average | Should -BeGreaterThan 1e-14
    }

    It 'takes a position as text' {
        $text = [string]::Format([cultureinfo]::InvariantCulture, '{0} {1}', $first[0].RA, $first[0].Dec)
        (Get-ChandraSource -Position $text -Radius 1arcsec).Name |
            Should -Contain $first[0].Name
    }

    It 'takes positions from the pipeline, each for itself: <Case>' -ForEach @(
        @{ Case = 'objects of the module'; Make = { param($s) $s } }
        @{ Case = 'RA and Dec'; Make = { param($s) [pscustomobject]@{ RA = $s.RA; Dec = $s.Dec } } }
        @{ Case = 'RAJ2000 and DEJ2000'; Make = { param($s) [pscustomobject]@{ RAJ2000 = $s.RA; DEJ2000 = $s.Dec } } }
        @{ Case = 'RightAscension and Declination'; Make = { param($s) [pscustomobject]@{ RightAscension = $s.RA; Declination = $s.Dec } } }
        @{ Case = 'galactic l and b'; Make = { param($s) [pscustomobject]@{ l = $s.L; b = $s.B } } }
        @{ Case = 'text, as Import-Csv gives it'; Make = { param($s) $s | Select-Object ra, dec | ConvertTo-Csv | ConvertFrom-Csv } }
    ) {
        $found = $first | ForEach-Object { & $Make $_ } | Get-ChandraSource -Radius 2arcsec
        $found.Name | Should -Be $first.Name
    }

    It 'writes an error for an object without a position, and goes on' {
        $found = [pscustomobject]@{ Name = 'nowhere' }, $first[0] |
            Get-ChandraSource -Radius 1arcsec -ErrorAction SilentlyContinue -ErrorVariable problems
        $found.Name | Should -Be $first[0].Name
        $problems | Should -HaveCount 1
        "$problems" | Should -BeLike '*RA and Dec*'
    }

    It 'emits nothing for an empty pipeline' {
        @() | Get-ChandraSource -Radius 1arcsec | Should -BeNullOrEmpty
    }

    It 'says what is missing' {
        Get-ErrorId { Get-ChandraSource -Position '10 20' } | Should -Be RegionIncomplete
    }
}

Describe 'Get-ChandraObservation' {
    It 'is filtered and sorted by the standard verbs' {
        $long = Get-ChandraObservation -MinExposure 50000 | Sort-Object Exposure -Descending | Select-Object -First 5
        $long | Should -HaveCount 5
        $long[4].Exposure | Should -BeGreaterOrEqual 50000
        $long[0].Exposure | Should -BeGreaterOrEqual $long[4].Exposure
    }

    It 'selects by detector and time' {
        (Get-ChandraObservation -Detector HRC-* | Group-Object Detector).Name | Should -BeLike 'HRC-*'
        $problem = Get-OnlyError 'Get-ChandraObservation -After 2001-12-31 -Before 2001-01-01'
        $problem.Id | Should -BeExactly RangeInvalid
        $problem.Text | Should -BeLike '*after 2001-12-31T00:00:00 and before 2001-01-01T00:00:00*'
        (Get-OnlyError 'Get-ChandraObservation -After "MJD 52000.5" -Before 52000').Id | Should -BeExactly RangeInvalid
        (Get-OnlyError '"83.6 22", "10 20" | Get-ChandraObservation -Radius 1deg -After 2021 -Before 2020').Id | Should -BeExactly RangeInvalid
        (Invoke-Line 'Get-ChandraObservation -After 2001-01-01 -Before 2001-01-01').Errors | Should -BeNullOrEmpty
        Get-ChandraObservation -After 2001-01-01 -Before 2001-12-31 | ForEach-Object { $_.Time.Year | Should -Be 2001 }
    }
}

Describe '<_>' -ForEach $classes {
    It 'knows every class that Get-FermiSource emits' {
        $known = Get-FermiClass
        $spellings = @($known.Identified) + @($known.Associated)
        (Get-FermiSource | Group-Object Class -CaseSensitive).Name | Where-Object Length | ForEach-Object { $_ | Should -BeIn $spellings }
    }

    It 'sorts and groups' {
        (Get-FermiClass | Group-Object Origin).Name | Should -Contain Galactic
    }

    It 'finds classes by name: <Line>' -ForEach @(
        @{ Line = 'Get-FermiClass psr'; Expected = 'PSR' }
        @{ Line = 'Get-FermiClass PS*, bll'; Expected = 'PSR', 'BLL' }
        @{ Line = 'Get-FermiClass ""'; Expected = '' }
        @{ Line = 'Get-FermiClass nosuch'; Expected = @() }
        @{
            Line = 'Get-FermiClass | Where-Object Associated -like s* | Where-Object Origin -eq Galactic'
            Expected = 'SNR', 'SPP', 'SFR'
        }
    ) {
        (Invoke-Line $Line).Output | ForEach-Object Identified | Should -BeExactly $Expected
    }

    It 'can be asked for what is not associated' {
        $without = Get-FermiSource -Class ''
        $without.Count | Should -BeGreaterThan 0
        $without | Should -HaveCount @(Get-FermiSource | Where-Object Class -eq '').Count
    }

    It 'shows both spellings and the meaning in 80 columns' {
        $lines = Get-FermiClass | Get-ShownLine
        $lines | Should -Contain 'SPP        spp        Galactic      supernova remnant or pulsar wind nebula'
        $lines | Should -Contain 'BCU        bcu        Extragalactic blazar candidate of uncertain type'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        "$lines" | Should -Not -Match '…'
    }

    It 'completes classes with their meaning, for Get-FermiSource too' {
        $line = 'Get-FermiSource -Class ps'
        $found = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches
        $found.CompletionText | Should -BeExactly PSR, psr
        $found[0].ToolTip | Should -BeExactly 'pulsar, identified by pulsations (identified, Galactic)'
        $found[1].ToolTip | Should -BeExactly 'pulsar, no pulsations seen by the LAT yet (associated, Galactic)'
        Get-Completion 'Get-FermiSource -Class ' | Should -Contain "''"
        Get-Completion 'Get-FermiClass fs' | Should -Contain fsrq
        Get-Completion 'Get-FermiClass ps' | Should -Contain psr
    }
}

Describe 'A small archive' {
    BeforeEach {
        $archive = Copy-SmallArchive
        Use-AstroArchive -Path $archive
    }

    AfterAll { Use-AstroArchive -Simulated -Scale 0.02 }

    It 'gives objects with the properties in their order: <Line>' -ForEach @(
        @{ Line = 'Get-ChandraObservation'; Expected = 'ObsId', 'RA', 'Dec', 'L', 'B', 'Exposure', 'Detector', 'Time', 'Target' }
        @{
            Line = 'Get-ChandraSource'
            Expected = 'Name', 'RA', 'Dec', 'L', 'B', 'Flux', 'FluxLow', 'FluxHigh', 'ErrorSemiMajor', 'ErrorSemiMinor', 'ErrorAngle'
        }
        @{
            Line = 'Find-FermiCscMatch'
            Expected = 'FermiName', 'FermiL', 'FermiB', 'FermiR95', 'FermiFlux', 'FermiClass',
            'CscName', 'CscL', 'CscB', 'CscFlux', 'SepDeg', 'NormalizedSep'
        }
        @{
            Line = 'Find-FermiCscMatch | Group-FermiMatch'
            Expected = 'FermiName', 'FermiL', 'FermiB', 'FermiFlux', 'FermiR95', 'FermiClass',
            'NumCscMatches', 'CscNames', 'CscFluxes', 'CscGlons', 'CscGlats'
        }
    ) {
        (Invoke-Line $Line).Output[0].PSObject.Properties.Name | Select-Object -First $Expected.Count | Should -BeExactly $Expected
    }

    It 'is described by folder and files' {
        $described = Get-AstroArchive
        $described.Kind | Should -Be Folder
        $described.Location | Should -BeExactly $archive
        "$($described.Catalogs)" | Should -BeExactly 'chanmaster (chanmaster.csv) csc (csc.csv) fermilpsc (fermilpsc.csv)'
        (Use-AstroArchive -PassThru).Kind | Should -Be Live
    }

    It 'is described with the catalogs that were registered' {
        'id,ra,dec', 'a,1,2' | Set-Content "$TestDrive/any name.csv"
        Register-AstroCatalog Described x http://127.0.0.1:1/tap -Id id
        Use-AstroArchive -Catalog @{ described = "$TestDrive/any name.csv" }
        "$((Get-AstroArchive).Catalogs)" | Should -BeExactly 'Described (any name.csv)'
        Use-AstroArchive
        "$((Get-AstroArchive).Catalogs)" | Should -BeLike '*Described (*127.0.0.1:1/tap*)'
        Use-AstroArchive -Simulated -Scale 0.01
        "$((Get-AstroArchive).Catalogs)" | Should -Not -BeLike '*Described*'
    }

    It 'has NaN, and never zero, for values that are absent' {
        $source = Get-ChandraSource '2CXO J004000.1+000000'
        [double]::IsNaN($source.Flux) | Should -BeTrue
        [double]::IsNaN($source.ErrorSemiMajor) | Should -BeTrue
        (Get-ChandraSource '2CXO J004000.0+000000').Flux | Should -BeExactly 0.0
    }

    It 'gives lists that print their values' {
        $group = Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch
        $group.CscNames.ToString() | Should -BeExactly '2CXO J003936.0+000000, 2CXO J004000.0+000524, 2CXO J004021.6+000000'
        $group.CscFluxes.ToString() | Should -BeExactly '4.000000000000001e-14, 2e-14, 1e-14'
    }

    It 'warns of extended sources by name' {
        $warnings = (Invoke-Line Find-FermiCscMatch).Warnings
        $warnings | Should -HaveCount 1
        $warnings[0] | Should -MatchExactly '1 Fermi source'
        $warnings[0] | Should -MatchExactly '4FGL J0120\.0\+0000e'
    }

    It 'has observations without a position: one warning, and the others come' {
        $result = Invoke-Line Get-ChandraObservation
        $result.Output.ObsId | Should -Be 1, 2
        $result.Errors | Should -BeNullOrEmpty
        $result.Warnings | Should -HaveCount 1
        $result.Warnings[0] | Should -MatchExactly 'chanmaster\.csv: 1 of 3 rows'
    }

    It 'has observations without an ObsId: one error, and the others come' {
        Set-Content "$archive/chanmaster.csv" "obsid,name,ra,dec`n1,Crab,83.63,22.01`n,Nameless,10,10`n3,Vela,128.8,-45.2"
        (Invoke-Line Get-ChandraObservation).Output.ObsId | Should -Be 1, 3
        $problem = Get-OnlyError Get-ChandraObservation
        $problem.Id | Should -BeExactly ValueInvalid
        $problem.Text | Should -MatchExactly Nameless
    }

    It 'tells of a column that is not there when it is selected by' {
        Set-Content "$archive/chanmaster.csv" "obsid,ra,dec`n1,83.63,22.01"
        $problem = Get-OnlyError 'Get-ChandraObservation -Detector ACIS-I'
        $problem.Id | Should -BeExactly ColumnNotFound
        $problem.Text | Should -MatchExactly detector
    }

    It 'tells of a catalog that is not there, by folder and file' {
        Remove-Item "$archive/csc.csv"
        $problem = Get-OnlyError Find-FermiCscMatch
        $problem.Id | Should -BeExactly CatalogNotFound
        $problem.Text | Should -MatchExactly ([regex]::Escape($archive))
        $problem.Advice | Should -MatchExactly 'csc\.csv'
    }
}
