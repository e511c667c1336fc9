# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.01
}

Describe 'The Tab key' {
    It 'completes <Line>' -ForEach @(
        @{ Line = 'Get-FermiS'; Expected = 'Get-FermiSource' }
        @{ Line = 'Use-AstroArchive -Sim'; Expected = '-Simulated' }
        @{ Line = 'Use-AstroArchive -Uri http://localhost -Service G'; Expected = 'Gaia' }
        @{ Line = 'Get-ChandraObservation -Detector H'; Expected = 'HRC-I', 'HRC-S' }
        @{ Line = 'Find-FermiCscMatch -ErrorShape '; Expected = 'Circle', 'Ellipse' }
        @{ Line = 'Find-FermiCscMatch -Engine '; Expected = 'Auto', 'Local', 'Archive' }
        @{ Line = 'Add-OpticalCounterpart -Around '; Expected = 'Fermi', 'Chandra' }
        @{ Line = 'Add-OpticalCounterpart -Catalog Gaia, T'; Expected = 'TwoMass' }
        @{ Line = 'Find-SkyMatch -Mode Best'; Expected = 'BestForLeft', 'BestForRight', 'BestBoth' }
        @{ Line = 'Find-SkyMatch -Join Left'; Expected = 'Left', 'LeftAnti' }
        @{ Line = 'Invoke-TapQuery -Service '; Expected = 'Heasarc', 'Gaia', 'Irsa', 'Mast', 'Vizier', 'Cxc' }
        @{ Line = 'Start-TapJob -Service M'; Expected = 'Mast' }
        @{ Line = 'Get-TapTable -Service C'; Expected = 'Cxc' }
        @{ Line = 'Register-AstroCatalog a b I'; Expected = 'Irsa' }
        @{ Line = 'Invoke-TapQuery -Raw -ResponseFormat '; Expected = 'votable', 'csv', 'tsv', 'fits', 'json', 'text' }
        @{ Line = 'Save-AstroCatalog '; Expected = 'chanmaster', 'csc', 'fermilpsc' }
        @{ Line = 'Get-AstroCatalog T'; Expected = 'TwoMass' }
    ) {
        Get-Completion $Line | Sort-Object | Should -Be ($Expected | Sort-Object)
    }

    It 'completes the catalogs of the session, registered ones too' {
        $offered = Get-Completion 'Add-OpticalCounterpart -Catalog ' | Sort-Object
        $offered | Should -Be ((Get-AstroCatalog).Name | Sort-Object)
        'Gaia', 'TwoMass', 'GaiaDR4' | Should -BeIn $offered
    }

    It 'completes paths' {
        Set-Content "$TestDrive/a table.csv" "a`n1"
        Get-Completion "Import-AstroTable $TestDrive/a" | Should -BeLike "*a table.csv*"
        Get-Completion "Find-SkyMatch $TestDrive/a" | Should -BeLike "*a table.csv*"
        Get-Completion "Invoke-TapQuery 'SELECT 1' -OutFile $TestDrive/a" | Should -BeLike "*a table.csv*"
    }

    It 'completes the properties of what a cmdlet emits' {
        Get-Completion 'Get-FermiSource | Sort-Object Energy' | Should -Be EnergyFlux
        Get-Completion 'Find-FermiCscMatch | Group-Object FermiC' | Should -Be FermiClass
        Get-Completion 'Get-ChandraSource | Add-OpticalCounterpart | Sort-Object SepG' | Should -Be SepGaia
        Get-Completion 'Get-TapJob | Where-Object Ph' | Should -Be Phase
    }

    It 'completes the properties of a variable and the columns of a file' {
        Set-Content "$TestDrive/left.csv" "ra,dec,my col`n1,2,3"
        $rows = Import-Csv "$TestDrive/left.csv"
        Get-Completion '$rows | Sort-Object ra | Select-Object -First 10 | Export-Histogram x.png d' | Should -Be dec
        Get-Completion '$rows | select -f 10 | Export-Histogram x.png d' | Should -Be dec
        Get-Completion '$rows | select ra, dec | Show-SkyMap -ColorBy ' | Should -Be ra, dec
        Get-Completion "Import-Csv '$TestDrive/left.csv' | Export-Histogram x.png " | Should -Be ra, dec, "'my col'"
        Get-Completion "Import-AstroTable '$TestDrive/left.csv' | Export-Histogram x.png " | Should -Be ra, dec, "'my col'"
        Get-Completion "Find-SkyMatch '$TestDrive/left.csv' -LeftPosition " | Should -Be ra, dec, "'my col'"
        $rows.Count | Should -Be 1
    }

    It 'offers no files for <Line>' -ForEach @(
        @{ Line = 'Get-FermiSource -Name ' }
        @{ Line = 'Get-ChandraSource -Name ' }
        @{ Line = 'Find-SkyMatch -Radius ' }
        @{ Line = 'Export-Histogram x.png -Title ' }
        @{ Line = '$none | Export-Histogram x.png ' }
    ) {
        Get-Completion $Line | Should -BeNullOrEmpty
    }

    It 'offers files only to parameters that take one, or an object' {
        Set-Content "$TestDrive/zz.csv" 'a'
        Push-Location $TestDrive
        try {
            $wrong = foreach ($command in Get-Command -Module PSAstroXmatch -CommandType Cmdlet) {
                $command.Parameters.Values | Where-Object {
                    -not $_.SwitchParameter -and
                    $_.Name -notin [Management.Automation.Cmdlet]::CommonParameters -and
                    $_.Name -notin 'Path', 'LiteralPath', 'OutFile', 'Left', 'Right', 'InputObject', 'Layer',
                    'FermiSource', 'ChandraSource',
                    'Upload', 'VizierColumn', 'Credential', 'Token' -and
                    (Get-Completion "$command -$($_.Name) ") -like '*zz.csv*'
                } | ForEach-Object { "$command -$($_.Name)" }
            }
            $wrong | Should -BeNullOrEmpty
            Get-Completion 'Import-AstroTable ' | Where-Object { $_ -like '*zz.csv*' } | Should -HaveCount 1
        }
        finally {
            Pop-Location
        }
    }
}

Describe 'The Tab key after a pipeline' {
    BeforeAll {
        Push-Location $TestDrive
        Set-Content left.csv "ra,dec,my col,1`n10,20,3,4"
        Set-Content right.csv "name,raj,dej`nx,20,3"
        $m = Find-FermiCscMatch -WarningAction Ignore
        Set-Variable gm $m -Scope Global
        $rows = Import-AstroTable left.csv
        $table = Import-AstroTable left.csv -AsTable
        $objects = [pscustomobject]@{ A = 1; B = 2 }, [pscustomobject]@{ C = 3 }
        $hash, $text, $numbers = @{ A = 1 }, 'abc', (1, 2)
    }

    AfterAll {
        Pop-Location
        Remove-Variable gm -Scope Global
    }

    It 'knows the properties of the first element of a variable: <Line>' -ForEach @(
        @{ Line = '$m | Export-ScatterPlot x.png -X CscF'; Expected = 'CscFlux' }
        @{ Line = '$m | Export-ScatterPlot x.png -ColorBy SepD'; Expected = 'SepDeg' }
        @{ Line = '$m | Export-Histogram x.png -Property CscF'; Expected = 'CscFlux' }
        @{ Line = '$m | Export-BarChart x.png FermiCl'; Expected = 'FermiClass' }
        @{ Line = '$m | New-SkyMapLayer -Radius SepD'; Expected = 'SepDeg' }
        @{ Line = '$m | New-SkyMapLayer -Ellipse SepDeg, CscF'; Expected = 'CscFlux' }
        @{
            Line = '$global:gm | Where-Object SepDeg -lt 1 | Sort-Object SepDeg | Export-SkyMap x.png -SizeBy SepD'
            Expected = 'SepDeg'
        }
        @{ Line = '$rows | Show-SkyMap -PositionProperty '; Expected = 'ra', 'dec', "'my col'", "'1'" }
        @{ Line = '$table | Show-SkyMap -ColorBy '; Expected = 'ra', 'dec', "'my col'", "'1'" }
        @{ Line = '$objects | Export-Histogram x.png '; Expected = 'A', 'B' }
        @{ Line = '$m | ForEach-Object { $_ } | Export-Histogram x.png '; Expected = @() }
        @{ Line = '$hash | Export-Histogram x.png '; Expected = @() }
        @{ Line = '$text | Export-Histogram x.png '; Expected = @() }
        @{ Line = '$numbers | Export-Histogram x.png '; Expected = @() }
        # And of what a cmdlet emits.
        @{ Line = 'Get-ChandraSource | Export-SkyMap x.png -ColorBy FluxH'; Expected = 'FluxHigh' }
        @{ Line = 'Get-ChandraSource | Where-Object Flux | Export-SkyMap x.png -ColorBy FluxH'; Expected = 'FluxHigh' }
        @{ Line = 'Find-FermiCscMatch | Group-FermiMatch | Export-SkyMap x.png -SizeBy NumC'; Expected = 'NumCscMatches' }
        @{ Line = 'Get-FermiSource | New-SkyMapLayer -Radius SemiMa'; Expected = 'SemiMajorAxis95' }
        @{ Line = 'Find-FermiCscMatch | Export-ScatterPlot a.png CscF'; Expected = 'CscFlux' }
    ) {
        Get-Completion $Line | Should -BeExactly $Expected
    }

    It 'knows the columns of a file: <Line>' -ForEach @(
        @{ Line = 'Import-AstroTable left.csv | Export-ScatterPlot x.png -X '; Expected = 'ra', 'dec', "'my col'", "'1'" }
        @{ Line = 'Import-AstroTable -Path ./left.csv -AsTable | Where-Object ra -gt 1 | Export-ScatterPlot x.png -X d'; Expected = 'dec' }
        @{ Line = 'Import-AstroTable none.csv | Export-ScatterPlot x.png -X '; Expected = @() }
        @{ Line = 'Import-AstroTable $nowhere | Export-ScatterPlot x.png -X '; Expected = @() }
        @{ Line = 'Invoke-TapQuery "SELECT 1" | Export-ScatterPlot x.png -X '; Expected = @() }
        @{ Line = 'Find-SkyMatch left.csv right.csv -LeftPosition '; Expected = 'ra', 'dec', "'my col'", "'1'" }
        @{ Line = 'Find-SkyMatch left.csv right.csv -RightRadius '; Expected = 'name', 'raj', 'dej' }
        @{ Line = 'Find-SkyMatch left.csv right.csv -RightPosition raj, d'; Expected = 'dej' }
        @{ Line = 'Find-SkyMatch left.csv $objects -RightEllipse '; Expected = 'A', 'B' }
        @{ Line = '$objects | Find-SkyMatch -Right right.csv -LeftEllipse '; Expected = 'A', 'B' }
        @{ Line = 'Get-FermiSource | Find-SkyMatch -Right right.csv -LeftRadius Energy'; Expected = 'EnergyFlux' }
        @{ Line = 'Find-SkyMatch left.csv -RightRadius '; Expected = @() }
    ) {
        Get-Completion $Line | Should -BeExactly $Expected
    }

    It 'knows examples and values: <Line>' -ForEach @(
        @{ Line = 'Get-FermiSource -Position '; Expected = "'l=0 b=0'", "'17:45:40 -29:00:28'" }
        @{ Line = 'Show-SkyMap -Center l'; Expected = "'l=0 b=0'" }
        @{ Line = 'Export-SkyMap x.png -Field '; Expected = '360deg,20deg', '40deg,20deg', '2deg' }
        @{ Line = 'Export-SkyMap x.png -Field 360deg,'; Expected = @() }
        @{ Line = 'New-SkyMapLayer -Color tom'; Expected = 'Tomato' }
        @{ Line = 'New-SkyMapLayer -Color Trans'; Expected = @() }
        @{ Line = 'Export-BarChart x.png FermiClass -CategoryOrder ps'; Expected = 'PSR', 'psr' }
        @{ Line = 'Export-BarChart x.png CscName -CategoryOrder ps'; Expected = @() }
        @{ Line = 'Export-ScatterPlot x.png Class SepDeg -Category -CategoryOrder ps'; Expected = 'PSR', 'psr' }
        @{ Line = 'Export-Histogram x.png SepDeg -GroupBy FermiClass -GroupOrder psr, MS'; Expected = 'MSP', 'msp' }
    ) {
        Get-Completion $Line | Should -BeExactly $Expected
    }

    It 'offers only positions, fields and colours that are taken' {
        $centre = Get-FakeObject
        foreach ($position in Get-Completion 'Show-SkyMap -Center ') {
            (Invoke-Line "`$centre | Show-SkyMap -Projection Gnomonic -Field 2deg -Center $position").Output | Should -Not -BeNullOrEmpty
        }
        foreach ($field in Get-Completion 'Show-SkyMap -Field ') {
            (Invoke-Line "`$centre | Show-SkyMap -Projection PlateCarree -Field $field").Output | Should -Not -BeNullOrEmpty
        }
        $colours = Get-Completion 'New-SkyMapLayer -Color '
        $colours.Count | Should -BeGreaterThan 100
        @($colours | ForEach-Object { $centre | New-SkyMapLayer -Color $_ }) | Should -HaveCount $colours.Count
    }
}
