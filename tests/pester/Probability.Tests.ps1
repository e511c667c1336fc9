BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Seed 5 -Scale 0.1
    $candidates = @(Find-FermiCscMatch -MaxLatitude 90 -Probability -WarningAction Ignore)
}

AfterAll { Use-AstroArchive -Live }

Describe 'Find-FermiCscMatch -Probability' {
    It 'returns candidates, which are matches with further properties behind the others' {
        $candidates.Count | Should -BeGreaterThan 500
        $candidates[0] | Should -BeOfType PSAstroXmatch.FermiCscCandidate
        $candidates[0] | Should -BeOfType PSAstroXmatch.FermiCscMatch
        $names = @($candidates[0].PSObject.Properties.Name)
        $names[0] | Should -BeExactly FermiName
        $names[-1] | Should -BeExactly SharedBy
        $names | Should -HaveCount 32
    }

    It 'shares out at most one among the candidates of a source, the most probable first' {
        foreach ($group in $candidates | Group-Object FermiName) {
            $all = @($group.Group)
            $sum = ($all | Measure-Object Reliability -Sum).Sum
            [Math]::Abs($sum - $all[0].AnyProbability) | Should -BeLessThan 1e-9
            $sum | Should -BeLessOrEqual 1
            $all[0].MatchFlag | Should -Be 1
            @($all | Where-Object MatchFlag -EQ 1) | Should -HaveCount 1
            @($all.Reliability) | Should -Be @($all.Reliability | Sort-Object -Descending)
            $all[0].CandidateCount | Should -Be $all.Count
        }
    }

    It 'reaches to 99.9 % of the joint error ellipse' {
        $most = ($candidates | Measure-Object NormalizedSep -Maximum).Maximum
        $most | Should -BeGreaterThan 3.5
        $most | Should -BeLessOrEqual ([Math]::Sqrt(-2 * [Math]::Log(0.001)))
    }

    It 'gives one source alone the numbers that it has among all' {
        foreach ($name in $candidates.FermiName | Select-Object -Unique -First 3) {
            $alone = @(Get-FermiSource -Name $name | Find-FermiCscMatch -Probability -WarningAction Ignore)
            $among = @($candidates | Where-Object FermiName -EQ $name)
            ($alone | ConvertTo-Csv) | Should -BeExactly ($among | ConvertTo-Csv)
        }
    }

    It 'shows fewer with <parameters>, with the same numbers' -TestCases @(
        @{ parameters = @{ ErrorShape = 'Ellipse' } }
        @{ parameters = @{ ErrorShape = 'Circle' } }
        @{ parameters = @{ Containment = 0.5 } }
        @{ parameters = @{ MinFlux = 1e-14 } }
    ) {
        $all = @{}
        foreach ($one in $candidates) { $all["$($one.FermiName) $($one.CscName)"] = $one }
        $some = @(Find-FermiCscMatch -MaxLatitude 90 -Probability @parameters -WarningAction Ignore)
        $some.Count | Should -BeLessThan $candidates.Count
        $some.Count | Should -BeGreaterThan 0
        foreach ($one in $some) {
            $same = $all["$($one.FermiName) $($one.CscName)"]
            $one.Reliability | Should -BeExactly $same.Reliability
            $one.CandidateCount | Should -Be $same.CandidateCount
        }
    }

    It 'keeps to the plane unless told otherwise, as without probabilities' {
        $plane = @(Find-FermiCscMatch -Probability -WarningAction Ignore)
        ($plane.FermiB | ForEach-Object { [Math]::Abs($_) } | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 10
    }

    It 'has no probabilities for extended sources, which are returned on request' {
        $extended = @(Find-FermiCscMatch -MaxLatitude 90 -Probability -ExtendedRadius 1deg | Where-Object { [double]::IsNaN($_.FermiR95) })
        $extended.Count | Should -BeGreaterThan 0
        foreach ($one in $extended) { [double]::IsNaN($one.Reliability) | Should -BeTrue }
    }

    It 'uses -Prior Fixed, -Completeness, -ErrorScale and -Footprint, and tells so' {
        $p = (Find-FermiCscMatch -Probability -Prior Fixed -WarningAction Ignore)[0].GetProvenance()
        $p['prior'] | Should -BeExactly 'fixed'
        $p['completeness'] | Should -BeExactly '0.8'
        $p = (Find-FermiCscMatch -Probability -Completeness 0.4 -ErrorScale 1.1 -Footprint Source -WarningAction Ignore)[0].GetProvenance()
        $p['prior'] | Should -BeExactly 'fitted'
        $p['completeness'] | Should -BeExactly '0.4'
        $p['error_scale'] | Should -BeExactly '1.1'
        ($p | Where-Object Name -EQ 'footprint_area').Comment | Should -Match 'at least one Chandra source'
    }

    It 'takes a coverage map as the footprint: <Way>' -TestCases @(@{ Way = 'text' }, @{ Way = 'file' }) {
        # All of the sky: then every Fermi source is covered.
        $moc = '0/0-11'
        if ($Way -eq 'file') {
            Set-Content "$TestDrive/moc.txt" $moc
            $moc = "$TestDrive/moc.txt"
        }
        $found = @(Find-FermiCscMatch -Probability -Footprint $moc -WarningAction Ignore)
        $found.CoveredShare | ForEach-Object { $_ | Should -Be 1 }
        $area = $found[0].GetProvenance() | Where-Object Name -EQ 'footprint_area'
        [Math]::Abs([double]$area.Value - 41252.96) | Should -BeLessThan 0.01
        $area.Comment | Should -BeLike 'MOC *'
        (Measure-FalseMatchRate -Footprint $moc -Cut 0.5 -WarningAction Ignore).Sources | Should -BeGreaterThan 500
    }

    It 'warns of a coverage map that is not that of the sources' {
        $result = Invoke-Line "Find-FermiCscMatch -Probability -Footprint '5/1-3'"
        @($result.Warnings -like '*lie outside the coverage map*') | Should -HaveCount 1
    }

    It 'refuses <text> as a footprint' -TestCases @(
        @{ text = 'a file that is not there'; moc = 'nosuch.fits'; id = 'FileNotFound' }
        @{ text = 'a table'; moc = 'table.csv'; id = 'FootprintInvalid' }
        @{ text = 'pixels that are none'; moc = '2/999999'; id = 'FootprintInvalid' }
        @{ text = 'the number of a source'; moc = '1'; id = 'FileNotFound' }
    ) {
        Push-Location $TestDrive
        try {
            Set-Content table.csv 'a,b', '1,2'
            (Get-OnlyError "Find-FermiCscMatch -Probability -Footprint '$moc'").Id | Should -BeExactly $id
        }
        finally { Pop-Location }
    }

    It 'completes the footprint, or a file' {
        Get-Completion 'Find-FermiCscMatch -Footprint ' | Should -Be 'Auto', 'Observation', 'Source'
        Get-Completion 'Measure-FalseMatchRate -Footprint s' | Should -Contain 'Source'
    }

    It 'counts a Fermi source that is given twice once in the fit, and warns once' {
        $some = @($candidates | Select-Object -First 400 | ForEach-Object FermiName | Select-Object -Unique | ForEach-Object { Get-FermiSource -Name $_ })
        $chandra = Get-ChandraSource
        $once = @(Find-FermiCscMatch -FermiSource $some -ChandraSource $chandra -Probability -WarningAction Ignore)
        $result = Invoke-Line 'Find-FermiCscMatch -FermiSource ($some + $some[0..9]) -ChandraSource $chandra -Probability'
        $twice = $result.Output
        $twice[0].GetProvenance()['completeness'] | Should -BeExactly $once[0].GetProvenance()['completeness']
        foreach ($group in $twice | Group-Object FermiName) {
            $expected = @($once | Where-Object FermiName -EQ $group.Name)
            $group.Count | Should -Be ($expected.Count * ($some[0..9].Name -contains $group.Name ? 2 : 1))
            ($group.Group.Reliability | Sort-Object -Unique) | Should -Be ($expected.Reliability | Sort-Object -Unique)
            ($group.Group.SharedBy | Sort-Object -Unique) | Should -Be ($expected.SharedBy | Sort-Object -Unique)
        }
        @($result.Warnings -like "10 of $($some.Count + 10) Fermi sources repeat an earlier one; the first is $($some[0].Name), which is listed 2 times.*") | Should -HaveCount 1
    }

    It 'warns of a Fermi source that is given twice without -Probability, too' {
        $one = Get-FermiSource -Name $candidates[0].FermiName
        $matched = @(Find-FermiCscMatch -FermiSource $one -WarningAction Ignore)
        $result = Invoke-Line 'Find-FermiCscMatch -FermiSource @($one, $one, $one)'
        $result.Output | Should -HaveCount (3 * $matched.Count)
        @($result.Warnings -like "2 of 3 Fermi sources repeat an earlier one; the first is $($one.Name), which is listed 3 times.*") | Should -HaveCount 1
    }

    It 'warns where positions decide alone' {
        $bare = Get-ChandraSource | Select-Object -First 3000 | ForEach-Object { $_ }
        Find-FermiCscMatch -Probability -Brightness None -WarningVariable said -WarningAction SilentlyContinue | Out-Null
        @($said | Where-Object { $_ -match 'positions decide alone' }) | Should -HaveCount 0
        $file = Join-Path $TestDrive csc.csv
        $bare | Select-Object Name, RA, Dec | Export-Csv $file
        Save-AstroCatalog fermilpsc -Path $TestDrive
        Use-AstroArchive -Path $TestDrive
        try {
            Find-FermiCscMatch -MaxLatitude 90 -Probability -WarningVariable said -WarningAction SilentlyContinue | Out-Null
            @($said | Where-Object { $_ -match 'positions decide alone' }) | Should -HaveCount 1
        }
        finally { Use-AstroArchive -Simulated -Seed 5 -Scale 0.1 }
    }

    It 'warns if the prior cannot be fitted to so few sources' {
        $few = Get-ChandraSource -Position 'l=0 b=0' -Radius 2deg
        Find-FermiCscMatch -Probability -ChandraSource $few -WarningVariable said -WarningAction SilentlyContinue | Out-Null
        @($said | Where-Object { $_ -match 'too few to fit the prior' }) | Should -HaveCount 1
    }

    It 'refuses <text>' -TestCases @(
        @{ text = '-Containment without -Probability'; parameters = @{ Containment = 0.9 }; id = 'ArgumentsConflict' }
        @{ text = '-Prior without -Probability'; parameters = @{ Prior = 'Fixed' }; id = 'ArgumentsConflict' }
        @{ text = 'a containment of 95'; parameters = @{ Probability = $true; Containment = 95 }; id = 'ProbabilityInvalid' }
        @{ text = 'a completeness of 0'; parameters = @{ Probability = $true; Completeness = 0 }; id = 'ProbabilityInvalid' }
        @{ text = 'an error scale in percent'; parameters = @{ Probability = $true; ErrorScale = 110 }; id = 'ProbabilityInvalid' }
        @{ text = 'a negative error scale'; parameters = @{ Probability = $true; ErrorScale = -1 }; id = 'ProbabilityInvalid' }
    ) {
        { Find-FermiCscMatch @parameters } | Should -Throw -ErrorId "$id*"
    }

    It 'refuses error ellipses in arcseconds that are read as degrees' {
        $folder = (New-Item "$TestDrive/arcsec" -ItemType Directory).FullName
        Get-FermiSource | Select-Object Name, RA, Dec, @{ n = 'semi_major_axis_95'; e = { $_.SemiMajorAxis95 * 3600 } } | Export-Csv "$folder/fermilpsc.csv"
        Get-ChandraSource | Select-Object -First 100 Name, RA, Dec, Flux | Export-Csv "$folder/csc.csv"
        Use-AstroArchive -Path $folder
        try { { Find-FermiCscMatch -Probability -WarningAction Ignore } | Should -Throw -ErrorId 'ValueInvalid*' -ExpectedMessage '*median semi-major axis*' }
        finally { Use-AstroArchive -Simulated -Seed 5 -Scale 0.1 }
    }

    It 'writes units and UCDs' {
        $file = Join-Path $TestDrive candidates.vot
        $candidates | Select-Object -First 3 | Export-AstroTable $file -Force
        $columns = (Import-AstroTable $file -AsTable).Columns
        ($columns | Where-Object Name -EQ bayes_factor).Unit | Should -BeExactly dex
        ($columns | Where-Object Name -EQ chance_density).Unit | Should -BeExactly 'deg-2'
        ($columns | Where-Object Name -EQ reliability).Info.Ucd | Should -BeExactly stat.probability
    }

    It 'leaves matches without probabilities as they were' {
        (Find-FermiCscMatch -WarningAction Ignore)[0].GetType().FullName | Should -BeExactly PSAstroXmatch.FermiCscMatch
    }
}
