# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.05
}

Describe 'Fermi sources by association' {
    BeforeAll {
        $all = Get-FermiSource
        $pulsar = $all | Where-Object Association -like 'PSR *' | Select-Object -First 1
    }

    It 'finds a name in any case, with or without blanks: <Case>' -ForEach @(
        @{ Case = 'as it is'; Make = { param($name) $name } }
        @{ Case = 'without blanks'; Make = { param($name) $name -replace ' ' } }
        @{ Case = 'in small letters'; Make = { param($name) $name.ToLowerInvariant() } }
        @{ Case = 'with further blanks'; Make = { param($name) $name -replace ' ', '   ' } }
    ) {
        (Get-FermiSource -Association (& $Make $pulsar.Association)).Name | Should -BeExactly $pulsar.Name
    }

    It 'takes wildcards and several names' {
        $expected = $all | Where-Object { $_.Association -like 'PSR *' -or $_.Association -like 'GC *' }
        (Get-FermiSource -Association 'psr*', 'GC J*').Name | Should -BeExactly $expected.Name
        Get-FermiSource -Association 'PSR J9*' | Should -BeNullOrEmpty
    }

    It 'writes one error for a name that no source has, and finds the others' {
        $found = Get-FermiSource -Association 'NGC 9999', $pulsar.Association -ErrorAction SilentlyContinue -ErrorVariable problems
        $found.Name | Should -BeExactly $pulsar.Name
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SourceNotFound,*'
        "$($problems[0])" | Should -BeLike "There is no Fermi source with the association 'NGC 9999'.*"
    }

    It 'says that another parameter may be the reason' {
        $problem = { Get-FermiSource -Association $pulsar.Association -Class bll -ErrorAction Stop } | Should -Throw -PassThru
        "$problem" | Should -BeLike '*in the selection of the other parameters*'
    }

    It 'leads from an empty name to -Unassociated' {
        $problem = { Get-FermiSource -Association '' -ErrorAction Stop } | Should -Throw -PassThru
        $problem.ErrorDetails.RecommendedAction | Should -BeLike '*-Unassociated*'
    }

    It 'leads from -Name to -Association' {
        $problem = { Get-FermiSource $pulsar.Association -ErrorAction Stop } | Should -Throw -PassThru
        $problem.ErrorDetails.RecommendedAction | Should -BeLike "*-Association '$($pulsar.Association)'*"
    }

    It 'finds the unassociated sources' {
        $expected = $all | Where-Object { -not $_.Class -and -not $_.Association }
        $expected.Count | Should -BeGreaterThan 50
        (Get-FermiSource -Unassociated).Name | Should -BeExactly $expected.Name
        Get-FermiSource -Unassociated -Class psr | Should -BeNullOrEmpty
        Get-FermiSource -Unassociated:$false | Should -HaveCount $all.Count
    }

    It 'is separate for each position of the pipeline' {
        $pulsar, $all[0] | Get-FermiSource -Radius 0.1 -Association $pulsar.Association | ForEach-Object Name | Should -BeExactly $pulsar.Name
    }
}

Describe 'True counterparts of a simulated sky' {
    BeforeAll {
        $all = Get-FermiSource
        $truth = @{}
        $all | ForEach-Object { $truth[$_.Name] = $_.TrueCscName }
    }

    It 'are Chandra sources near the Fermi sources' {
        $real = @($all | Where-Object TrueCscName)
        $real.Count | Should -BeGreaterThan 20
        $real.Count | Should -BeLessThan $all.Count
        (Get-ChandraSource $real[0].TrueCscName).Name | Should -BeExactly $real[0].TrueCscName
        # 95 % lie in the ellipse, so most lie in the circle around it.
        $found = @(Find-FermiCscMatch -MaxLatitude 90 -WarningAction Ignore | Where-Object { $truth[$_.FermiName] -eq $_.CscName })
        $found.Count | Should -BeGreaterThan (0.6 * $real.Count)
    }

    It 'come last, and are empty where there is none' {
        $all[0].PSObject.Properties.Name[-1] | Should -BeExactly TrueCscName
        $all | Where-Object TrueCscName -eq '' | Should -Not -BeNullOrEmpty
    }

    It 'do not hinder matching: <Case>' -ForEach @(
        @{ Case = 'as they are'; Through = { param($s) $s } }
        @{ Case = 'stored'; Through = { param($s) $s | Select-Object * } }
    ) {
        $given = & $Through $all | Find-FermiCscMatch -WarningAction Ignore
        $own = Find-FermiCscMatch -MaxLatitude 90 -WarningAction Ignore
        $given | Export-Csv "$TestDrive/given.csv"
        $own | Export-Csv "$TestDrive/own.csv"
        Get-Content "$TestDrive/given.csv" | Should -BeExactly (Get-Content "$TestDrive/own.csv")
    }

    It 'survive <Case>' -ForEach @(
        @{ Case = 'Select-Object'; Through = { param($s) $s | Select-Object * } }
        @{ Case = 'Clixml'; Through = { param($s) $s | Export-Clixml "$TestDrive/s.xml"; Import-Clixml "$TestDrive/s.xml" } }
        @{ Case = 'Export-Csv'; Through = { param($s) $s | Export-Csv "$TestDrive/s.csv"; Import-Csv "$TestDrive/s.csv" } }
        @{ Case = 'Add-Member'; Through = { Get-FermiSource | Add-Member Note x -PassThru } }
        @{ Case = 'a variable of the type'; Through = { param($s) [PSAstroXmatch.FermiSource[]] $typed = $s; $typed } }
    ) {
        (& $Through $all).TrueCscName | Should -BeExactly $all.TrueCscName
    }

    It 'are a described column of an exported table' {
        $all | Export-AstroTable "$TestDrive/sources.vot"
        (Import-AstroTable "$TestDrive/sources.vot")[0].PSObject.Properties.Name[-1] | Should -BeExactly true_csc_name
        Get-Content "$TestDrive/sources.vot" -Raw | Should -BeLike '*true counterpart in the simulated sky*'
    }

    It 'do not hinder the search for counterparts of stored sources' {
        $sources = $all | Select-Object -First 3
        $expected = ($sources | Add-OpticalCounterpart -Radius 30arcsec).Gaia.Count
        ($sources | Select-Object * | Add-OpticalCounterpart -Radius 30arcsec).Gaia.Count | Should -Be $expected
    }

    It 'are in a saved copy, and in no other file' {
        try {
            $null = Save-AstroCatalog fermilpsc "$TestDrive/saved"
            Use-AstroArchive "$TestDrive/saved"
            (Get-FermiSource).TrueCscName | Should -BeExactly $all.TrueCscName
            Use-AstroArchive (Copy-SmallArchive)
            Get-FermiSource | Get-Member TrueCscName | Should -BeNullOrEmpty
            Get-FermiSource | Export-AstroTable "$TestDrive/real.csv"
            Get-Content "$TestDrive/real.csv" -TotalCount 1 | Should -BeLike '*,assoc_prob_bay'
        }
        finally {
            Use-AstroArchive -Simulated -Scale 0.05
        }
    }
}

Describe 'Fluxes of the counterparts of a simulated sky' {
    It 'are of two populations unless a single one is chosen' {
        try {
            (Use-AstroArchive -Simulated -Scale 0.05 -CounterpartFlux Single -PassThru).Location | Should -BeLike '*counterparts of a single population*'
            $single = Get-ChandraSource
            (Use-AstroArchive -Simulated -Scale 0.05 -CounterpartFlux TwoPopulations -PassThru).Location | Should -Not -BeLike '*population*'
            $two = Get-ChandraSource
        }
        finally {
            Use-AstroArchive -Simulated -Scale 0.05
        }

        # As text, since NaN is not equal to itself.
        "$((Get-ChandraSource).Flux)" | Should -BeExactly "$($two.Flux)"
        $two.Name | Should -BeExactly $single.Name
        $real = @((Get-FermiSource | Where-Object TrueCscName).TrueCscName)
        $changed = @(0..($two.Count - 1) | Where-Object { $two[$_].Flux -ne $single[$_].Flux -and -not [double]::IsNaN($two[$_].Flux) })
        $changed.Count | Should -BeGreaterThan 20
        $two[$changed].Name | Should -BeIn $real
    }

    It 'are completed' {
        Get-Completion 'Use-AstroArchive -Simulated -CounterpartFlux ' | Should -Be Single, TwoPopulations
    }
}

Describe 'A name that is null' {
    It 'is an error, not the whole catalog: <_>' -ForEach @(
        'Get-FermiSource -Association $null', 'Get-FermiSource -Association $null, "PSR*"', 'Get-FermiSource -Name @()', 'Get-FermiSource -Class $null'
        'Get-ChandraSource -Name $null', 'Get-ChandraObservation -Target $null', 'Get-ChandraObservation -Detector @()'
    ) {
        { & ([scriptblock]::Create($_)) } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
    }
}
