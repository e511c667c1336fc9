# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    $commands = (Get-Module PSAstroXmatch).ExportedCmdlets.Values
    # What cmdlets emit, and what stands in the lists of that.
    $types = @($commands.OutputType.Type) + [PSAstroXmatch.GaiaSource], [PSAstroXmatch.TwoMassSource], [PSAstroXmatch.OtherSource] |
        Where-Object { $_ -and $_.Assembly -eq [PSAstroXmatch.FermiSource].Assembly } | Sort-Object FullName -Unique |
        ForEach-Object { @{ Type = $_ } }
    $typed = $types | Where-Object { $_.Type.Name -ne 'AstroTableRow' }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.05
    $matched = Find-FermiCscMatch -MaxLatitude 90 -WarningAction Ignore
    $likely = Find-FermiCscMatch -Probability -WarningAction Ignore
    $counterparts = $matched | Group-FermiMatch | Where-Object NumCscMatches -gt 3 | Add-OpticalCounterpart -Around Chandra
    Get-ChandraSource -MinFlux 1e-14 | Select-Object -First 9 | Export-AstroTable "$TestDrive/rows.csv"
    $script:shown = @{
        'PSAstroXmatch.ChandraObservation' = Get-ChandraObservation | Select-Object -First 9
        'PSAstroXmatch.ChandraSource' = Get-ChandraSource | Select-Object -First 9
        'PSAstroXmatch.FermiSource' = Get-FermiSource | Select-Object -First 9
        'PSAstroXmatch.FermiCscMatch' = $matched | Select-Object -First 9
        'PSAstroXmatch.FermiCandidateGroup' = $likely | Group-FermiMatch | Select-Object -First 9
        'PSAstroXmatch.FermiCandidateCounterpart' = $likely | Group-FermiMatch | Add-OpticalCounterpart -Around Chandra -Probability | Select-Object -First 9
        'PSAstroXmatch.CandidateCounterpart' = Get-ChandraSource | Select-Object -First 30 | Add-OpticalCounterpart -Probability
        'PSAstroXmatch.FermiMatchGroup' = $matched | Group-FermiMatch | Select-Object -First 9
        'PSAstroXmatch.FermiCounterpart' = $counterparts | Select-Object -First 9
        'PSAstroXmatch.Counterpart' = Get-ChandraSource | Select-Object -First 9 | Add-OpticalCounterpart -Radius 20arcsec
        'PSAstroXmatch.GaiaSource' = $counterparts | Select-Object -ExpandProperty Gaia -First 9
        'PSAstroXmatch.TwoMassSource' = $counterparts | Select-Object -ExpandProperty TwoMass -First 9
        'PSAstroXmatch.SkyMatch' = $matched | Select-Object FermiName, @{ n = 'RA'; e = 'CscRA' }, @{ n = 'Dec'; e = 'CscDec' } |
            Find-SkyMatch -Right (Get-ChandraSource) -Radius 3arcmin | Select-Object -First 9
        'PSAstroXmatch.SkyMatchGroup' = Get-ChandraSource | Find-SkyMatch -Radius 1arcmin -AsGroup | Select-Object -First 9
        'PSAstroXmatch.AstroArchive' = Get-AstroArchive
        'PSAstroXmatch.AstroCatalog' = Get-AstroCatalog
        'PSAstroXmatch.Tables.AstroTable' = Import-AstroTable "$TestDrive/rows.csv" -AsTable
        'PSAstroXmatch.Tables.AstroTableRow' = Import-AstroTable "$TestDrive/rows.csv"
    }
}

Describe 'Views' {
    It '<Type> has a table of at most seven columns' -ForEach $types {
        $table = (Get-FormatData $Type.FullName).FormatViewDefinition.Control |
            Where-Object { $_ -is [System.Management.Automation.TableControl] }
        $table | Should -HaveCount 1
        $table.Headers.Count | Should -BeIn (1..7)
    }

    It '<Type> has a list of all its properties' -ForEach $typed {
        $list = (Get-FormatData $Type.FullName).FormatViewDefinition.Control |
            Where-Object { $_ -is [System.Management.Automation.ListControl] }
        $list | Should -HaveCount 1
        $labels = $list.Entries[0].Items | ForEach-Object { if ($_.Label) { $_.Label } else { $_.DisplayEntry.Value } }
        $labels | Sort-Object | Should -Be ($Type.GetProperties() | Where-Object { $_.GetIndexParameters().Count -eq 0 } |
                ForEach-Object Name | Sort-Object)
    }

    It '<Type> has a default display set of at most seven of its properties' -ForEach $typed {
        $set = (Get-TypeData $Type.FullName).DefaultDisplayPropertySet.ReferencedProperties
        $set.Count | Should -BeIn (1..7)
        $set | ForEach-Object { $Type.GetProperty($_) | Should -Not -BeNullOrEmpty }
    }
}

Describe 'In a console of <_> columns' -ForEach 80, 120 {
    BeforeAll { $width = $_ }

    It 'no line is longer than that, and no column is left out' {
        foreach ($type in $shown.Keys) {
            $lines = $shown[$type] | Format-Table | Get-ShownLine -Width $width
            ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $width -Because $type
            $table = (Get-FormatData $type).FormatViewDefinition.Control |
                Where-Object { $_ -is [System.Management.Automation.TableControl] }
            if (-not $table.HideTableHeaders) {
                $header = $lines | Where-Object Length | Select-Object -First 1
                $header.Trim() -replace '\s+', ' ' | Should -Be ($table.Headers.Label -join ' ') -Because "$type has these columns"
            }
        }
    }

    It 'lists are no wider' {
        foreach ($type in $shown.Keys) {
            ($shown[$type] | Format-List | Get-ShownLine -Width $width | Measure-Object Length -Maximum).Maximum |
                Should -BeLessOrEqual $width -Because $type
        }
    }
}

Describe 'Numbers' {
    It 'have fluxes with an exponent, and angles in the unit of their heading' {
        $lines = $shown['PSAstroXmatch.FermiCscMatch'] | Get-ShownLine
        $lines[3..9] | Should -Match '^4FGL J\S+ +\w* +2CXO J\S+ +\d\.\d\de-\d\d +\d+\.\d{4} +\d+\.\d{4}$'
    }

    It 'of rows stand under their header by themselves and with Format-Table' {
        $own = $shown['PSAstroXmatch.Tables.AstroTableRow']
        $plain = $own | Get-ShownLine
        $explicit = $own | Format-Table | Get-ShownLine
        $plain[1] | Should -Match '^name +ra +dec +l +b … \(\+6 columns\)$'
        $explicit | Should -Be $plain
        $own | Select-Object -First 1 | Format-Table | Get-ShownLine -Width 160 | Should -Not -Match ' 0\.00( |$)'
    }

    It 'have room for a flux below zero' {
        $source = $shown['PSAstroXmatch.ChandraSource'][0] | Select-Object * | ForEach-Object { $_ }
        $below = [PSAstroXmatch.ChandraSource]@{ Name = $source.Name; RA = 266.4168; Dec = -29.0078; L = 359.9442; B = -0.0462; Flux = -1.234e-14 }
        ($below | Get-ShownLine)[3] | Should -BeLike '* -1.23e-14'
    }

    It 'keep every digit in a list, with their unit' {
        $source = $shown['PSAstroXmatch.ChandraSource'][0]
        $text = [PSAstroXmatch.ValueText]::Format([double] $source.Flux)
        $source | Format-List | Get-ShownLine | Should -Contain "Flux           : $text erg/cm2/s"
    }

    It 'have their unit in a list, but for years, and what names an object comes first' {
        $star = [PSAstroXmatch.GaiaSource]@{
            SourceId = 6917528997577384321; RA = 10.5; Dec = -2; Epoch = 2016; RefEpoch = 2016; PhotGMeanFlux = 1.5; PmRA = -3.25; SepFromCsc = 0.5
            ClassProbabilities = [PSAstroXmatch.GaiaClassProbabilities]::new(0.25, [double]::NaN, 0.75)
        }
        $lines = $star | Format-List | Get-ShownLine | Where-Object Length
        $lines[0..2] -replace ' +', ' ' | Should -Be 'SourceId : 6917528997577384321', 'RA : 10.5 deg', 'Dec : -2 deg'
        foreach ($line in 'SepFromCsc : 0.5 arcsec', 'Epoch : 2016', 'RefEpoch : 2016', 'PhotGMeanFlux : 1.5 e-/s', 'PmRA : -3.25 mas/yr', 'Parallax :',
            'ClassProbabilities : (0.25, , 0.75)') {
            $lines -replace ' +', ' ' | Should -Contain $line
        }
        ($shown['PSAstroXmatch.ChandraObservation'][0] | Format-List | Get-ShownLine | Where-Object Length)[0..1] -replace ' .*' | Should -Be ObsId, Target
    }

    It 'of a chosen property are shown in full by the format that README names' {
        $source = $shown['PSAstroXmatch.ChandraSource'][0]
        ($source | Format-Table Name, @{ e = 'Flux'; f = '0.00e-00' } | Get-ShownLine) -match '^2CXO J\S+ +\d\.\d\de-1\d$' |
            Should -HaveCount 1
    }
}

Describe 'Headings' {
    It 'are what Sort-Object, Group-Object and Select-Object take' {
        $match = $shown['PSAstroXmatch.FermiCscMatch']
        ($match | Sort-Object SepDeg -Descending)[0].SepDeg | Should -Be ($match | Measure-Object SepDeg -Maximum).Maximum
        ($match | Group-Object FermiClass | Measure-Object Count -Sum).Sum | Should -Be $match.Count
        ($match | Select-Object -First 1 FermiR95).FermiR95 | Should -Be $match[0].FermiR95
    }

    It 'show the name of any object' {
        $alone = $shown['PSAstroXmatch.ChandraSource'][0] | Add-OpticalCounterpart
        $name = [regex]::Escape($shown['PSAstroXmatch.ChandraSource'][0].Name)
        ($alone | Format-Table | Get-ShownLine) -match "^$name" | Should -HaveCount 1
    }
}

Describe 'Format-Wide' {
    It 'shows names' {
        $shown['PSAstroXmatch.FermiSource'] | Format-Wide | Get-ShownLine | Should -Contain (
            '{0,-40} {1}' -f $shown['PSAstroXmatch.FermiSource'][0].Name, $shown['PSAstroXmatch.FermiSource'][1].Name)
    }
}

Describe 'Views of a small archive under de-DE' {
    BeforeAll { Use-AstroArchive -Path (Copy-SmallArchive) }

    It 'show rounded numbers with a point: <Line>' -ForEach @(
        @{
            Line = 'Find-FermiCscMatch -WarningAction Ignore'
            Shown = '4FGL J0040.0+0000  psr        2CXO J003936.0+000000  4.00e-14   0.1000   0.1000'
        }
        @{ Line = 'Get-FermiSource -Class psr'; Shown = '4FGL J0040.0+0000  300.0000   9.5000   1.25e-11 psr' }
        @{ Line = 'Get-ChandraSource "2CXO J0200*"'; Shown = '2CXO J020000.0+000036   30.0000   0.0100' }
        @{
            Line = 'Get-ChandraObservation crab -ErrorAction Ignore'
            Shown = '     1  83.6300  22.0100    30000 ACIS-S   2013-02-11 07:53:45 Crab'
        }
        @{
            Line = 'Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch'
            Shown = '4FGL J0040.0+0000  psr          0.1000             3 2CXO J003936.0+000000, 2CXO J004000.0+000524, … (1 more)'
        }
    ) {
        $lines = Invoke-InCulture de-DE { & ([scriptblock]::Create($Line)) | Get-ShownLine -Width 140 }
        @($lines | Where-Object { $_.Contains($Shown) }) | Should -HaveCount 1
    }

    It 'have one header each in 80 columns: <_>' -ForEach @(
        'Find-FermiCscMatch -WarningAction Ignore', 'Get-FermiSource', 'Get-ChandraSource'
        'Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch'
    ) {
        $lines = Invoke-InCulture de-DE { & ([scriptblock]::Create($_)) | Get-ShownLine }
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        @($lines -like '---*') | Should -HaveCount 1
        $lines -clike '*Flu' | Should -BeNullOrEmpty
    }

    It 'do not cut a separation of <Arcsec> arcsec from the left' -ForEach @(
        @{ Arcsec = 0.01; Shown = '0.01"' }, @{ Arcsec = 24.4; Shown = '24.40"' }, @{ Arcsec = 59.994; Shown = '59.99"' }
        @{ Arcsec = 600; Shown = "10.00'" }, @{ Arcsec = 3540; Shown = "59.00'" }, @{ Arcsec = 7200; Shown = '2.000°' }
        @{ Arcsec = 647999; Shown = '180.000°' }
    ) {
        $degrees = $Arcsec / 3600
        $match = [PSAstroXmatch.FermiCscMatch]@{
            FermiName = '4FGL J0040.0+0000'; FermiClass = 'psr'; CscName = '2CXO J003936.0+000000'; SepDeg = $degrees; FermiR95 = $degrees
        }
        $star = [PSAstroXmatch.GaiaSource]@{
            SourceId = 6917528997577384321; SepFromFermi = $Arcsec; SepFromCsc = $Arcsec; SepArcsec = $Arcsec
            CscName = '2CXO J003936.0+000000'; Around = '2CXO J003936.0+000000'; NormalizedSep = 1.5
        }
        $infrared = [PSAstroXmatch.TwoMassSource]@{
            Designation = '00393600+0000000'; SepFromFermi = $Arcsec; SepFromCsc = $Arcsec; CscName = '2CXO J003936.0+000000'
            Around = '2CXO J003936.0+000000'; SepArcsec = $Arcsec
        }
        $counterpart = [PSAstroXmatch.FermiCounterpart]::new(
            [PSAstroXmatch.FermiMatchGroup]::new([PSAstroXmatch.FermiCscMatch[]] $match), [PSAstroXmatch.GaiaSource[]] $star,
            [PSAstroXmatch.TwoMassSource[]] $infrared, [PSAstroXmatch.OtherSource[]] @())
        Invoke-InCulture de-DE {
            $pattern = " $([regex]::Escape($Shown))"
            $star | Get-ShownLine | Out-String | Should -MatchExactly $pattern
            $infrared | Get-ShownLine | Out-String | Should -MatchExactly $pattern
            [regex]::Matches(($counterpart | Get-ShownLine | Out-String), $pattern).Count | Should -Be 2
            $inDegrees = $degrees.ToString('F4', [cultureinfo]::InvariantCulture)
            [regex]::Matches(($match | Get-ShownLine | Out-String), " $([regex]::Escape($inDegrees))").Count | Should -Be 2
        }
    }
}

Describe 'Every heading of a view' {
    # Columns that no single property holds, and so can't be sorted or selected by their heading: the first of SepFromFermiGaia or
    # SepFromCscGaia by what was searched around, and likewise of 2MASS; and properties of Info. Aliases of type extensions would do
    # too, but Export-Csv and ConvertTo-Json write them as further columns.
    It 'is a property of its type, with these exceptions' {
        $views = [xml]::new()
        $views.Load("$(Split-Path $modulePath)/PSAstroXmatch.Format.ps1xml")
        $seen = 0
        $strangers = foreach ($view in $views.SelectNodes('//View')) {
            $type = $view.SelectSingleNode('.//TypeName').InnerText
            $headings = @($view.SelectNodes('.//TableColumnHeader/Label').InnerText) +
            @($view.SelectNodes('.//ListItem') | ForEach-Object { $_.SelectSingleNode('Label') ?? $_.SelectSingleNode('PropertyName') } |
                    ForEach-Object InnerText) | Where-Object Length
            $seen += $headings.Count
            $headings | Where-Object { $_ -cnotin ([type] $type).GetProperties().Name } | ForEach-Object { "$($type.Split('.')[-1]).$_" }
        }
        $seen | Should -BeGreaterOrEqual 100
        $strangers | Sort-Object -Unique | Should -BeExactly @(
            'AstroColumn.ArraySize', 'AstroColumn.Description', 'AstroColumn.Ucd', 'AstroColumn.Utype', 'AstroColumn.Xtype'
            'FermiCounterpart.Sep2Mass', 'FermiCounterpart.SepGaia')
    }
}
