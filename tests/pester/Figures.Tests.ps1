# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    $exported = (Get-Module PSAstroXmatch).ExportedCmdlets.Keys
    $figures = @(
        @{ Name = 'Export-SkyMap'; Draw = { param($file, $more) Get-FermiSource | Export-SkyMap $file @more } }
        @{ Name = 'Export-ScatterPlot'; Draw = { param($file, $more) Get-FermiSource |
                Export-ScatterPlot $file SemiMajorAxis95 EnergyFlux @more }
        }
        @{ Name = 'Export-Histogram'; Draw = { param($file, $more) Get-FermiSource | Export-Histogram $file EnergyFlux @more } }
        @{ Name = 'Export-BarChart'; Draw = { param($file, $more) Get-FermiSource | Export-BarChart $file Class @more } }
    ) | Where-Object Name -in $exported
    $terminal = @($exported | Where-Object { $_ -eq 'Show-SkyMap' })
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.02
}

Describe '<Name>' -ForEach $figures {
    It 'writes a picture and emits its file' {
        $file = & $Draw "$TestDrive/figure.png" @{ Width = 600; Height = 400 }
        $file | Should -BeOfType 'System.IO.FileInfo'
        [IO.File]::ReadAllBytes($file.FullName)[1..3] | Should -Be 0x50, 0x4E, 0x47
        (& $Draw "$TestDrive/figure.svg" @{}).Length | Should -BeGreaterThan 1000
        ([xml] (Get-Content "$TestDrive/figure.svg" -Raw)).DocumentElement.LocalName | Should -Be svg
    }

    It 'replaces files by the same rule as Export-AstroTable' {
        $file = "$TestDrive/kept.svg"
        & $Draw $file @{ WhatIf = $true } | Should -BeNullOrEmpty
        $file | Should -Not -Exist
        Set-Content $file old
        Get-ErrorId { & $Draw $file @{ NoClobber = $true } } | Should -Be FileExists
        Set-ItemProperty -Path $file -Name IsReadOnly -Value $true
        Get-ErrorId { & $Draw $file @{} } | Should -Be FileAccessDenied
        Get-Content $file | Should -Be old
        & $Draw $file @{ Force = $true } | Should -Not -BeNullOrEmpty
        Get-Content $file -TotalCount 1 | Should -Not -Be old
    }

    It 'is the same in every culture' {
        # Skia numbers clips, images and colour runs through the whole process.
        $expected = (Get-Content (& $Draw "$TestDrive/invariant.svg" @{ Title = 'x' }) -Raw) -replace '\b(cl|img|gr|filter)_[0-9a-f]+', '$1'
        foreach ($culture in 'de-DE', 'tr-TR', 'fr-FR') {
            $text = Get-Content (Invoke-InCulture $culture { & $Draw "$TestDrive/$culture.svg" @{ Title = 'x' } }) -Raw
            $text -replace '\b(cl|img|gr|filter)_[0-9a-f]+', '$1' | Should -BeExactly $expected
        }
    }

    It 'refuses a decimal comma, and an ending that is no format' {
        { & $Draw "$TestDrive/no.svg" @{ Dpi = '150,5' } } | Should -Throw '*decimal point*'
        { & $Draw "$TestDrive/no.svg" @{ Width = '12,5cm' } } | Should -Throw '*decimal point*'
        Get-ErrorId { & $Draw "$TestDrive/no.gif" @{} } | Should -Be FigureFormatUnknown
    }

    It 'warns of an empty pipeline and writes nothing' {
        $command = Get-Command $Name
        $more = @{ Path = "$TestDrive/empty.png"; WarningAction = 'SilentlyContinue'; WarningVariable = 'told' }
        if ($command.Parameters.ContainsKey('X')) { $more.X = 'a'; $more.Y = 'b' }
        if ($command.Parameters.ContainsKey('Category') -and $Name -ne 'Export-ScatterPlot') { $more.Category = 'a' }
        if ($command.Parameters.ContainsKey('Property')) { $more.Property = 'a' }
        @() | & $Name @more | Should -BeNullOrEmpty
        "$told" | Should -BeLike '*was not written: the pipeline was empty*'
        "$TestDrive/empty.png" | Should -Not -Exist
    }
}

Describe 'New-SkyMapLayer' {
    It 'makes layers that Export-SkyMap draws together' {
        $layers = @(
            Get-ChandraSource | New-SkyMapLayer -Density -Label Chandra
            Get-FermiSource | New-SkyMapLayer -Radius SemiMajorAxis95 -Label Fermi
        )
        $layers | Should -BeOfType 'PSAstroXmatch.SkyMapLayer'
        $layers.Count | Should -Be 2
        ($layers | Where-Object Label -eq Fermi).RA.Count | Should -Be (Get-FermiSource).Count
        $layers | Get-ShownLine | Should -Contain ('Ellipses {0,9} Fermi' -f (Get-FermiSource).Count)
        (Export-SkyMap "$TestDrive/layers.png" -Layer $layers).Length | Should -BeGreaterThan 1000
    }
}

Describe '<_>' -ForEach $terminal {
    It 'draws lines that fit, and tells what is drawn' {
        $lines = Get-FermiSource | Show-SkyMap -Width 60 -Height 12
        $lines | Should -BeOfType string
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 60
        $lines[-1] | Should -BeLike "$((Get-FermiSource).Count) of $((Get-FermiSource).Count) drawn*"
    }

    It 'is the same in every culture' {
        $expected = Get-FermiSource | Show-SkyMap -Width 70 -Height 14
        foreach ($culture in 'de-DE', 'tr-TR', 'fr-FR') {
            Invoke-InCulture $culture { Get-FermiSource | Show-SkyMap -Width 70 -Height 14 } | Should -BeExactly $expected
        }
    }
}
