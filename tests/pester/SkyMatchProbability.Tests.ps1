# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $left, $right, $out = "$TestDrive/left.csv", "$TestDrive/right.csv", "$TestDrive/out.vot"
    Set-Content $left 'name,ra,dec,err,rate', 'a1,10,0,1,5', 'a2,10.01,0.01,1,2', 'a3,10.02,0,1,9', 'a4,,,,'
    Set-Content $right 'id,ra,dec,mag,x', '1,10.0002,0,20,7', '2,10.0003,0,12,8', '3,10.0201,0,15,9', '4,10.03,0.02,18,6'
    $errors = @{ LeftRadius = 'err:arcsec'; Completeness = 0.7; Probability = $true }
}

Describe 'Find-SkyMatch -Probability' {
    It 'emits every candidate with its probability: <Line>' -ForEach @(
        @{ Expected = 'a1 × 1, a1 × 2, a3 × 3'; Line = 'Find-SkyMatch $left $right @errors' }
        @{ Expected = 'a1 × 1, a3 × 3'; Line = 'Find-SkyMatch $left $right @errors -Mode BestForLeft' }
        @{ Expected = 'a1 × 2, a3 × 3'; Line = 'Find-SkyMatch $left $right @errors -Mode BestForLeft -RightBrightness mag' }
        @{ Expected = 'a1 × 2, a3 × 3'; Line = 'Find-SkyMatch $left $right @errors -Top 1 -RightBrightness x:count/s' }
        @{ Expected = 'a1 × 2, a3 × 3'; Line = 'Find-SkyMatch $left $right @errors -Where { $_.Right.mag -lt 16 }' }
        @{ Expected = 'a1 × 1, a3 × 3'; Line = 'Find-SkyMatch $left $right @errors -MaxNormalizedSep 1' }
        @{ Expected = 'a3 × 3'; Line = 'Find-SkyMatch $left $right @errors -Radius 0.5arcsec' }
        @{ Expected = 'a3 × 3'; Line = 'Import-AstroTable $left | Find-SkyMatch $right 0.5arcsec @errors' }
        @{ Expected = 'a1 × 1, a1 × 2, a3 × 3'; Line = 'Find-SkyMatch $left $right @errors -Mode BestForRight -LeftBrightness rate' }
        @{ Expected = 'a2 × , a4 × '; Line = 'Find-SkyMatch $left $right @errors -Join LeftAnti' }
        @{ Expected = 'a1 × 1, a1 × 2, a3 × 3'; Line = 'Import-Csv $left | Where-Object ra | Find-SkyMatch $right -Probability -LeftRadius { $_.err / 3600 }' }
        @{
            Expected = 'a1 × 1, a1 × 2, a3 × 3'
            Line = 'Find-SkyMatch $left $right -Probability -LeftEllipse err:arcsec, 0.5arcsec, 90 -RightRadius 0.1arcsec'
        }
    ) {
        $found = Invoke-Expression "$Line -ErrorAction SilentlyContinue -WarningAction SilentlyContinue"
        $found | Should -BeOfType 'PSAstroXmatch.SkyMatchCandidate'
        $found -join ', ' | Should -Be $Expected
    }

    It 'writes the columns of Export-AstroTable and -OutFile alike' {
        $found = @(Find-SkyMatch $left $right @errors -Join Left -ErrorAction SilentlyContinue -WarningAction SilentlyContinue)
        $found | Should -HaveCount 5
        ($found[0].Reliability + $found[1].Reliability) | Should -BeLessOrEqual 1
        $found[2].AnyProbability, $found[2].CandidateCount, $found[2].CoveredShare | Should -Be 0, 0, 1
        [double]::IsNaN($found[2].Reliability) | Should -BeTrue
        $found | Export-AstroTable "$TestDrive/found.vot"
        Find-SkyMatch $left $right @errors -Join Left -OutFile $out -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $written, $exported = (Import-AstroTable $out -AsTable), (Import-AstroTable "$TestDrive/found.vot" -AsTable)
        $exported.Columns.Name | Should -Be $written.Columns.Name
        foreach ($name in 'bayes_factor', 'chance_density', 'likelihood_ratio', 'reliability', 'match_flag', 'candidate_count', 'covered_share') {
            "$($exported[$name].ToDoubles())" | Should -Be "$($written[$name].ToDoubles())"
        }
        $written['chance_density'].Unit | Should -Be 'deg-2'
    }

    It 'has no probability of a counterpart where the right side has not looked, in every output' {
        $far = "$TestDrive/far.csv"
        Set-Content $far 'name,ra,dec,err', 'b1,10,0,1', 'b2,10.01,0.01,1', 'b3,200,50,1'
        $found = @(Find-SkyMatch $far $right @errors -Mode BestForLeft -Join Left -WarningAction Ignore)
        $found[1].AnyProbability | Should -Be 0
        [double]::IsNaN($found[2].AnyProbability) | Should -BeTrue
        $found[2].CoveredShare, $found[2].CandidateCount | Should -Be 0, 0
        $found | Export-AstroTable "$TestDrive/any.csv"
        Find-SkyMatch $far $right @errors -Mode BestForLeft -Join Left -OutFile "$TestDrive/any.vot" -WarningAction Ignore
        $table = Find-SkyMatch $far $right @errors -Mode BestForLeft -Join Left -AsTable -WarningAction Ignore
        (Import-Csv "$TestDrive/any.csv").any_probability[1..2] | Should -BeExactly '0.0', ''
        foreach ($one in $table, (Import-AstroTable "$TestDrive/any.vot" -AsTable)) {
            0..2 | ForEach-Object { $one['any_probability'].IsNull($_) } | Should -Be $false, $false, $true
        }
    }

    It 'warns once of numbers that stand for a missing magnitude, and does not use them: <Mark>' -ForEach @(@{ Mark = '-99' }, @{ Mark = '99.99' }) {
        $marked, $empty = "$TestDrive/marked.csv", "$TestDrive/empty.csv"
        (Get-Content $right) -replace ',12,', ",$Mark," | Set-Content $marked
        (Get-Content $right) -replace ',12,', ',,' | Set-Content $empty
        $expected = Find-SkyMatch $left $empty @errors -RightBrightness mag -ErrorAction SilentlyContinue -WarningAction Ignore
        $result = Invoke-Line 'Find-SkyMatch $left $marked @errors -RightBrightness mag'
        $result.Output.Reliability | Should -Be $expected.Reliability
        @($result.Warnings -like "Not taken as brightness: 1 value of 'mag' of *marked.csv ($Mark in 1). *") | Should -HaveCount 1
        (Invoke-Line 'Find-SkyMatch $left $right @errors -RightBrightness mag').Warnings -like 'Not taken*' | Should -BeNullOrEmpty
    }

    It 'warns once of repeated rows of the left side, which keep their own matches' {
        $twice = "$TestDrive/twice.csv"
        Set-Content $twice ((Get-Content $left) + (Get-Content $left)[1..2])
        $result = Invoke-Line 'Find-SkyMatch $twice $right @errors'
        $result.Output -join ', ' | Should -Be 'a1 × 1, a1 × 2, a3 × 3, a1 × 1, a1 × 2'
        $result.Output[3].Reliability | Should -Be $result.Output[0].Reliability
        @($result.Warnings -like '*twice.csv: 2 of 6 rows repeat an earlier row in every column; the first is row 5, which repeats row 1.*') | Should -HaveCount 1
    }

    It 'keeps its numbers in Clixml' {
        $found = Find-SkyMatch $left $right @errors -Mode BestForLeft -ErrorAction SilentlyContinue
        $found | Export-Clixml "$TestDrive/found.xml" -Depth 3
        $stored = Import-Clixml "$TestDrive/found.xml"
        $stored | Should -BeOfType 'PSAstroXmatch.SkyMatchCandidate'
        $stored.Reliability | Should -Be $found.Reliability
        $stored | Select-Object Left, Right, SepArcsec, Reliability | Export-AstroTable "$TestDrive/some.csv" -Force
        (Import-Csv "$TestDrive/some.csv").reliability | ForEach-Object { [double]$_ } | Should -Be $found.Reliability
    }

    It 'shows the reliability' {
        $lines = Find-SkyMatch $left $right @errors -ErrorAction SilentlyContinue | Get-ShownLine
        $lines[1] | Should -Match 'Left +Right +SepArcsec +Reliability +MatchFlag'
    }

    It 'says with -Verbose how brightness is understood, and what was fitted' {
        $said = Find-SkyMatch $left $right @errors -RightBrightness mag -Verbose -ErrorAction SilentlyContinue 4>&1 | Out-String
        $said | Should -Match "'mag' is taken as magnitudes, brighter when smaller \(by its name\)"
        $said | Should -Match 'completeness 0\.7'
    }

    It 'warns if too few objects tell how many have a counterpart' {
        $null = Find-SkyMatch $left $right -Probability -LeftRadius err:arcsec -ErrorAction SilentlyContinue -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match '0\.8 is assumed'
    }

    It 'takes an error for rows that have none' {
        Set-Content "$TestDrive/some.csv" 'name,ra,dec,err', 'a1,10,0,', 'a3,10.02,0,1'
        { Find-SkyMatch "$TestDrive/some.csv" $right @errors -ErrorAction Stop } | Should -Throw -ErrorId 'PositionErrorInvalid*'
        Find-SkyMatch "$TestDrive/some.csv" $right @errors -DefaultError 1arcsec | Should -HaveCount 3
    }

    It 'refuses what makes no sense: <Line>' -ForEach @(
        @{ Id = 'PositionErrorInvalid'; Line = 'Find-SkyMatch $left $right -Probability' }
        @{ Id = 'PositionErrorInvalid'; Line = 'Find-SkyMatch $left $right 1arcsec -Probability' }
        @{ Id = 'PositionErrorInvalid'; Line = 'Find-SkyMatch $left $right @errors -DefaultError 0' }
        @{ Id = 'UnitMissing'; Line = 'Find-SkyMatch $left $right -Probability -LeftRadius err' }
        @{ Id = 'UnitMissing'; Line = 'Find-SkyMatch $left $right @errors -RightBrightness x' }
        @{ Id = 'ColumnNotFound'; Line = 'Find-SkyMatch $left $right @errors -RightBrightness nix' }
        @{ Id = 'ProbabilityInvalid'; Line = 'Find-SkyMatch $left $right -LeftRadius err:arcsec -Probability -Completeness 1' }
        @{ Id = 'ArgumentsConflict'; Line = 'Find-SkyMatch $left $right 1arcsec -RightBrightness mag' }
        @{ Id = 'ArgumentsConflict'; Line = 'Find-SkyMatch $left $right @errors -LeftBrightness rate' }
        @{ Id = 'ArgumentsConflict'; Line = 'Find-SkyMatch $left $right @errors -Mode BestForRight -RightBrightness mag' }
        @{ Id = 'ArgumentsConflict'; Line = 'Find-SkyMatch $left $right @errors -Key name' }
        @{ Id = 'ArgumentsConflict'; Line = 'Find-SkyMatch $left @errors' }
        @{ Id = 'ArgumentsConflict'; Line = 'Find-SkyMatch $left $right @errors -LeftEllipse 1arcsec, 1arcsec, 0' }
        @{ Id = 'MatchRadiusInvalid'; Line = 'Find-SkyMatch $left $right 11deg @errors' }
        @{ Id = 'MatchCriterionAmbiguous'; Line = 'Find-SkyMatch $left $right 1arcsec @errors -MaxNormalizedSep 3' }
    ) {
        { Invoke-Expression "$Line -ErrorAction Stop" } | Should -Throw -ErrorId "$Id*"
    }
}
