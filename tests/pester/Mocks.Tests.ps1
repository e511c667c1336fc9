# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    $names = (Get-Module PSAstroXmatch).ExportedCmdlets.Values.Name | Sort-Object
    # Those that leave no job on a service and need no other job for it.
    $repeatable = $names | Where-Object { $_ -notin 'Start-TapJob', 'Stop-TapJob', 'Receive-TapJob', 'Remove-TapJob' }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $service = Open-FakeTapService
    Use-AstroArchive -Simulated -Scale 0.01
    $source = Get-FermiSource | Select-Object -First 1
    $match = Find-FermiCscMatch -MaxLatitude 90deg -WarningAction Ignore | Select-Object -First 1
    $points = 0..2 | ForEach-Object { [pscustomobject]@{ Name = "P$_"; RA = 10 + $_ / 7200; Dec = 0; Class = 'a' } }
    $table = "$TestDrive/points.csv"
    $points | Export-AstroTable $table

    # A call of each cmdlet, with parameters of every type that the module defines.
    $calls = @{
        'Add-AstroColumn'        = { Add-AstroColumn -InputObject $points[0] -Name Twice -Value { 2 * $_.RA } -Unit deg -Force }
        'Add-OpticalCounterpart' = { Add-OpticalCounterpart $match -Catalog Gaia -Around Chandra -Radius 3arcsec -Engine Local }
        'Clear-AstroCache'       = { Clear-AstroCache -OlderThan 1.00:00:00 }
        'Export-AstroTable'      = { Export-AstroTable -InputObject $source -Path "$TestDrive/source.csv" }
        'Export-BarChart'        = {
            Export-BarChart -InputObject $source -Path "$TestDrive/bars.png" -Category Class -Value EnergyFlux -Statistic Mean -Width 9cm
        }
        'Export-Histogram'       = { Export-Histogram -InputObject $source -Path "$TestDrive/bins.png" -Property { $_.B } -Theme Dark -Width 9cm }
        'Export-ScatterPlot'     = {
            Export-ScatterPlot -InputObject $source -Path "$TestDrive/plot.png" -X L -Y B -ColorBy EnergyFlux -ColorMap Viridis -Width 9cm
        }
        'Export-SkyMap'          = {
            Export-SkyMap -InputObject $source -Path "$TestDrive/map.png" -Projection Hammer -Frame Icrs -Center '83.63 22.01' -Width 400px
        }
        'Find-FermiCscMatch'     = { Find-FermiCscMatch -MaxLatitude 30deg -ErrorShape Ellipse -ExtendedRadius 0.1 -Engine Local }
        'Find-SkyMatch'          = {
            Find-SkyMatch -Left $table -Right $table -LeftEllipse 0.2arcsec, 0.2arcsec, 0 -RightEllipse 0.2arcsec, 0.2arcsec, 0 `
                -LeftEllipseLevel Percent95 -Mode BestForLeft -Join Inner
        }
        'Get-AstroArchive'       = { Get-AstroArchive }
        'Get-AstroCache'         = { Get-AstroCache -Service gaia }
        'Get-AstroCatalog'       = { Get-AstroCatalog Gaia }
        'Get-ChandraObservation' = { Get-ChandraObservation -Position '83.63 22.01' -Radius 30deg }
        'Get-ChandraSource'      = { Get-ChandraSource -MaxLatitude 1deg -MinFlux 1e-14 }
        'Get-FermiClass'         = { Get-FermiClass psr }
        'Get-FermiSource'        = { Get-FermiSource -MaxLatitude 10 }
        'Get-TapColumn'          = { Get-TapColumn xray.csc -Service $service.BaseUri }
        'Get-TapJob'             = { Get-TapJob -NoRefresh }
        'Get-TapTable'           = { Get-TapTable -Service $service.BaseUri }
        'Group-FermiMatch'       = { Group-FermiMatch $match }
        'Import-AstroTable'      = { Import-AstroTable $table }
        'Invoke-TapQuery'        = { Invoke-TapQuery 'SELECT * FROM xray.csc' -Service $service.BaseUri -Timeout 0:30 }
        'Measure-FalseMatchRate' = { Measure-FalseMatchRate -MaxLatitude 90deg -Cut 0.5 -Trial 2 -WarningAction Ignore }
        'New-SkyMapLayer'        = { New-SkyMapLayer -InputObject $source -SizeBy { 5 } -ColorMap Plasma -ColorBy EnergyFlux }
        'Receive-TapJob'         = { Receive-TapJob none }
        'Register-AstroCatalog'  = {
            Register-AstroCatalog Stars xray.csc $service.BaseUri -Id name -LargestError 2arcsec -Column name -PassThru
        }
        'Remove-TapJob'          = { Remove-TapJob none -Force }
        'Save-AstroCatalog'      = { Save-AstroCatalog fermilpsc -Path "$TestDrive/saved" -Force }
        'Show-SkyMap'            = {
            Show-SkyMap -InputObject $source -Projection Aitoff -Frame Galactic -Center '83.63 22.01' -ColorDepth None -Graphics Braille -Width 40
        }
        'Start-TapJob'           = { Start-TapJob 'SELECT * FROM xray.csc' -Service $service.BaseUri }
        'Stop-TapJob'            = { Stop-TapJob none }
        'Use-AstroArchive'       = { Use-AstroArchive -Simulated -Scale 0.01 -PassThru }
    }

    # What is shown of objects; of files the path, because their times differ.
    function Get-Text($Object) {
        $Object | ForEach-Object { if ($_ -is [IO.FileSystemInfo]) { $_.FullName } else { $_ } } | Out-String
    }
}

AfterAll {
    $service.Dispose()
}

Describe 'A mock' {
    It 'takes the place of <_>' -ForEach $names {
        $call = $calls[$_]
        $call | Should -Not -BeNullOrEmpty
        Mock $_ { 'mocked' }
        & $call | Should -Be 'mocked'
        Should -Invoke $_ -Exactly -Times 1
    }

    It 'takes the place of what a script calls in a pipeline' {
        Mock Get-FermiSource { $source }
        Mock Find-FermiCscMatch { $match }
        $found = Get-FermiSource -MaxLatitude 5deg | Find-FermiCscMatch | Group-FermiMatch
        $found.FermiName | Should -Be $match.FermiName
        Should -Invoke Get-FermiSource -ParameterFilter { $MaxLatitude.Degrees -eq 5 }
    }

    It 'of the service that Use-AstroArchive takes sees its name' {
        Mock Use-AstroArchive { "$Service" }
        Use-AstroArchive -Uri $service.BaseUri -Service Gaia | Should -Be Gaia
    }
}

Describe 'A proxy' {
    It 'of <_> has its parameters' -ForEach $names {
        $text = [System.Management.Automation.ProxyCommand]::Create((Get-Command $_))
        Set-Item "function:$_" ([scriptblock]::Create($text))
        (Get-Command $_).CommandType | Should -Be Function
        # Resolves the types of all parameters.
        $expected = (Get-Command $_ -CommandType Cmdlet).Parameters.Values | ForEach-Object { "$($_.Name): $($_.ParameterType)" } | Sort-Object
        (Get-Command $_).Parameters.Values | ForEach-Object { "$($_.Name): $($_.ParameterType)" } | Sort-Object | Should -Be $expected
    }

    It 'of <_> gives what the cmdlet gives' -ForEach $repeatable {
        $expected = & $calls[$_]
        Set-Item "function:$_" ([scriptblock]::Create([System.Management.Automation.ProxyCommand]::Create((Get-Command $_))))
        $actual = & $calls[$_]
        Get-Text $actual | Should -BeExactly (Get-Text $expected)
    }
}
