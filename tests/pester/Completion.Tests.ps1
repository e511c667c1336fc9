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
}
