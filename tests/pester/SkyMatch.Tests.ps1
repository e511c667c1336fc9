# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.05
    $chandra = Get-ChandraSource -MinFlux 1e-14
    $fermi = Get-FermiSource
}

Describe 'Find-SkyMatch' {
    It 'pipes into the standard verbs' {
        $matched = $fermi | Find-SkyMatch -Right $chandra -Radius 0.2deg
        $matched | Should -BeOfType 'PSAstroXmatch.SkyMatch'
        ($matched | Measure-Object SepArcsec -Maximum).Maximum | Should -BeLessOrEqual 720
        $matched | Sort-Object SepArcsec | Select-Object -First 1 -ExpandProperty SepArcsec | Should -Be ($matched |
                Measure-Object SepArcsec -Minimum).Minimum
        ($matched | Group-Object { $_.Left.Class } | Measure-Object Count -Sum).Sum | Should -Be $matched.Count
    }

    It 'takes objects under the usual names of positions: <_>' -ForEach @(
        'RA Dec', 'ra dec', 'RAJ2000 DEJ2000', 'RightAscension Declination'
    ) {
        $longitude, $latitude = $_ -split ' '
        $own = $chandra | Select-Object -First 5 | Select-Object Name, @{ n = $longitude; e = 'RA' }, @{ n = $latitude; e = 'Dec' }
        $own | Find-SkyMatch -Right $chandra -Radius 0.1arcsec | Should -HaveCount 5
    }

    It 'takes the text of Import-Csv' {
        $chandra | Select-Object -First 5 | Export-Csv "$TestDrive/five.csv"
        Import-Csv "$TestDrive/five.csv" | Find-SkyMatch -Right $chandra -Radius 0.1arcsec | Should -HaveCount 5
    }

    It 'finds groups' {
        $found = $chandra | Find-SkyMatch -Radius 30arcsec -AsGroup
        $found | Should -BeOfType 'PSAstroXmatch.SkyMatchGroup'
        $found | ForEach-Object { $_.Members.Count | Should -Be $_.Size }
    }

    It 'gives a table of both sides that Export-AstroTable writes' {
        $table = $fermi | Find-SkyMatch -Right $chandra -Radius 0.2deg -AsTable
        $table | Export-AstroTable "$TestDrive/joined.csv"
        Import-Csv "$TestDrive/joined.csv" | Should -HaveCount $table.RowCount
    }

    It 'respects -ErrorAction Stop' {
        { Find-SkyMatch $chandra -Right @([pscustomobject]@{ a = 1 }) -Radius 1 -ErrorAction Stop } | Should -Throw '*position*'
    }
}
