# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

# Candidates of Find-FermiCscMatch -Probability through Group-FermiMatch and Add-OpticalCounterpart.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.05
    $candidates = Find-FermiCscMatch -Probability -WarningAction Ignore
    $groups = $candidates | Group-FermiMatch
    $found = $groups | Add-OpticalCounterpart -Around Chandra -Probability
    $published = 'FermiName', 'FermiL', 'FermiB', 'FermiFlux', 'FermiR95', 'FermiClass', 'NumCscMatches', 'CscNames', 'CscFluxes', 'CscGlons', 'CscGlats'
    function Get-CsvText {
        param([Parameter(ValueFromPipeline)] $InputObject)
        end {
            @($input) | Export-AstroTable "$TestDrive/text.csv" -Force
            Get-Content "$TestDrive/text.csv"
        }
    }
}

Describe 'Group-FermiMatch of candidates' {
    It 'names the most probable Chandra source and its probabilities' {
        $groups | Should -BeOfType PSAstroXmatch.FermiCandidateGroup
        ($groups | Measure-Object NumCscMatches -Sum).Sum | Should -Be $candidates.Count
        foreach ($group in $groups) {
            $own = $candidates | Where-Object FermiName -EQ $group.FermiName
            $best = $own | Where-Object MatchFlag -EQ 1
            $group.BestCscName, $group.BestReliability, $group.AnyProbability, $group.ExpectedChance |
                Should -BeExactly $best.CscName, $best.Reliability, $best.AnyProbability, $best.ExpectedChance
            $group.CscReliabilities | Should -BeExactly @(($own | Sort-Object CscName -Culture '').Reliability)
        }
    }

    It 'writes the columns of the published table first' {
        $groups | Get-CsvText | Select-Object -First 1 | Should -BeExactly (
            'fermi_name,fermi_l,fermi_b,fermi_flux,fermi_r95,fermi_class,num_csc_matches,csc_names,csc_fluxes,csc_glons,csc_glats,' +
            'best_csc_name,best_reliability,any_probability,expected_chance,csc_reliabilities')
        ($groups | ConvertTo-Csv)[0] | Should -BeLike '"FermiName","BestCscName","BestReliability",*'
    }

    It 'leaves groups without probabilities as they are' {
        $plain = Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch
        $plain | ForEach-Object { $_.GetType().Name } | Select-Object -Unique | Should -BeExactly FermiMatchGroup
        $plain[0].PSObject.Properties.Name | Should -BeExactly $published
        ($plain | Add-OpticalCounterpart)[0].PSObject.Properties.Name | Should -Not -Contain BestCscName
    }

    It 'refuses a mixture with matches that have none' {
        $line = '& { $candidates; Find-FermiCscMatch -WarningAction Ignore } | Group-FermiMatch'
        (Get-OnlyError $line).Id | Should -BeExactly InputInvalid
        (Invoke-Line $line).Output | Should -BeNullOrEmpty
    }

    It 'knows nothing of a source without candidates' {
        $empty = $candidates | Group-FermiMatch -IncludeEmpty | Where-Object NumCscMatches -EQ 0
        $empty | Should -Not -BeNullOrEmpty
        $empty | Should -BeOfType PSAstroXmatch.FermiCandidateGroup
        "$($empty[0].BestCscName)|$($empty[0].BestReliability)|$($empty[0].AnyProbability)" | Should -BeExactly '|NaN|NaN'
    }

    It 'knows nothing of an extended source' {
        $extended = Find-FermiCscMatch -Probability -MaxLatitude 90 -ExtendedRadius 1deg -WarningAction Ignore | Group-FermiMatch |
            Where-Object { [double]::IsNaN($_.FermiR95) }
        $extended | Should -Not -BeNullOrEmpty
        "$($extended[0].BestCscName)|$($extended[0].BestReliability)" | Should -BeExactly '|NaN'
    }
}

Describe 'Candidates <Name>' -ForEach @(
    @{ Name = 'of Clixml'; Get = { $candidates | Export-Clixml "$TestDrive/candidates.xml"; Import-Clixml "$TestDrive/candidates.xml" } }
    @{ Name = 'of Select-Object *'; Get = { $candidates | Select-Object * } }
    @{ Name = 'selected and stored'; Get = { $candidates | Select-Object * | Export-Clixml "$TestDrive/some.xml"; Import-Clixml "$TestDrive/some.xml" } }
    @{ Name = 'of a file'; Get = { $candidates | Export-AstroTable "$TestDrive/pairs.csv" -Force; Import-AstroTable "$TestDrive/pairs.csv" } }
    @{ Name = 'of Export-Csv'; Get = { $candidates | Export-Csv "$TestDrive/plain.csv"; Import-Csv "$TestDrive/plain.csv" } }
    @{
        Name = 'of a job'
        Get = {
            $module = (Get-Module PSAstroXmatch).Path -replace 'psm1$', 'psd1'
            Start-Job {
                Import-Module $using:module
                Use-AstroArchive -Simulated -Scale 0.05
                Find-FermiCscMatch -Probability -WarningAction Ignore
            } | Receive-Job -Wait -AutoRemoveJob
        }
    }
) {
    It 'are grouped and searched like live ones' {
        $some = & $Get
        $some | Group-FermiMatch | Get-CsvText | Should -BeExactly ($groups | Get-CsvText)
        $some | Group-FermiMatch | Add-OpticalCounterpart -Around Chandra -Probability | Get-CsvText | Should -BeExactly ($found | Get-CsvText)
        $some | Select-Object -First 30 | Add-OpticalCounterpart -Around Chandra -Catalog Gaia | ForEach-Object { "$($_.BestCscName) $($_.BestReliability)" } |
            Should -BeExactly ($candidates | Select-Object -First 30 | ForEach-Object { "$($_.CscName) $($_.Reliability)" })
    }
}

Describe 'Candidates that lack something' {
    It 'are one error that names it' {
        $problem = Get-OnlyError '$candidates | Select-Object * -ExcludeProperty Reliability | Group-FermiMatch'
        $problem.Id | Should -BeExactly InputInvalid
        $problem.Text | Should -MatchExactly 'FermiCscCandidate lacks Reliability'
    }

    It 'are one error if they are groups of Clixml' {
        $groups | Export-Clixml "$TestDrive/groups.xml"
        (Get-OnlyError 'Import-Clixml "$TestDrive/groups.xml" | Add-OpticalCounterpart').Id | Should -BeExactly ObjectFlattened
    }
}

Describe 'Add-OpticalCounterpart' {
    It 'keeps the probabilities of the groups, and has none of its own unless they are asked for' {
        $plain = $groups | Add-OpticalCounterpart -Around Chandra -Catalog Gaia
        $plain | Should -BeOfType PSAstroXmatch.FermiCandidateCounterpart
        $plain.BestCscName | Should -BeExactly $groups.BestCscName
        $plain.GaiaReliabilities | ForEach-Object { [double]::IsNaN($_) } | Select-Object -Unique | Should -BeTrue
        $plain.Gaia.Count | Should -BeGreaterThan 20
    }

    It 'gives each source its probabilities, in the lists too' {
        $found | Should -BeOfType PSAstroXmatch.FermiCandidateCounterpart
        $found.GaiaReliabilities | Should -BeExactly $found.Gaia.Reliability
        $found.TwoMassReliabilities | Should -BeExactly $found.TwoMass.Reliability
        foreach ($star in $found.Gaia) {
            $star.Reliability | Should -BeGreaterOrEqual 0
            $star.AnyProbability | Should -BeLessOrEqual 1
            $star.ChanceDensity | Should -BeGreaterThan 0
            $star.Around | Should -BeExactly $star.CscName
        }
    }

    It 'lists the most probable counterpart of the Fermi source first' {
        $several = $found | Where-Object { $_.Gaia.Count -gt 1 }
        $several | Should -Not -BeNullOrEmpty
        foreach ($source in $several) {
            $products = foreach ($star in $source.Gaia) { $source.CscReliabilities[@($source.CscNames).IndexOf($star.CscName)] * $star.Reliability }
            $products | Should -Be @($products | Sort-Object -Descending)
        }
    }

    It 'says how probable the counterparts of Chandra sources are, and writes and reads their lists' {
        $own = Get-ChandraSource -MaxLatitude 3 | Add-OpticalCounterpart -Probability
        $own | Should -BeOfType PSAstroXmatch.CandidateCounterpart
        $back = $own | Export-AstroTable "$TestDrive/own.csv" -PassThru | Import-AstroTable
        @($back.gaia_reliabilities) | Should -BeExactly @($own.GaiaReliabilities)
        @($back.name) | Should -BeExactly @($own.Name)
        ($own | ConvertTo-Csv)[0] | Should -BeLike '"Name","GaiaReliabilities",*'
        $again = $own | Add-OpticalCounterpart -Catalog Gaia -Probability
        @($again.GaiaReliabilities) | Should -BeExactly @($own.GaiaReliabilities)
    }

    It 'keeps only sources within -Radius, but computes with all' {
        $near = $groups | Add-OpticalCounterpart -Around Chandra -Probability -Radius 0.3arcsec
        ($near.SepFromCscGaia | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 0.3
        $all = @{}
        foreach ($star in $found.Gaia) { $all["$($star.CscName) $($star.SourceId)"] = $star.Reliability }
        $near.Gaia | Should -Not -BeNullOrEmpty
        foreach ($star in $near.Gaia) { $star.Reliability | Should -BeExactly $all["$($star.CscName) $($star.SourceId)"] }
    }

    It 'warns if there are too few sources to fit the prior, and says with -Verbose what was fitted' {
        $few = Invoke-Line 'Get-ChandraSource | Select-Object -First 5 | Add-OpticalCounterpart -Probability'
        $few.Warnings | Should -BeLike '*Only 5 sources*fixed*'
        $many = Invoke-Line '$groups | Add-OpticalCounterpart -Around Chandra -Probability -Catalog Gaia -Verbose'
        $many.Warnings | Should -BeNullOrEmpty
        $many.Verbose | Where-Object { $_ -clike 'Gaia DR3: prior fitted to * sources: completeness 0.*counted within 5 arcsec*' } | Should -HaveCount 1
    }

    It 'has no probabilities around Fermi sources: <_>' -ForEach '$groups | Add-OpticalCounterpart -Probability', 'Get-FermiSource | Add-OpticalCounterpart -Probability' {
        $problem = Get-OnlyError $_
        $problem.Id | Should -BeExactly ArgumentsConflict
        $problem.Advice | Should -MatchExactly '-Around Chandra'
    }
}

Describe 'A registered catalog' {
    It 'has probabilities by position, and a failed catalog has none' {
        $folder = (New-Item "$TestDrive/sky" -ItemType Directory).FullName
        $sources = Get-ChandraSource -MaxLatitude 3
        $sources | Export-AstroTable "$folder/csc.csv"
        ($sources | Add-OpticalCounterpart -Catalog Gaia -Radius 5arcsec -Top 99).Gaia | Sort-Object SourceId -Unique |
            Select-Object @{ n = 'id'; e = 'SourceId' }, RA, Dec | Export-Csv "$folder/radio.csv"
        Use-AstroArchive -Path $folder
        Register-AstroCatalog Radio radio Heasarc -Id id
        $own = $sources | Add-OpticalCounterpart -Catalog Radio -Probability
        $own.OtherReliabilities | Should -BeExactly $own.Others.Reliability
        ($own.OtherReliabilities | Measure-Object -Maximum).Maximum | Should -BeGreaterThan 0.9
        $missing = $sources | Add-OpticalCounterpart -Catalog TwoMass -Probability -ErrorAction SilentlyContinue
        $missing | Should -BeOfType PSAstroXmatch.CandidateCounterpart
        $missing[0].SearchError | Should -Not -BeNullOrEmpty
    }
}
