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
        @{ Line = 'Add-OpticalCounterpart -Catalog '; Expected = 'Gaia', 'TwoMass' }
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

    It 'completes paths' {
        Set-Content "$TestDrive/a table.csv" "a`n1"
        Get-Completion "Import-AstroTable $TestDrive/a" | Should -BeLike "*a table.csv*"
        Get-Completion "Find-SkyMatch $TestDrive/a" | Should -BeLike "*a table.csv*"
        Get-Completion "Invoke-TapQuery 'SELECT 1' -OutFile $TestDrive/a" | Should -BeLike "*a table.csv*"
    }

    It 'completes the properties of what a cmdlet emits' {
        Get-Completion 'Get-FermiSource | Sort-Object Energy' | Should -Be EnergyFlux
        Get-Completion 'Find-FermiCscMatch | Group-Object FermiC' | Should -Be FermiClass
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
