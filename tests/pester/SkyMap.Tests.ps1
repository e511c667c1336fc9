# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

# What Export-SkyMap, New-SkyMapLayer and Show-SkyMap draw. What maps have in common with charts is in Figures.Tests.ps1.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $archive = Copy-SmallArchive
    Use-AstroArchive -Path $archive
    $file = "$TestDrive/map.png"
}

Describe 'Export-SkyMap' {
    It 'draws without a warning: <_>' -ForEach @(
        'Get-ChandraSource | Export-SkyMap $file'
        'Get-ChandraSource | Export-SkyMap $svg -Theme Dark -Title Sky'
        ('Get-ChandraSource | Export-SkyMap $file -ColorBy Flux -Log -ColorMap Plasma -Projection Mollweide -Frame Icrs ' +
        '-WarningAction Ignore')
        ('Get-ChandraSource | Export-SkyMap $file -ColorBy { $_.Flux * 2 } -SizeBy Flux -Projection Hammer -Frame Ecliptic ' +
        '-WarningAction Ignore')
        'Get-FermiSource | Export-SkyMap $file -Ellipse SemiMajorAxis95, SemiMinorAxis95, PositionAngle95 -WarningAction Ignore'
        'Get-FermiSource | Export-SkyMap $file -Radius 0.5deg -Label Fermi'
        'Get-ChandraSource | Export-SkyMap $svg -LabelBy Name'
        'Get-FermiSource | Export-SkyMap $file -Radius 0.5deg -LabelBy { $_.Name -replace "4FGL " }'
        'Get-FermiSource | Export-SkyMap $file -Radius SemiMajorAxis95 -WarningAction Ignore'
        'Get-ChandraSource | Export-SkyMap $file -Density -Order 5 -Log'
        'Get-ChandraSource | Export-SkyMap $file -Projection PlateCarree -Field 360deg, 20deg -Panels 3 -WarningAction Ignore'
        ('Get-ChandraSource | Export-SkyMap $file -Projection Gnomonic -Center "17:45:40 -29:00:28" -Field 3 ' +
        '-WarningAction Ignore')
        ('Find-FermiCscMatch -WarningAction Ignore | Export-SkyMap $file -PositionProperty CscL, CscB ' +
        '-Layer (Get-FermiSource | New-SkyMapLayer)')
        'Export-SkyMap $file -Layer (Get-ChandraSource | New-SkyMapLayer), (Get-FermiSource | New-SkyMapLayer -Color tomato)'
        ('[pscustomobject]@{ RA = 1; Dec = 2 }, $null, [pscustomobject]@{ RA = 3; Dec = 4 } | ' +
        'Export-SkyMap $file -Width 12cm -Height 8cm -Dpi 96')
    ) {
        $svg = "$TestDrive/map.svg"
        Remove-Item "$TestDrive/map.*"
        $result = Invoke-Line $_
        $result.Errors | Should -BeNullOrEmpty
        $result.Warnings | Should -BeNullOrEmpty
        $result.Output | Should -HaveCount 1
        $result.Output[0] | Should -BeOfType 'System.IO.FileInfo'
        $expected = $_.Contains('$svg') ? $svg : $file
        $result.Output[0].FullName | Should -BeExactly (Get-Item $expected).FullName
        [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($expected)) | Should -MatchExactly ($expected -eq $svg ? '<svg' : '^.PNG')
    }

    It 'is as high as its map needs: <Arguments>' -ForEach @(
        @{ Arguments = ''; Size = 1600, 900 }
        @{ Arguments = '-Projection PlateCarree -Field 360deg, 20deg'; Size = 1600, 376 }
        @{ Arguments = '-Projection PlateCarree -Field 360deg, 20deg -Panels 4'; Size = 1600, 1682 }
        @{ Arguments = '-Projection PlateCarree -Field 360deg, 20deg -Height 900'; Size = 1600, 900 }
    ) {
        (Invoke-Line "Get-ChandraSource | Export-SkyMap `$file $Arguments -WarningAction Ignore").Errors | Should -BeNullOrEmpty
        Get-PngSize $file | Should -Be $Size
    }

    It 'refuses what cannot be drawn, and leaves no file: <Line>' -ForEach @(
        @{ Id = 'FigureFormatUnknown'; Line = 'Get-ChandraSource | Export-SkyMap none.jpg' }
        @{ Id = 'FigureSizeInvalid'; Line = 'Get-ChandraSource | Export-SkyMap none.png -Width 10' }
        @{ Id = 'FolderNotFound'; Line = 'Get-ChandraSource | Export-SkyMap no/none.png' }
        @{ Id = 'PropertyNotFound'; Line = 'Get-ChandraSource | Export-SkyMap none.png -ColorBy Fluxx' }
        @{ Id = 'NotANumber'; Line = 'Get-ChandraSource | Export-SkyMap none.png -ColorBy Name' }
        @{ Id = 'ColorUnknown'; Line = 'Get-ChandraSource | Export-SkyMap none.png -Color bluish' }
        @{ Id = 'FieldInvalid'; Line = 'Get-ChandraSource | Export-SkyMap none.png -Field 10deg' }
        @{ Id = 'PanelsInvalid'; Line = 'Get-ChandraSource | Export-SkyMap none.png -Panels 2' }
        @{ Id = 'LayerInvalid'; Line = 'Get-ChandraSource | Export-SkyMap none.png -Density -Radius 1deg' }
        @{ Id = 'LayerInvalid'; Line = 'Get-ChandraSource | Export-SkyMap none.png -Density -LabelBy Name' }
        @{ Id = 'PropertyNotFound'; Line = 'Get-ChandraSource | Export-SkyMap none.png -LabelBy NoSuch' }
        @{ Id = 'RangeInvalid'; Line = 'Get-ChandraSource | Export-SkyMap none.png -ColorBy Flux -ColorRange 2, 1' }
        @{ Id = 'PositionColumnsNotFound'; Line = '[pscustomobject]@{ a = 1 } | Export-SkyMap none.png' }
        @{ Id = 'ColumnNotFound'; Line = 'Get-ChandraSource | Export-SkyMap none.png -PositionProperty x, y' }
    ) {
        Push-Location $TestDrive
        try { $problem = Get-OnlyError $Line } finally { Pop-Location }
        $problem.Id | Should -BeExactly $Id
        $problem.Advice | Should -Not -BeNullOrEmpty
        Get-ChildItem $TestDrive -Recurse -Filter none.* | Should -BeNullOrEmpty
    }

    It 'warns of what is not drawn' {
        $points = [pscustomobject]@{ RA = 1; Dec = 2; f = 3 }, [pscustomobject]@{ RA = $null; Dec = 2; f = 3 },
        [pscustomobject]@{ RA = 5; Dec = 2; f = 0 }
        (Invoke-Line '$points | Export-SkyMap $file -ColorBy f -Log').Warnings | Should -BeExactly (
            '1 of 3 objects not drawn: no position.', '1 of 3 objects drawn in grey: no positive value of f.')
    }
}

Describe 'New-SkyMapLayer' {
    It 'knows the usual position of <Objects>' -ForEach @(
        @{ Objects = 'Find-FermiCscMatch'; Named = 'CscRA, CscDec' }
        @{ Objects = 'Find-FermiCscMatch -Probability'; Named = 'CscRA, CscDec' }
        @{ Objects = 'Find-FermiCscMatch | Group-FermiMatch'; Named = 'FermiL, FermiB' }
        @{
            Objects = 'Get-ChandraSource | Find-SkyMatch -Right (Get-ChandraSource) -Radius 1arcsec | ForEach-Object Left'
            Named = 'RA, Dec'
        }
    ) {
        $usual = (Invoke-Line "$Objects | New-SkyMapLayer").Output[0]
        $named = (Invoke-Line "$Objects | New-SkyMapLayer -PositionProperty $Named").Output[0]
        $usual.RA.Count | Should -BeGreaterThan 0
        $usual.RA | Should -BeExactly $named.RA
        $usual.Dec | Should -BeExactly $named.Dec
    }

    It 'draws a match where its left object is' {
        $found = Get-ChandraSource | Find-SkyMatch -Right (Get-ChandraSource) -Radius 1arcsec
        ($found | New-SkyMapLayer).RA | Should -BeExactly ($found | ForEach-Object Left | New-SkyMapLayer).RA
    }

    It 'takes the axes of ellipses in their units' {
        try {
            Use-AstroArchive -Simulated -Scale 0.002
            $sources = Get-ChandraSource
            # Chandra's are in arcsec.
            $axes = ($sources | New-SkyMapLayer -Ellipse ErrorSemiMajor, ErrorSemiMinor, ErrorAngle).SemiMajorAxis
            @($sources.ErrorSemiMajor | Where-Object { $_ -gt 0 }).Count | Should -BeGreaterThan 0
            $axes.Count | Should -Be $sources.Count
            $wrong = foreach ($i in 0..($sources.Count - 1)) {
                $expected = [double] ($sources[$i].ErrorSemiMajor ?? [double]::NaN) / 3600
                if (-not ([double]::IsNaN($expected) -and [double]::IsNaN($axes[$i])) -and
                    -not ([Math]::Abs($axes[$i] - $expected) -lt 1e-12)) { $i }
            }
            $wrong | Should -BeNullOrEmpty
        }
        finally {
            Use-AstroArchive -Path $archive
        }
    }

    It 'carries positions, and values with their unit' {
        $layer = Find-FermiCscMatch -WarningAction Ignore | New-SkyMapLayer -PositionProperty CscL, CscB -ColorBy CscFlux -Label X
        $layer | Should -BeOfType 'PSAstroXmatch.SkyMapLayer'
        $layer.Count | Should -Be (Find-FermiCscMatch -WarningAction Ignore).Count
        $layer.ValueLabel | Should -BeExactly 'CscFlux (erg cm⁻² s⁻¹)'
        $layer.RA | ForEach-Object { $_ | Should -BeGreaterOrEqual 0; $_ | Should -BeLessOrEqual 360 }
    }

    It 'reads positions once' {
        Add-Type -IgnoreWarnings -TypeDefinition @'
public sealed class CountedPosition
{
    public static int Reads;
    public double RA { get { Reads++; return 266.4; } }
    public double Dec { get { return -29; } }
}
'@
        1..5 | ForEach-Object { [CountedPosition]::new() } | New-SkyMapLayer | Should -HaveCount 1
        [CountedPosition]::Reads | Should -Be 5
    }
}

Describe 'Show-SkyMap' {
    BeforeAll {
        $points = [pscustomobject]@{ ra = 10; dec = 0; flux = 1e-14; note = 'x' },
        [pscustomobject]@{ ra = 200; dec = 40; flux = 1e-11; note = 'y' }
    }

    It 'draws lines of text, as many and as long as is asked for' {
        $lines = $points | Show-SkyMap -Width 60 -Height 20
        $lines.Count | Should -BeIn (15..20)
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 60
        $lines[0] | Should -BeExactly 'Galactic, Aitoff, centre l = 0°, b = 0°, l grows to the left'
        $lines[-1] | Should -BeExactly '2 of 2 drawn'
        -join $lines | Should -Not -MatchExactly "`e"
    }

    It 'draws right ascension to the left: <Arguments>' -ForEach @(
        @{ Arguments = '-Frame Icrs'; Column = 40 }
        @{ Arguments = '-Frame Icrs -Center "90 0"'; Column = 60 }
        @{ Arguments = '-Frame Icrs -Center "90 0" -Projection Mollweide'; Column = 60 }
    ) {
        $lines = (Invoke-Line "[pscustomobject]@{ ra = 0; dec = 0 } | Show-SkyMap -Width 80 -Height 22 $Arguments").Output
        $lines[11][$Column] | Should -BeExactly ([char] '⠁')
    }

    It 'takes galactic columns as they are' {
        $lines = [pscustomobject]@{ l = 90; b = 0 } | Show-SkyMap -Width 80 -Height 22
        $lines[10][20] | Should -BeIn ([char[]] '⠁⠈⡀⢀')
    }

    It 'counts what has no position, and no logarithm' {
        $some = [pscustomobject]@{ ra = 10; dec = 0; flux = 1e-14 }, [pscustomobject]@{ ra = $null; dec = 40; flux = 1 },
        [pscustomobject]@{ ra = 10; dec = [double]::NaN; flux = 1 }, [pscustomobject]@{ ra = 30; dec = 0; flux = 0 },
        [pscustomobject]@{ ra = 50; dec = 0; flux = $null }
        ($some | Show-SkyMap -ColorBy flux -Log)[-1] |
            Should -BeExactly '3 of 5 drawn; 2 in grey: no positive value; 2 without a position'
    }

    It 'counts what lies outside a part of the sky' {
        $lines = $points | Show-SkyMap Gnomonic -Frame Icrs -Center '10 0' -Field 10deg, 6deg
        $lines[-1] | Should -BeExactly '1 of 2 drawn; 1 outside the map'
        $lines[0] | Should -BeLike 'ICRS, Gnomonic, centre RA = 10°, Dec = 0°*'
    }

    It 'has colours where they are asked for: <Depth>' -ForEach @(
        @{ Depth = 'TrueColor'; Sequence = "`e[38;2;" }, @{ Depth = 'Palette256'; Sequence = "`e[38;5;" }
    ) {
        $legend = ($points | Show-SkyMap -ColorBy { $_.flux * 2 } -ColorLabel twice -Log -ColorDepth $Depth)[-2]
        $legend.StartsWith("twice 2×10⁻¹⁴ $Sequence", 'Ordinal') | Should -BeTrue -Because $legend
        $legend | Should -BeLike '*2×10⁻¹¹ (log)'
    }

    It 'tells of an empty pipeline: <_>' -ForEach @(
        '@() | Show-SkyMap', 'Show-SkyMap', '@() | Show-SkyMap -ColorBy flux -Projection Gnomonic'
    ) {
        $result = Invoke-Line $_
        $result.Output | Should -BeNullOrEmpty
        $result.Warnings | Should -HaveCount 1
        $result.Warnings[0] | Should -BeLike '*Nothing was drawn: the pipeline was empty*'
    }

    It 'refuses what cannot be drawn: <Arguments>' -ForEach @(
        @{ Arguments = '-ColorBy nosuch'; Id = 'PropertyNotFound' }
        @{ Arguments = '-ColorBy note'; Id = 'NotANumber' }
        @{ Arguments = '-PositionProperty nosuch, dec'; Id = 'ColumnNotFound' }
        @{ Arguments = '-Field 20deg'; Id = 'FieldInvalid' }
        @{ Arguments = '-Projection PlateCarree -Field 400deg'; Id = 'FieldInvalid' }
        @{ Arguments = '-Width 20'; Id = 'ParameterArgumentValidationError' }
    ) {
        (Get-OnlyError "`$points | Show-SkyMap $Arguments").Id | Should -BeExactly $Id
    }

    It 'sends a picture as one text to a terminal that takes it: <Graphics>' -ForEach @(
        @{ Graphics = 'Kitty'; Start = "`e_Ga=T,f=100,q=2,c=60,r=20,m=1;iVBORw0KGgo" }
        @{ Graphics = 'Sixel'; Start = "`ePq`"1;1;600;400#0;2;" }
    ) {
        $some = @([pscustomobject]@{ ra = 10; dec = $null }, [pscustomobject]@{ ra = 200; dec = 40 })
        $result = Invoke-Line "`$some | Show-SkyMap -Width 60 -Height 20 -Graphics $Graphics"
        $result.Errors | Should -BeNullOrEmpty
        $result.Output | Should -HaveCount 1
        $result.Output[0].StartsWith($Start, 'Ordinal') | Should -BeTrue
        $result.Output[0].EndsWith("`e\", 'Ordinal') | Should -BeTrue
        $result.Warnings | Should -HaveCount 1
        $result.Warnings[0] | Should -BeLike '1 of 2 objects not drawn*'
    }
}

Describe 'Sizes of a sky map' {
    # A signal-to-noise ratio of x/0: the raster of the dots had no end.
    It 'may be infinite in a <_>: the smallest dot, and a warning' -ForEach 'png', 'svg' {
        Set-Content "$TestDrive/inf.csv" "ra,dec,snr`n10,10,3`n100,20,inf`n200,30,12"
        $result = Invoke-Line "Import-AstroTable '$TestDrive/inf.csv' | Export-SkyMap '$TestDrive/size.$_' -SizeBy snr"
        $result.Errors | Should -BeNullOrEmpty
        $result.Warnings | Should -Be '1 of 3 objects drawn with the smallest dot: no positive value of snr.'
        "$TestDrive/size.$_" | Should -Exist
    }

    It 'may be anything: <Name>' -ForEach @(
        @{ Name = 'all infinite'; Sizes = 'inf', 'inf', 'inf'; Smallest = 3 }
        @{ Name = 'of both signs, from Import-Csv'; Sizes = '-inf', '+Inf', '7'; Smallest = 2; Read = { Import-Csv $args[0] } }
        @{ Name = 'missing or zero'; Sizes = 'nan', '0', '-5'; Smallest = 3 }
        @{ Name = 'as large and small as numbers are'; Sizes = '1.7e308', '1e-308', '4.9e-324'; Smallest = 0 }
        @{ Name = 'a division by zero'; Sizes = '0', '1', '2'; Smallest = 3; SizeBy = { $_.snr / 0.0 } }
    ) {
        $csv = "$TestDrive/anything.csv"
        Set-Content $csv 'ra,dec,snr', "10,10,$($Sizes[0])", "100,20,$($Sizes[1])", "200,30,$($Sizes[2])"
        $Read ??= { Import-AstroTable $args[0] }
        $SizeBy ??= 'snr'
        $result = Invoke-Line '& $Read $csv | Export-SkyMap "$TestDrive/anything.png" -SizeBy $SizeBy'
        $result.Errors | Should -BeNullOrEmpty
        @($result.Warnings) -replace ' objects.*' | Should -Be @(if ($Smallest) { "$Smallest of 3" })
    }
}
