# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.1
    $rates = Measure-FalseMatchRate
    $candidates = Find-FermiCscMatch -Probability -MaxLatitude 90 -WarningAction Ignore
}

Describe 'Measure-FalseMatchRate' {
    It 'gives one row per cut, with what the probabilities state of the best candidates' {
        $rates | Should -BeOfType 'PSAstroXmatch.FalseMatchRate'
        $rates.Cut | Should -Be @(0.5, 0.8, 0.9, 0.95)
        foreach ($rate in $rates) {
            $accepted = $candidates | Where-Object { $_.MatchFlag -eq 1 -and $_.Reliability -ge $rate.Cut }
            $rate.Accepted | Should -Be $accepted.Count
            $rate.StatedRate | Should -BeLessThan ((1 - ($accepted.Reliability | Measure-Object -Average).Average) + 1e-9)
            $rate.StatedRate | Should -BeGreaterThan ((1 - ($accepted.Reliability | Measure-Object -Average).Average) - 1e-9)
            $rate.ChanceRate | Should -BeGreaterThan 0
            $rate.ChanceRateError | Should -BeGreaterThan 0
            $rate.Trials | Should -BeGreaterThan 50
        }
    }

    It 'gives for the candidates of all sources that have some what it gives without input' {
        $piped = $candidates | Sort-Object { Get-Random } | Measure-FalseMatchRate
        foreach ($column in 'Accepted', 'StatedRate', 'ChanceRate', 'ChanceRateError', 'Trials') {
            $piped.$column | Should -Be $rates.$column
        }
    }

    It 'takes <Way>' -ForEach @(
        @{ Way = 'candidates from a selection'; Script = { $candidates | Select-Object * | Measure-FalseMatchRate -Cut 0.5 } }
        @{ Way = 'candidates from a file'; Script = { $candidates | Export-Csv "$TestDrive/some.csv"; Import-Csv "$TestDrive/some.csv" | Measure-FalseMatchRate -Cut 0.5 } }
        @{ Way = 'candidates from Clixml'; Script = { $candidates | Export-Clixml "$TestDrive/some.xml"; Import-Clixml "$TestDrive/some.xml" | Measure-FalseMatchRate -Cut 0.5 } }
        @{ Way = 'a list as the parameter'; Script = { Measure-FalseMatchRate -InputObject $candidates -Cut 0.5 } }
    ) {
        $expected = $candidates | Measure-FalseMatchRate -Cut 0.5
        $found = & $Script
        ($found | ConvertTo-Json) | Should -BeExactly ($expected | ConvertTo-Json)
    }

    It 'measures only the sources whose candidates are given' {
        $some = $candidates | Group-Object FermiName | Select-Object -First 40 | ForEach-Object Group
        $found = $some | Measure-FalseMatchRate -Cut 0.5
        $found.Accepted | Should -Be @($some | Where-Object { $_.MatchFlag -eq 1 -and $_.Reliability -ge 0.5 }).Count
        $found.Sources | Should -Be @($some | Where-Object Covered | Select-Object -Unique FermiName).Count
        $found.Trials | Should -BeLessOrEqual (4 * $found.Sources)
    }

    It 'finds the lowest cut of a rate' {
        $found = Measure-FalseMatchRate -Rate 0.15
        $found | Should -HaveCount 1
        $found.ChanceRate | Should -BeLessOrEqual 0.15
        (Measure-FalseMatchRate -Cut ($found.Cut - 0.01)).ChanceRate | Should -BeGreaterThan 0.15
    }

    It 'says if no cut has the rate' {
        $result = Invoke-Line 'Measure-FalseMatchRate -Rate 1e-5'
        $result.Output | Should -BeNullOrEmpty
        $result.Warnings | Should -BeLike '*chance rate of at most 1e-05*'
    }

    It 'gives the same for the same seed, and has as many trials as asked' {
        (Measure-FalseMatchRate | ConvertTo-Json) | Should -BeExactly ($rates | ConvertTo-Json)
        (Measure-FalseMatchRate -Seed 2 -Cut 0.5).ChanceRateError | Should -Not -Be $rates[0].ChanceRateError
        $more = Measure-FalseMatchRate -Trial 12 -Cut 0.5
        $more.Trials | Should -BeGreaterThan (2 * $rates[0].Trials)
    }

    It 'measures the sources up to a latitude' {
        $plane = Measure-FalseMatchRate -MaxLatitude 10 -Cut 0.5
        $plane.Accepted | Should -Be @($candidates | Where-Object { $_.MatchFlag -eq 1 -and $_.Reliability -ge 0.5 -and [Math]::Abs($_.FermiB) -le 10 }).Count
        $plane.Sources | Should -BeLessThan $rates[0].Sources
    }

    It 'measures nothing if the pipeline is empty' {
        @() | Measure-FalseMatchRate | Should -BeNullOrEmpty
    }

    It 'warns if candidates were selected by reliability' {
        $result = Invoke-Line '$candidates | Where-Object Reliability -ge 0.5 | Measure-FalseMatchRate -Cut 0.8'
        @($result.Warnings -like '*selected by Reliability*') | Should -HaveCount 1
        (Invoke-Line '$candidates | Measure-FalseMatchRate -Cut 0.8').Warnings | Should -BeNullOrEmpty
    }

    It 'refuses <Line>' -ForEach @(
        @{ Id = 'ProbabilityInvalid'; Line = 'Measure-FalseMatchRate -Cut 0.5, 1' }
        @{ Id = 'ProbabilityInvalid'; Line = 'Measure-FalseMatchRate -Cut 0' }
        @{ Id = 'ProbabilityInvalid'; Line = 'Measure-FalseMatchRate -Rate 1.5' }
        @{ Id = 'ProbabilityInvalid'; Line = 'Measure-FalseMatchRate -Completeness 1' }
        @{ Id = 'ProbabilityInvalid'; Line = 'Measure-FalseMatchRate -ErrorScale 0' }
        @{ Id = 'LatitudeInvalid'; Line = 'Measure-FalseMatchRate -MaxLatitude -1' }
        @{ Id = 'ArgumentsConflict'; Line = '$candidates | Measure-FalseMatchRate -MaxLatitude 10' }
        @{ Id = 'InputInvalid'; Line = 'Find-FermiCscMatch -WarningAction Ignore | Measure-FalseMatchRate' }
        @{ Id = 'InputInvalid'; Line = 'Get-FermiSource | Measure-FalseMatchRate' }
        @{ Id = 'InputInvalid'; Line = '$candidates | Measure-FalseMatchRate -Prior Fixed' }
        @{ Id = 'InputInvalid'; Line = '$candidates | Select-Object -ExcludeProperty Reliability | Measure-FalseMatchRate' }
    ) {
        (Get-OnlyError $Line).Id | Should -BeExactly $Id
    }

    It 'names the option that differs from those of the candidates: <Line>' -ForEach @(
        @{ What = 'prior (fitted)*(fixed)'; Line = '$candidates | Measure-FalseMatchRate -Prior Fixed' }
        @{ What = 'brightness (b_flux_ap)*(none)'; Line = '$candidates | Measure-FalseMatchRate -Brightness None' }
        @{ What = 'error scale (1)*(1.1)'; Line = '$candidates | Measure-FalseMatchRate -ErrorScale 1.1' }
        @{ What = 'completeness (*)*(0.3)'; Line = '$candidates | Measure-FalseMatchRate -Completeness 0.3' }
    ) {
        (Get-OnlyError $Line).Text | Should -BeLike "*found with another $What*"
    }

    It 'lists the options where the candidates do not tell how they were found' {
        $problem = Get-OnlyError '$candidates | Select-Object * | Measure-FalseMatchRate -Prior Fixed'
        $problem.Text | Should -BeLike '*were not found in this archive with these options*'
        $problem.Advice | Should -BeLike '*prior, completeness, brightness, error scale and footprint*'
    }

    It 'gives no measured rate of so few that its error would be 1 or more, and warns' {
        $few = @($candidates | Where-Object { $_.MatchFlag -eq 1 } | Sort-Object Reliability | Select-Object -Last 1)
        $result = Invoke-Line '$candidates | Measure-FalseMatchRate -Trial 1 -Cut ($few.Reliability - 1e-9)'
        $result.Output.Accepted | Should -Be 1
        if ([double]::IsNaN($result.Output.ChanceRate)) {
            @($result.Warnings -like 'Too few candidates are accepted*(1 accepted).') | Should -HaveCount 1
        }
        else { $result.Output.ChanceRateError | Should -BeLessThan 1 }
    }

    It 'tells how it was measured' {
        $made = $rates[0].GetProvenance()
        $made['archive'] | Should -Not -BeNullOrEmpty
        $made['prior'], $made['trial_seed'], $made['trials_per_source'], $made['max_latitude'] | Should -BeExactly fitted, 1, 4, none
        $made['candidates'] | Should -BeExactly 'of all Fermi sources'
        [object]::ReferenceEquals($made, $rates[3].GetProvenance()) | Should -BeTrue
        ($candidates | Measure-FalseMatchRate -Cut 0.5 -Seed 3).GetProvenance()['candidates'] | Should -BeExactly "$($candidates.Count)"
        (Measure-FalseMatchRate -MaxLatitude 10 -Rate 0.3).GetProvenance()['max_latitude'] | Should -BeExactly 10
        $rates | Export-AstroTable "$TestDrive/rates.csv"
        (Get-Content "$TestDrive/rates.csv.provenance.json" | ConvertFrom-Json).provenance.name | Should -Contain trial_seed
    }

    It 'is shown in a console of 80 columns' {
        $lines = $rates | Get-ShownLine
        ($lines | Where-Object Length)[0] | Should -Match 'Cut +Accepted +Sources +StatedRate +ChanceRate +ChanceRateError +Trials'
    }

    It 'is written with units and descriptions' {
        $rates | Export-AstroTable "$TestDrive/rates.vot"
        (Import-AstroTable "$TestDrive/rates.vot").chance_rate | Should -Be $rates.ChanceRate
    }
}
