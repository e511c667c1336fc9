# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

# What Export-Histogram, Export-ScatterPlot and Export-BarChart draw. What they have in common with maps is in Figures.Tests.ps1.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Path (Copy-SmallArchive)
    $file = "$TestDrive/chart.svg"
    $png = "$TestDrive/chart.png"
    $none = "$TestDrive/none.png"
}

Describe 'Charts' {
    AfterEach { Remove-Item $file, $png -ErrorAction Ignore }

    It 'have their labels: <Line>' -ForEach @(
        @{ Line = 'Export-Histogram $file CscFlux -LogX -BinWidth 0.1'; Label = 'CscFlux (erg cm⁻² s⁻¹)' }
        @{ Line = 'Export-Histogram $file { $_.SepDeg * 3600 } -Bins 3 -GroupBy CscName'; Label = 'SepDeg * 3600' }
        @{ Line = 'Export-Histogram $file CscL -LongitudeX'; Label = '180°' }
        @{
            Line = 'Export-ScatterPlot $file SepDeg CscFlux -LogY -ColorBy FermiFlux -SizeBy SepDeg -XError { 0.01 } -Title "A title"'
            Label = 'SepDeg (deg)'
        }
        @{ Line = 'Export-ScatterPlot $file SepDeg CscFlux -LogY -YError { 1e-15 }, { 3e-15 } -Connect -LabelBy CscName'; Label = '2CXO J004000.0+000524' }
        @{ Line = 'Export-ScatterPlot $file CscFlux FermiFlux -Line { $_ }, { 1e-12 } -LineLabel "equal fluxes"'; Label = 'equal fluxes' }
        @{ Line = 'Export-ScatterPlot $file CscL,CscB CscFlux -LongitudeX -YLabel Flux'; Label = 'CscB (deg)' }
        @{ Line = 'Export-ScatterPlot $file CscName CscFlux -Category -Jitter 0'; Label = '2CXO J004000.0+000524' }
        @{ Line = 'Export-BarChart $file FermiClass -EmptyLabel unassociated'; Label = 'psr' }
        @{ Line = 'Export-BarChart $file FermiClass -Value CscFlux -Statistic Mean'; Label = 'Mean of CscFlux (erg cm⁻² s⁻¹)' }
        @{
            Line = 'Export-BarChart $file -Position CscL -Value CscFlux -BarWidth 0.5 -LongitudeX -XLabel Longitude'
            Label = 'Longitude'
        }
        @{ Line = 'Export-BarChart $file -Position SepDeg -Value CscFlux -BarWidth FermiR95'; Label = 'SepDeg (deg)' }
    ) {
        $result = Invoke-Line "Find-FermiCscMatch -WarningAction Ignore | $Line"
        $result.Errors | Should -BeNullOrEmpty
        $result.Warnings | Should -BeNullOrEmpty
        $result.Output | Should -BeOfType 'System.IO.FileInfo'
        $result.Output.FullName | Should -BeExactly (Get-Item $file).FullName
        Get-Content $file -Raw | Should -MatchExactly ([regex]::Escape($Label))
    }

    It 'are as large as is asked for' {
        $null = Get-ChandraSource | Export-Histogram $png Dec -Width 10cm -Height 300 -Dpi 127
        [Convert]::ToHexString([IO.File]::ReadAllBytes($png)[0..3]) | Should -Be 89504E47
        Get-PngSize $png | Should -Be 500, 300
    }

    It 'count in a warning what cannot be drawn' {
        $result = Invoke-Line 'Get-ChandraSource | Export-Histogram $png Flux -LogX'
        $result.Warnings | Should -BeExactly (
            '2 of 6 objects not drawn (Flux (erg cm⁻² s⁻¹)): 1 without a value, 1 not positive on a logarithmic axis.')
        $result.Output | Should -HaveCount 1
    }

    It 'leave out null among objects, and are not drawn of null alone' {
        $result = Invoke-Line '$null, (Get-ChandraSource), $null | ForEach-Object { $_ } | Export-BarChart $png Name'
        $result.Warnings | Should -BeNullOrEmpty
        $result.Output | Should -HaveCount 1
        foreach ($line in 'Export-Histogram $none Flux', 'Export-ScatterPlot $none RA Dec', 'Export-BarChart $none Name') {
            $result = Invoke-Line "`$null, `$null | $line"
            $result.Output | Should -BeNullOrEmpty
            $result.Warnings | Should -BeLike '*the pipeline was empty*'
            $none | Should -Not -Exist
        }
    }

    It 'of rows of a table have the units of its columns' {
        Get-ChandraSource | Export-AstroTable "$TestDrive/table.vot"
        $null = Import-AstroTable "$TestDrive/table.vot" | Export-ScatterPlot $file ra flux -WarningAction Ignore
        Get-Content $file -Raw | Should -MatchExactly ([regex]::Escape('flux (erg cm⁻² s⁻¹)'))
    }
}

Describe 'What makes no chart' {
    It 'is one clear error and no file: <Line>' -ForEach @(
        @{ Id = 'PropertyNotFound'; Category = 'ObjectNotFound'; Line = 'Export-Histogram $none NoSuch' }
        @{ Id = 'PropertyNotFound'; Category = 'ObjectNotFound'; Line = 'Export-ScatterPlot $none RA NoSuch' }
        @{ Id = 'PropertyNotFound'; Category = 'ObjectNotFound'; Line = 'Export-ScatterPlot $none RA Dec -ColorBy NoSuch' }
        @{ Id = 'PropertyNotFound'; Category = 'ObjectNotFound'; Line = 'Export-BarChart $none NoSuch' }
        @{ Id = 'NotANumber'; Category = 'InvalidArgument'; Line = 'Export-Histogram $none Name' }
        @{ Id = 'NotANumber'; Category = 'InvalidArgument'; Line = 'Export-ScatterPlot $none Name Dec' }
        @{ Id = 'NotANumber'; Category = 'InvalidArgument'; Line = 'Export-ScatterPlot $none { $_.RA; $_.Dec } Dec' }
        @{ Id = 'NotANumber'; Category = 'InvalidArgument'; Line = 'Export-BarChart $none Dec -Value Name' }
        @{ Id = 'NotANumber'; Category = 'InvalidArgument'; Line = 'Export-BarChart $none -Position RA -Value Dec -BarWidth Name' }
        @{ Id = 'ValueMissing'; Category = 'InvalidArgument'; Line = 'Export-BarChart $none -Position RA -BarWidth 1' }
        @{ Id = 'PanelAxesInvalid'; Category = 'InvalidArgument'; Line = 'Export-ScatterPlot $none RA,Dec L,B' }
        @{ Id = 'CategoryInvalid'; Category = 'InvalidArgument'; Line = 'Export-ScatterPlot $none Name Dec -Category -LogX' }
        @{ Id = 'CategoryInvalid'; Category = 'InvalidArgument'; Line = 'Export-ScatterPlot $none Name Dec -Category -Line { 5 }' }
        @{ Id = 'PanelAxesInvalid'; Category = 'InvalidArgument'; Line = 'Export-ScatterPlot $none RA,Dec L -Line { 5 }' }
        @{ Id = 'NotANumber'; Category = 'InvalidArgument'; Line = 'Export-ScatterPlot $none RA Dec -Line { "high" }' }
        @{ Id = 'PropertyNotFound'; Category = 'ObjectNotFound'; Line = 'Export-ScatterPlot $none RA Dec -LabelBy NoSuch' }
        @{ Id = 'RangeInvalid'; Category = 'InvalidArgument'; Line = 'Export-ScatterPlot $none RA Dec -XRange 5' }
        @{ Id = 'BinsInvalid'; Category = 'InvalidArgument'; Line = 'Export-Histogram $none Dec -Bins 0' }
        @{ Id = 'FigureSizeInvalid'; Category = 'InvalidArgument'; Line = 'Export-Histogram $none Dec -Width 10' }
        @{ Id = 'FigureFormatUnknown'; Category = 'InvalidArgument'; Line = 'Export-Histogram "$none.jpg" Dec' }
    ) {
        $problem = Get-OnlyError "Get-ChandraSource | $Line"
        $problem.Id | Should -BeExactly $Id
        $problem.Category | Should -Be $Category
        $problem.Advice | Should -Not -BeNullOrEmpty
        "$none*" | Should -Not -Exist
    }

    It 'is one clear error where the values of an axis are in different units: <Line>' -ForEach @(
        @{ Line = '$units | Export-ScatterPlot $none err mag' }
        @{ Line = '$units | Export-ScatterPlot $none mag { $_.err }' }
        @{ Line = '$units | Export-ScatterPlot $none mag mag -ColorBy err' }
        @{ Line = '$units | Export-ScatterPlot $none mag mag -SizeBy err' }
        @{ Line = '$units | Export-Histogram $none err' }
        @{ Line = '$units | Export-SkyMap $none -ColorBy err' }
        @{ Line = '$units | Select-Object ra, dec, err, mag | Export-Histogram $none err' }
    ) {
        foreach ($unit in 'arcmin', 'arcsec') {
            Set-Content "$TestDrive/$unit.csv" 'ra,dec,err,mag', '10,20,,15', '11,20,0.5,15.5', '12,20,0.7,16'
        }
        $units = 'arcmin', 'arcsec' | ForEach-Object { Import-AstroTable "$TestDrive/$_.csv" -Unit @{ err = $_ } }
        $problem = Get-OnlyError $Line
        $problem.Id | Should -BeExactly ObjectsDiffer
        $problem.Text | Should -Match 'err.*object 5 .*is in arcsec, but the first value is in arcmin'
        $none | Should -Not -Exist
        # Each alone can be drawn.
        (Invoke-Line ($Line -replace '\$units', '$units[0..2]' -replace '\$none', "`$file")).Errors | Should -BeNullOrEmpty
    }

    It 'is one clear error that names one value where a property is a list' {
        $groups = 10, 10.09 | ForEach-Object { [pscustomobject]@{ Name = "at $_"; Seps = [double[]] @(@(0.5, 1.5) * [int] ($_ -eq 10)) } }
        $problem = Get-OnlyError '$groups | Export-Histogram $none Seps'
        $problem.Id | Should -BeExactly NotANumber
        $problem.Text | Should -BeLike "*'Seps' of object 1 is a list of 2 values, not one number.*"
        $problem.Advice | Should -MatchExactly '\{ \$_\.Seps\[0\] \}'
        # What the advice says works, also for the lists of counterparts, one of which is empty.
        $groups | Export-Histogram $file { $_.Seps[0] } -WarningAction Ignore
        $file | Should -Exist
        $near = Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch
        (Get-OnlyError '$near | Export-Histogram $none CscGlons').Id | Should -BeExactly NotANumber
        $near | Export-Histogram $file { $_.CscGlons[0] }
        [pscustomobject]@{ None = [PSAstroXmatch.ValueList[double]]::Empty } | Export-Histogram $file { $_.None[0] } -WarningAction Ignore
    }

    It 'is one clear error where a file stands in place of the folder' {
        # Root may write anywhere else.
        Set-Content "$TestDrive/file.txt" 'not a folder'
        $problem = Get-OnlyError 'Get-ChandraSource | Export-Histogram "$TestDrive/file.txt/chart.png" Dec'
        $problem.Text | Should -MatchExactly 'file\.txt'
        $problem.Advice | Should -Not -BeNullOrEmpty
    }

    It 'is the error of a script block that fails' {
        { Get-ChandraSource | Export-Histogram $none { throw 'oops' } } | Should -Throw '*oops*'
        $none | Should -Not -Exist
    }
}
