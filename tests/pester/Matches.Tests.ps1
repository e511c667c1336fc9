# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.05
    $fermi = Find-FermiCscMatch -MaxLatitude 90 -WarningAction Ignore
    $groups = $fermi | Group-FermiMatch
    $counterparts = $groups | Select-Object -First 4 | Add-OpticalCounterpart -Around Chandra
}

Describe 'Find-FermiCscMatch' {
    It 'is averaged by Measure-Object SepDeg -Average' {
        $expected = 0
        foreach ($match in $fermi) { $expected += $match.SepDeg }
        ($fermi | Measure-Object SepDeg -Average).Average | Should -BeExactly ($expected / $fermi.Count)
    }

    It 'is grouped by Group-Object FermiClass' {
        ($fermi | Group-Object FermiClass | Measure-Object Count -Sum).Sum | Should -Be $fermi.Count
    }

    It 'takes Fermi sources from the pipeline' {
        $name = $fermi[0].FermiName
        (Get-FermiSource $name | Find-FermiCscMatch | Select-Object -Unique FermiName).FermiName | Should -Be $name
    }

    It 'warns of extended sources, and respects -WarningAction and -WarningVariable' {
        Find-FermiCscMatch -MaxLatitude 90 -WarningAction SilentlyContinue -WarningVariable told | Should -Not -BeNullOrEmpty
        "$told" | Should -BeLike '*-ExtendedRadius*'
    }

    It 'respects -ErrorAction' {
        { Find-FermiCscMatch -MaxLatitude -1 -ErrorAction Stop } | Should -Throw '*latitude*'
    }
}

Describe 'Group-FermiMatch' {
    It 'counts what it gathers' {
        ($groups | Measure-Object NumCscMatches -Sum).Sum | Should -Be $fermi.Count
        $groups | Should -BeOfType 'PSAstroXmatch.FermiMatchGroup'
    }

    It 'gives lists that PowerShell enumerates' {
        $large = $groups | Sort-Object NumCscMatches -Descending | Select-Object -First 1
        @($large.CscNames).Count | Should -Be $large.NumCscMatches
        ($groups | Select-Object -ExpandProperty CscNames).Count | Should -Be $fermi.Count
    }

    It 'writes nested lists to CSV as joined values' {
        $groups | Export-Csv "$TestDrive/groups.csv"
        $back = Import-Csv "$TestDrive/groups.csv"
        $back | Should -HaveCount $groups.Count
        foreach ($i in 0..($groups.Count - 1)) {
            ($back[$i].CscNames -split ', ') | Should -Be @($groups[$i].CscNames)
        }
        Get-Content "$TestDrive/groups.csv" -Raw | Should -Not -BeLike '*System.*'
    }

    It 'is JSON with arrays' {
        $json = ($groups | Select-Object -First 1 | ConvertTo-Json | ConvertFrom-Json)
        $json.CscNames | Should -Be @($groups[0].CscNames)
        $json.CscFluxes | Should -Be @($groups[0].CscFluxes)
    }
}

Describe 'Add-OpticalCounterpart' {
    It 'keeps the 64-bit identifiers of Gaia through CSV and JSON' {
        $ids = @($counterparts.GaiaNames)
        $ids.Count | Should -BeGreaterThan 0
        $ids | Should -BeOfType long
        $counterparts | Export-Csv "$TestDrive/counterparts.csv"
        $fromCsv = Import-Csv "$TestDrive/counterparts.csv" | ForEach-Object { $_.GaiaNames -split ', ' } | Where-Object Length |
            ForEach-Object { [long] $_ }
        $fromCsv | Should -Be $ids
        ($counterparts | ConvertTo-Json -Depth 4 -WarningAction Ignore | ConvertFrom-Json).GaiaNames | Should -Be $ids
    }

    It 'comes back from Import-AstroTable as lists' {
        $counterparts | Export-AstroTable "$TestDrive/final.csv"
        $back = Import-AstroTable "$TestDrive/final.csv"
        @($back.gaia_names) | Should -Be @($counterparts.GaiaNames)
        @($back.sep_from_csc_gaia) | Should -Be @($counterparts.SepFromCscGaia)
    }

    It 'has typed lists for the sources themselves' {
        $gaia = $counterparts | Select-Object -ExpandProperty Gaia | Sort-Object PhotGMeanMag
        $gaia | Should -BeOfType 'PSAstroXmatch.GaiaSource'
        ($gaia | Measure-Object PhotGMeanMag -Minimum).Minimum | Should -Be $gaia[0].PhotGMeanMag
    }

    It 'takes any objects with a position' {
        $source = Get-ChandraSource -Position (Get-FakeObject) -Radius 5deg | Select-Object -First 2
        $source | Export-AstroTable "$TestDrive/own.csv"
        $typed = $source | Add-OpticalCounterpart -Radius 20arcsec
        $rows = Import-AstroTable "$TestDrive/own.csv" | Add-OpticalCounterpart -Radius 20arcsec
        $csv = Import-Csv "$TestDrive/own.csv" | Add-OpticalCounterpart -Radius 20arcsec
        @($typed.GaiaNames).Count | Should -BeGreaterThan 0
        @($rows.GaiaNames) | Should -Be @($typed.GaiaNames)
        @($csv.GaiaNames) | Should -Be @($typed.GaiaNames)
        @($csv.Name) | Should -Be $source.Name
        @($csv.Source.error_semi_major) | Should -Be @($source.ErrorSemiMajor | ForEach-Object { [PSAstroXmatch.ValueText]::Format($_) })
    }

    It 'refuses what has no position, one error an object' {
        $problems = $null
        [pscustomobject]@{ a = 1 }, [pscustomobject]@{ a = 2 } |
            Add-OpticalCounterpart -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -Be (@('InputInvalid,PSAstroXmatch.Commands.AddOpticalCounterpartCommand') * 2)
    }
}

Describe 'Register-AstroCatalog and Get-AstroCatalog' {
    It 'lists what was registered beside the known catalogs' {
        Register-AstroCatalog AllWise allwise_p3as_psd Irsa -Id designation -Column w1mpro
        # Other tests of the same session may have registered more.
        @((Get-AstroCatalog).Name)[0, 1] | Should -Be Gaia, TwoMass
        (Get-AstroCatalog).Name | Should -Contain AllWise
        (Get-AstroCatalog All*).Columns | Should -Contain w1mpro
    }
}
