# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeDiscovery { . $PSScriptRoot/Common.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $archive = Copy-SmallArchive
}

Describe 'Parameters' {
    BeforeEach { Use-AstroArchive -Path $archive }

    It 'select what they say: <Line>' -ForEach @(
        @{ Count = 1; Line = 'Get-ChandraObservation -Target crab' }
        @{ Count = 2; Line = 'Get-ChandraObservation -Detector ACIS-*' }
        @{ Count = 1; Line = 'Get-ChandraObservation -Detector HRC-I, ACIS-I' }
        @{ Count = 1; Line = 'Get-ChandraObservation -MinExposure 1' }
        @{ Count = 1; Line = 'Get-ChandraObservation -After 2013-01-01 -Before 2014-01-01' }
        @{ Count = 1; Line = 'Get-ChandraObservation -Before 2014-01-01' }
        @{ Count = 1; Line = 'Get-ChandraObservation -Position "05:34:31.2 +22:00:36" -Radius 1arcmin' }
        @{ Count = 6; Line = 'Get-ChandraSource' }
        @{ Count = 4; Line = 'Get-ChandraSource -MinFlux 0' }
        @{ Count = 2; Line = 'Get-ChandraSource -MinFlux 2e-14' }
        @{ Count = 4; Line = 'Get-ChandraSource "2CXO J0040*"' }
        @{ Count = 5; Line = 'Get-ChandraSource "2CXO J00[34]*"' }
        @{ Count = 2; Line = 'Get-ChandraSource -Position "10 0" -Radius 1arcsec' }
        @{ Count = 1; Line = 'Get-FermiSource -Position 10.0,0.5 -Radius 1' }
        @{ Count = 2; Line = 'Get-FermiSource -Class PSR, snr' }
        @{ Count = 2; Line = 'Get-FermiSource -MaxLatitude 10' }
        @{ Count = 1; Line = 'Get-FermiSource -Position (Get-ChandraSource "2CXO J0200*") -Radius "1''"' }
        @{ Count = 3; Line = 'Find-FermiCscMatch' }
        @{ Count = 2; Line = 'Find-FermiCscMatch -ErrorShape Ellipse' }
        @{ Count = 3; Line = 'Find-FermiCscMatch -Engine Local' }
        @{ Count = 3; Line = 'Find-FermiCscMatch -Engine Archive' }
        @{ Count = 4; Line = 'Find-FermiCscMatch -MaxLatitude 90' }
        @{ Count = 2; Line = 'Find-FermiCscMatch -MinFlux 1e-14' }
        @{ Count = 6; Line = 'Find-FermiCscMatch -ExtendedRadius 10.1deg' }
        @{ Count = 1; Line = 'Get-FermiSource -Class bll | Find-FermiCscMatch' }
        @{ Count = 0; Line = 'Get-FermiSource -Class nothing* | Find-FermiCscMatch' }
        @{ Count = 2; Line = 'Find-FermiCscMatch -FermiSource (Get-FermiSource) -ChandraSource (Get-ChandraSource -MinFlux 3e-14)' }
        @{ Count = 1; Line = 'Find-FermiCscMatch | Group-FermiMatch' }
        @{ Count = 0; Line = '@() | Group-FermiMatch' }
        @{ Count = 0; Line = 'Find-FermiCscMatch -ChandraSource (Get-ChandraSource -Name nothing*)' }
        @{ Count = 0; Line = '$none = Get-ChandraSource -Name nothing*; Find-FermiCscMatch -ChandraSource $none' }
        @{ Count = 0; Line = '$none = Get-FermiSource -Name nothing*; Find-FermiCscMatch -FermiSource $none' }
    ) {
        $result = Invoke-Line $Line
        $result.Output | Should -HaveCount $Count
        $result.Errors | Should -BeNullOrEmpty
    }

    It 'take a wildcard that fits nothing, and a name in any case: <_>' -ForEach @(
        'Get-FermiSource -Class xyz*', 'Get-FermiSource -Class nov, NOV, Nov, ""', 'Get-FermiSource -Name *Crab*'
        'Get-FermiSource -Name "4fgl j0040.0+0000"', '"10 0", "83 22" | Get-FermiSource -Name "4FGL J0040.0+0000" -Radius 1'
        'Get-FermiClass xyz*', 'Get-FermiClass psr, ""', 'Get-ChandraSource nosuch?', 'Get-AstroCatalog nosuch*', 'Get-AstroCatalog gaia'
    ) {
        (Invoke-Line $_).Errors | Should -BeNullOrEmpty
    }

    It 'that write a file are everywhere the same' {
        $missing = foreach ($command in (Get-Module PSAstroXmatch).ExportedCmdlets.Values) {
            $names = $command.Parameters.Keys
            if ('OutFile' -in $names -or $command.Verb -eq 'Export' -or $command.Name -eq 'Save-AstroCatalog') {
                'Force', 'NoClobber', 'WhatIf', 'Confirm' | Where-Object { $_ -notin $names } | ForEach-Object { "$command -$_" }
            }
        }
        $missing | Should -BeNullOrEmpty
    }

    # PowerShell reads '0,5' as 5 without a word.
    It 'that are numbers refuse a decimal comma' {
        $unguarded = foreach ($command in (Get-Module PSAstroXmatch).ExportedCmdlets.Values) {
            $command.Parameters.Values | Where-Object {
                $_.ParameterType -in [double], [Nullable[double]], [double[]], [float], [Nullable[float]], [decimal] -and
                -not ($_.Attributes | Where-Object { $_ -is [System.Management.Automation.ArgumentTransformationAttribute] })
            } | ForEach-Object { "$command -$($_.Name)" }
        }
        $unguarded | Should -BeNullOrEmpty
    }
}

Describe 'Wrong arguments' {
    BeforeEach { Use-AstroArchive -Path $archive }

    It 'are one clear error: <Line>' -ForEach @(
        @{ Part = '0.5'; Line = 'Get-FermiSource -MaxLatitude "0,5"' }
        @{ Part = '1.5e-14'; Line = 'Get-ChandraSource -MinFlux "1,5e-14"' }
        @{ Part = 'write 5.5, not 5,5'; Line = 'Get-FermiSource -MaxLatitude 5,5' }
        @{ Part = 'write 2.5, not 2,5'; Line = 'Get-FermiSource -MaxLatitude 2,5arcsec' }
        @{ Part = 'write 1.5, not 1,5'; Line = 'Get-FermiSource -Position "10 0" -Radius 1,5' }
        @{ Part = 'one angle'; Line = 'Get-FermiSource -MaxLatitude 1,2,3' }
        @{ Part = 'write 1.5e-14, not 1,5e-14'; Line = 'Get-ChandraSource -MinFlux 1,5e-14' }
        @{ Part = 'write 1.5, not 1,5'; Line = 'Find-FermiCscMatch -MinFlux 1,5' }
        @{ Part = 'write 0.5, not 0,5'; Line = 'Use-AstroArchive -Simulated -Scale 0,5' }
        @{ Part = 'write 1.5, not 1,5'; Line = 'Invoke-TapQuery "SELECT 1" -Timeout 1,5min' }
        @{ Part = 'write 1.5, not 1,5'; Line = 'Invoke-TapQuery "SELECT 1" -Timeout "1,5min"' }
        @{ Part = 'write 2008.5, not 2008,5'; Line = 'Register-AstroCatalog x -Path x.csv -Epoch 2008,5' }
        @{ Part = "'83.63 22.01'"; Line = 'Get-FermiSource -Position 83,6,22,0 -Radius 1' }
        @{ Part = '83.6, not 83,6'; Line = 'Get-FermiSource -Position "83,6 22,0" -Radius 1' }
        @{ Part = '0 to 90'; Line = 'Get-FermiSource -MaxLatitude 100' }
        @{ Part = '0 to 90'; Line = 'Find-FermiCscMatch -MaxLatitude 100' }
        @{ Part = 'parsec'; Line = 'Get-FermiSource -MaxLatitude 3parsec' }
        @{ Part = '-1'; Line = 'Get-FermiSource -MaxLatitude -1' }
        @{ Part = '-1'; Line = 'Find-FermiCscMatch -MaxLatitude -1' }
        @{ Part = 'NaN'; Line = 'Find-FermiCscMatch -MinFlux NaN' }
        @{ Part = 'NaN'; Line = 'Find-FermiCscMatch -MinFlux ([double]::NaN)' }
        @{ Part = '95'; Line = 'Get-FermiSource -Position "10 95" -Radius 1' }
        @{ Part = '-Radius'; Line = 'Get-FermiSource -Position "10 0"' }
        @{ Part = '-Position'; Line = 'Get-FermiSource -Radius 1' }
        @{ Part = '/no/such/folder'; Line = 'Use-AstroArchive -Path /no/such/folder' }
        @{ Part = '2'; Line = 'Use-AstroArchive -Simulated -Scale 2' }
        @{ Part = 'http'; Line = 'Use-AstroArchive -Uri file:///etc/passwd' }
    ) {
        $problem = Get-OnlyError $Line
        "$($problem.Text) $($problem.Advice)" | Should -MatchExactly ([regex]::Escape($Part))
    }

    It 'of another kind of object say where that goes: <Line>' -ForEach @(
        @{ Line = 'Get-FermiSource | Group-FermiMatch'; Part = 'Group-FermiMatch'; Advice = 'Find-FermiCscMatch' }
        @{ Line = '1, 2 | Group-FermiMatch'; Part = 'Group-FermiMatch'; Advice = 'Find-FermiCscMatch' }
        @{ Line = 'Get-ChandraSource | Find-FermiCscMatch'; Part = 'Find-FermiCscMatch'; Advice = '-ChandraSource' }
        @{
            Line = 'Find-FermiCscMatch -WarningAction Ignore | Find-FermiCscMatch'
            Part = 'Find-FermiCscMatch'; Advice = 'Get-FermiSource'
        }
        @{ Line = 'Find-FermiCscMatch -FermiSource "x"'; Part = 'Find-FermiCscMatch'; Advice = 'Get-FermiSource' }
        @{ Line = 'Find-FermiCscMatch -ChandraSource (Get-FermiSource)'; Part = '-ChandraSource'; Advice = 'Get-ChandraSource' }
    ) {
        $problem = Get-OnlyError $Line
        $problem.Id | Should -BeExactly InputInvalid
        $problem.Text | Should -MatchExactly $Part
        $problem.Advice | Should -MatchExactly $Advice
        (Invoke-Line $Line).Output | Should -BeNullOrEmpty
    }

    It 'that name nothing are one error that does not end the pipeline: <Line>' -ForEach @(
        @{ Id = 'FermiClassNotFound'; Part = "'xyz'"; Advice = 'Get-FermiClass'; Line = 'Get-FermiSource -Class xyz' }
        @{ Id = 'FermiClassNotFound'; Part = "'pulsar'"; Advice = 'PSR (pulsar, identified by pulsations), psr (pulsar, no pulsations seen by the LAT yet)'; Line = 'Get-FermiSource -Class pulsar' }
        @{ Id = 'FermiClassNotFound'; Part = "'Blazars'"; Advice = 'BLL, bll'; Line = 'Get-FermiSource -Class Blazars, psr' }
        @{ Id = 'FermiClassNotFound'; Part = "'nonsense'"; Advice = 'Get-FermiClass'; Line = 'Get-FermiClass nonsense' }
        @{ Id = 'SourceNotFound'; Part = "'Crab'"; Advice = '*Crab*'; Line = 'Get-FermiSource -Name Crab' }
        @{
            Id = 'SourceNotFound'; Part = "'Crab' in the selection"; Advice = '*Crab*'
            Line = 'Get-FermiSource -Name "4FGL J0040.0+0000", Crab -MaxLatitude 90'
        }
        @{ Id = 'SourceNotFound'; Part = "'nosuch'"; Advice = '*nosuch*'; Line = 'Get-ChandraSource -Name nosuch' }
        @{
            Id = 'SourceNotFound'; Part = "'nosuch'"; Advice = '*nosuch*'
            Line = '"10 0", "83 22" | Get-ChandraSource -Name nosuch -Radius 1'
        }
        @{ Id = 'TargetNotFound'; Part = "'nosuch'"; Advice = '*nosuch*'; Line = 'Get-ChandraObservation nosuch -WarningAction Ignore' }
        @{ Id = 'DetectorNotFound'; Part = "'ACIS'"; Advice = 'ACIS-I'; Line = 'Get-ChandraObservation -Detector ACIS' }
        @{ Id = 'CatalogNotFound'; Part = "'nosuch'"; Advice = 'Get-AstroCatalog'; Line = 'Get-AstroCatalog nosuch' }
    ) {
        $result = Invoke-Line "$Line; 'reached'"
        $result.Output[-1] | Should -BeExactly reached
        $problem = @($result.Errors)
        $problem | Should -HaveCount 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $problem[0].CategoryInfo.Category | Should -Be ObjectNotFound
        "$($problem[0])" | Should -MatchExactly ([regex]::Escape($Part))
        $problem[0].ErrorDetails.RecommendedAction | Should -MatchExactly ([regex]::Escape($Advice))
    }
}

Describe 'Services that cannot be reached' {
    BeforeEach { Use-AstroArchive -Path $archive }

    It 'are one clear error of an archive' {
        # Nothing listens at port 11, and no other test asks there: a host that was away is left alone for some seconds.
        $problem = Get-OnlyError 'Use-AstroArchive -Uri http://127.0.0.1:11/tap; Get-FermiSource'
        $problem.Id | Should -BeExactly ServiceUnreachable
        $problem.Text | Should -MatchExactly '127\.0\.0\.1:11'
        $problem.Advice | Should -MatchExactly 'Use-AstroArchive -Simulated'
    }

    It 'are advised of as such by a query: <_>' -ForEach @(
        'Invoke-TapQuery "SELECT 1"', 'Get-TapTable', 'Get-TapColumn csc', 'Start-TapJob "SELECT 1"'
    ) {
        $problem = Get-OnlyError "$_ -Uri http://127.0.0.1:9/tap"
        # The host that was away a moment ago is left alone for some seconds.
        $problem.Id | Should -BeIn ServiceUnreachable, ServiceUnavailable
        $problem.Advice | Should -MatchExactly '-Service <address>'
        $problem.Advice | Should -Not -MatchExactly Use-AstroArchive
    }
}
