# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

# What a user types wrong is an error or a warning, and never a wrong answer.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $left = "$TestDrive/left.csv"
    Set-Content $left 'id,ra,dec,err,mag', 'a,10,20,0.5,15', 'b,50,20,0.5,16'
    $right = "$TestDrive/right.csv"
    Set-Content $right 'id,ra,dec,mag', 'x,10.0001,20,15', 'y,50.0001,20,17'
    $measured = "$TestDrive/measured.ecsv"
    Set-Content $measured '# %ECSV 1.0', '# ---', '# datatype:', '# - {name: id, datatype: string}', '# - {name: ra, datatype: float64, unit: deg}',
    '# - {name: dec, datatype: float64, unit: deg}', '# - {name: err, datatype: float64, unit: arcsec}', 'id ra dec err', 'a 10 20 0.5', 'b 50 20 0.4'
    $rows = Import-AstroTable $left
    $objects = Import-Csv $left
    $inArcsec = Import-AstroTable $measured
}

Describe 'The script block of -Where' {
    It 'is rejected if it names a property that a match does not have: <_>' -ForEach '$_.mag -lt 1', '$_.mag_1 -lt 15', '$_.Lft.mag -lt 20',
    '$_.Left.mag -lt 20 -and $_.Rigth.mag -lt 15', 'if ($_.mag) { $true }', '"$($_.mag)" -eq 15', '$PSItem.Sep -lt 1' {
        $problem = Get-OnlyError "Find-SkyMatch `$left `$right 2arcsec -Where { $_ }"
        $problem.Id | Should -Be ColumnNotFound
        foreach ($name in 'Left', 'Right', 'SepArcsec', 'PositionAngle', 'NormalizedSep', 'SepParsec') { $problem.Advice | Should -Match "\b$name\b" }
    }

    It 'is rejected in a match of a table with itself, and of objects' {
        (Get-OnlyError 'Find-SkyMatch $left 2arcsec -Where { $_.mag -lt 1 }').Id | Should -Be ColumnNotFound
        (Get-OnlyError '$objects | Find-SkyMatch $right 2arcsec -Where { $_.mag -lt 1 }').Id | Should -Be ColumnNotFound
    }

    It 'may use all that a match has, and $_ of a script block inside' {
        Find-SkyMatch $left $right 2arcsec -Where { $_.sepArcsec -lt 2 -and $_.PositionAngle -lt 360 -and $_.PSObject.Properties['Left'] } | Should -HaveCount 2
        Find-SkyMatch $left $right 2arcsec -Where { @($_.Left.mag, $_.Right.mag | ForEach-Object { $_.GetType() } | Where-Object { $_.Name }).Count -eq 2 } |
            Should -HaveCount 2
    }
}

Describe 'The script block of a radius' {
    It 'is rejected if no object has a property that it names: -<_>' -ForEach 'LeftRadius { $_.errr / 3600 }', 'LeftRadius { "$(3 * $_.errr)arcsec" }',
    'LeftEllipse { $_.errr }, { 0 }, { 0 } -RightEllipse { 1 }, { 1 }, { 0 } -MaxNormalizedSep 3' {
        foreach ($side in '$rows', '$objects', '(Import-AstroTable $left -AsTable)') {
            $problem = Get-OnlyError "Find-SkyMatch $side `$right -$_"
            $problem.Id | Should -Be ColumnNotFound -Because $side
            $problem.Text | Should -Match 'errr'
            "$($problem.Text) $($problem.Advice)" | Should -Match '\berr\b'
        }
    }

    It 'gives a warning if its bare numbers are large as degrees' {
        $told = (Invoke-Line '$rows | Find-SkyMatch $right -LeftRadius { 3 * $_.err }').Warnings
        $told | Should -HaveCount 1
        $told[0] | Should -Match 'LeftRadius.*degrees.*1\.5'
    }

    It 'gives a warning if its bare numbers are those of a column with another unit' {
        $told = (Invoke-Line '$inArcsec | Find-SkyMatch $right -LeftRadius { 0.1 * $_.err }').Warnings
        $told | Should -HaveCount 1
        $told[0] | Should -Match "LeftRadius.*degrees.*'err'.*arcsec"
    }

    It 'is an error as the name of a column if it only returns one without a unit: <_>' -ForEach '{ $_.err }', '{ ($PSItem.Err) }' {
        foreach ($side in '$rows', '$objects') {
            $problem = Get-OnlyError "Find-SkyMatch $side `$right -LeftRadius $_"
            $problem.Id | Should -Be UnitMissing -Because $side
            $problem.Text | Should -Match 'err.*has no unit \(median 0\.5\)'
            $problem.Advice | Should -Match "-LeftRadius '[Ee]rr:arcsec'"
        }
    }

    It 'gives a warning if it takes <Name> in rad for degrees' -ForEach @(
        @{ Name = 'a position angle'; Ellipse = '{ "$($_.err)arcsec" }, { "$($_.err)arcsec" }, { 1 * $_.pa }' }
        @{ Name = 'a radius'; Ellipse = '{ 3 * $_.r }, { "$($_.err)arcsec" }, { 0 }' }
    ) {
        $inRadians = $inArcsec | Add-AstroColumn pa -Unit rad { if ($_.id -eq 'a') { 1.5 } else { -0.5 } } | Add-AstroColumn r -Unit rad { 1e-5 }
        $told = (Invoke-Line "`$inRadians | Find-SkyMatch `$right -LeftEllipse $Ellipse -RightEllipse 1arcsec, 1arcsec, 0 -MaxNormalizedSep 3").Warnings
        $told | Should -HaveCount 1
        $told[0] | Should -Match "LeftEllipse.*degrees.*'(pa|r)' is in rad.*rad"
        (Invoke-Line '$inRadians | Find-SkyMatch $right -LeftEllipse { $_.r }, { $_.r * 180 / [Math]::PI }, { 180 / [Math]::PI * $_.pa } -RightEllipse 1arcsec, 1arcsec, 0 -MaxNormalizedSep 3').Warnings |
            Should -BeNullOrEmpty
    }

    It 'gives no warning if it returns degrees, a value with its unit, or a text with one: <_>' -ForEach '{ $_.err / 3600 }', '{ $_.err }',
    '{ "$(3 * $_.err)arcsec" }', '{ 0.001 }' {
        (Invoke-Line "`$inArcsec | Find-SkyMatch `$right -LeftRadius $_").Warnings | Should -BeNullOrEmpty
    }

    It 'may return a text without its number where a value is missing' {
        $some = @(
            [pscustomobject]@{ id = 'a'; ra = 10.0; dec = 20.0; err = 1.0 }
            [pscustomobject]@{ id = 'b'; ra = 50.0; dec = 20.0; err = $null }
            [pscustomobject]@{ id = 'c'; ra = 60.0; dec = 20.0; err = [double]::NaN })
        $ran = Invoke-Line '$some | Find-SkyMatch $right -LeftRadius { "$(3 * $_.err)arcsec" }'
        $ran.Output.Left.id | Should -Be a
        (Invoke-Line '$some | Find-SkyMatch $right -LeftRadius { "$($_.err)arcsec" }').Output.Left.id | Should -Be a
        (Invoke-Line '$some | Find-SkyMatch $right -LeftRadius { "$($_.err)`"" }').Output.Left.id | Should -Be a
        $problem = Get-OnlyError '$some | Find-SkyMatch $right -LeftRadius { "$($_.id)arcsec" }'
        $problem.Id | Should -Be AngleInvalid
        $problem.Text | Should -Match '-LeftRadius.*object 1\b'
    }
}

Describe 'The script block of a column or a figure' {
    BeforeAll {
        $matched = Find-SkyMatch $left $right 2arcsec
        $some = [pscustomobject]@{ id = 'a' }, [pscustomobject]@{ id = 'b'; mag = 2.5 }, [pscustomobject]@{ id = 'c'; mag = 3 }
    }

    It 'is rejected if no object has a property that it names: <_>' -ForEach '$rows | Add-AstroColumn z { $_.magg + 1 }', '$objects | Add-AstroColumn z { $_.magg + 1 }',
    '(Import-AstroTable $left -AsTable) | Add-AstroColumn z { $_.magg + 1 }', '$matched | Add-AstroColumn z { $_.Left.mag - $_.Right.magg }',
    '$matched | Export-ScatterPlot "$TestDrive/never.svg" { $_.Left.magg + 1 } SepArcsec', '$rows | Export-ScatterPlot "$TestDrive/never.svg" { $_.magg + 1 } mag',
    '$rows | Export-ScatterPlot "$TestDrive/never.svg" err mag -GroupBy { $_.magg -gt 15 }', '$rows | Export-Histogram "$TestDrive/never.svg" { $_.magg + 1 }',
    '$rows | Export-SkyMap "$TestDrive/never.svg" -ColorBy { $_.magg + 1 }' {
        $problem = Get-OnlyError $_
        $problem.Id | Should -Be ColumnNotFound
        $problem.Text | Should -Match "'magg'.*\bmag\b"
        "$TestDrive/never.svg" | Should -Not -Exist
        (Invoke-Line $_).Output | Should -BeNullOrEmpty
    }

    It 'may name a property that only some objects have, and keeps their order' {
        $added = $some | Add-AstroColumn twice { 2 * $_.mag }
        $added.id | Should -Be a, b, c
        $added.twice | Should -Be 0, 5, 6
        ($matched | Add-AstroColumn diff { $_.Left.mag - $_.Right.mag }).diff | Should -Be 0, -1
        $some | Export-Histogram "$TestDrive/some.svg" { $_.mag + 1 } -Bins 2 | Should -Not -BeNullOrEmpty
    }

    It 'copies the number of a missing side as NaN' {
        $all = Find-SkyMatch $left (Import-AstroTable $right | Add-AstroColumn flux { $_.mag + 0.5 } | Select-Object -Last 1) 2arcsec -Join Left
        $all.Right.flux | Should -Be 17.5
        foreach ($unit in @{}, @{ Unit = 'mag' }) {
            $copied = $all | Add-AstroColumn "copy$($unit.Count)" @unit { $_.Right.flux }
            [double]::IsNaN($copied[0]."copy$($unit.Count)") | Should -BeTrue
            $copied[1]."copy$($unit.Count)" | Should -Be 17.5
        }
    }
}

Describe 'A list where one property is expected' {
    It 'is rejected with what to type: <_>' -ForEach 'Export-Histogram $TestDrive/f.png err,mag', 'Export-Histogram $TestDrive/f.png err -GroupBy err,mag',
    'Export-BarChart $TestDrive/f.png id,mag', 'Export-ScatterPlot $TestDrive/f.png err mag -ColorBy err,mag', 'New-SkyMapLayer -ColorBy err,mag' {
        $problem = Get-OnlyError "`$rows | $_"
        $problem.Text | Should -Match 'one property'
        $problem.Text | Should -Match 'mag'
        $problem.Text | Should -Not -Match 'PropertySelector|not supported'
    }
}

Describe 'A file that is cut off' {
    It 'is to be copied again, not reported to a service' {
        Import-AstroTable $left | Export-AstroTable "$TestDrive/whole.vot"
        $text = Get-Content "$TestDrive/whole.vot" -Raw
        Set-Content "$TestDrive/cut.vot" $text.Substring(0, $text.Length / 2) -NoNewline
        $problem = Get-OnlyError 'Import-AstroTable "$TestDrive/cut.vot"'
        $problem.Id | Should -Be TableTruncated
        $problem.Advice | Should -Match 'file'
        $problem.Advice | Should -Not -Match 'service'
    }
}

Describe 'A time of unspecified kind' {
    It 'is in UTC, as in tables' {
        # In a process of its own: a time zone is read once.
        $zone = $env:TZ
        try {
            $env:TZ = 'America/New_York'
            $counts = Invoke-NewPowerShell ("Import-Module '$modulePath'; Use-AstroArchive -Simulated -Scale 0.05; `$first = Get-ChandraObservation | Where-Object Time | Sort-Object Time | Select-Object -First 1; " +
                "`$time = [datetime]::SpecifyKind(`$first.Time, 'Unspecified'); " +
                '@(Get-ChandraObservation -Before $time.AddSeconds(1)).Count; @(Get-ChandraObservation -Before $time.AddSeconds(-1)).Count')
            $counts | Should -Be 1, 0
        }
        finally {
            $env:TZ = $zone
        }
    }
}

Describe 'Right ascensions in hours without a unit' {
    It 'give a warning of Add-OpticalCounterpart, from <_>' -ForEach 'Import-AstroTable', 'Import-Csv' {
        Use-AstroArchive -Simulated -Scale 0.05
        Set-Content "$TestDrive/hours.csv" 'name,ra,dec', 'a,1.5,-40', 'b,12.5,0', 'c,23.5,60'
        $told = (Invoke-Line "$_ `$TestDrive/hours.csv | Add-OpticalCounterpart -Catalog Gaia").Warnings
        $told | Should -HaveCount 1
        $told[0] | Should -Match "24.*hours.*Import-AstroTable -Unit @\{ 'ra' = 'hourangle' \}"
        Set-Content "$TestDrive/degrees.csv" 'name,ra,dec', 'a,1.5,-40', 'b,12.5,0', 'c,223.5,60'
        (Invoke-Line "$_ `$TestDrive/degrees.csv | Add-OpticalCounterpart -Catalog Gaia").Warnings | Should -BeNullOrEmpty
    }

    It 'give none with their unit' {
        Set-Content "$TestDrive/hours.csv" 'name,ra,dec', 'a,1.5,-40', 'b,12.5,0', 'c,23.5,60'
        $ran = Invoke-Line "Import-AstroTable `$TestDrive/hours.csv -Unit @{ 'ra' = 'hourangle' } | Add-OpticalCounterpart -Catalog Gaia"
        $ran.Errors | Should -BeNullOrEmpty
        $ran.Warnings | Should -BeNullOrEmpty
        $ran.Output | Should -HaveCount 3
    }
}
