# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $left, $right, $third = "$TestDrive/left.csv", "$TestDrive/right.csv", "$TestDrive/third.csv"
    # Of each right object, the near one is the wrong one. All separations are 0.36 arcsec or 0.72 arcsec.
    Set-Content $left "id,ra,dec,mag,mjd,field,plx`na,10,0,15,58000,F1,10`nb,20,0,16,58001,F2,20`nc,30,0,,58002,,`nd,40,0,18,58003,F1,-1"
    Set-Content $right ("id,ra,dec,mag,mjd,field,d`na,10.0001,0,19,58000.1,F9,100`nA,10.0002,0,15.2,58000.2,f1,0.1`n" +
        "b,20.0001,0,16.1,59000,F2,50`nB,20.0002,0,20,58001.5,F2,`nc,30.0001,0,17,58002,F1,1`nd,40.0001,0,,58003,F1,1`nz,99,0,9,58003,F1,1")
    Set-Content $third "id,ra,dec,mag`nx,10.0001,0,21`ny,20,0,22"
    $leftRows, $rightRows = (Import-Csv $left), (Import-Csv $right)
    $folder = $TestDrive
    function Get-Pair {
        param([string] $Line)
        ((Invoke-Line $Line).Output | ForEach-Object ToString) -join ', '
    }
}

Describe 'Find-SkyMatch -Where' {
    It 'filters before the best is chosen, on whole columns: <Where>' -ForEach @(
        @{ Where = '[Math]::Abs($_.Left.mag - $_.Right.mag) -lt 1'; Expected = 'a × A, b × b' }
        @{ Where = '[Math]::Abs($_.Left.mag - $_.Right.mag) -lt $limit'; Expected = 'a × A, b × b' }
        @{ Where = '[Math]::Abs($_.Left.mjd - $PSItem.Right.mjd) -le 0.5'; Expected = 'a × a, b × B, c × c, d × d' }
        @{ Where = '$_.Left.field -eq $_.Right.field'; Expected = 'a × A, b × b, d × d' }
        @{ Where = '$_.Left.field -ceq $_.Right.field'; Expected = 'b × b, d × d' }
        @{ Where = '$_.Left.field -ne $_.Right.field'; Expected = 'a × a' }
        @{ Where = '$_.Right.mag -gt 18 -and $_.Left.mjd -lt 58002'; Expected = 'a × a, b × B' }
        @{ Where = '$_.Right.mag -gt 18 -or $_.Right.field -eq "f1"'; Expected = 'a × a, b × B, c × c, d × d' }
        @{ Where = '-not ($_.Right.mag -gt 18)'; Expected = 'a × A, b × b, c × c' }
        @{ Where = '!($_.left.MAG -lt 16)'; Expected = 'b × b, d × d' }
        @{ Where = '$null -eq $_.Left.mag'; Expected = 'c × c' }
        @{ Where = '$_.Right.mag -ne $null -and $_.Left.field -eq ''F1'''; Expected = 'a × a' }
        @{ Where = '[double]::IsNaN($_.Right.mag)'; Expected = 'd × d' }
        @{ Where = '$_.Left.field -eq ""'; Expected = 'c × c' }
        @{ Where = '2 * ($_.Right.mag - $_.Left.mag) / 2 -ge 4'; Expected = 'a × a, b × B' }
        @{ Where = '[Math]::Max($_.Left.mag, $_.Right.mag) -le 16.1'; Expected = 'a × A, b × b' }
        @{ Where = '$_.SepArcsec -gt 0.5'; Expected = 'a × A, b × B' }
        @{ Where = '$_.Right.id -ceq $_.Left.id'; Expected = 'a × a, b × b, c × c, d × d' }
        @{ Where = '[double] $_.Left.mag -eq 15'; Expected = 'a × a' }
    ) {
        $limit = 1
        $line = "Find-SkyMatch `$left `$right 1arcsec -Mode BestForLeft -Where { $Where }"
        Get-Pair $line | Should -BeExactly $Expected
        (Invoke-Line "$line -Verbose").Verbose | Should -Contain '-Where is evaluated on whole columns.'
    }

    It 'runs any other script block for each pair, with the same result: <Where>' -ForEach @(
        @{ Where = '[int] ([Math]::Abs($_.Left.mag - $_.Right.mag)) -lt 1'; Expected = 'a × A, b × b' }
        @{ Where = '$_.Left.field -like "f1" -and $_.Right.field -like "f1"'; Expected = 'a × A, d × d' }
        @{ Where = '$near = [Math]::Abs($_.Left.mjd - $_.Right.mjd) -lt $limit; $near'; Expected = 'a × a, b × B, c × c, d × d' }
        @{ Where = '$_.PositionAngle -gt 89 -and $_.SepArcsec -gt 0.5'; Expected = 'a × A, b × B' }
        @{ Where = '$_.Left.id -in "a", "d"'; Expected = 'a × a, d × d' }
        @{ Where = '$_.Left.id'; Expected = 'a × a, b × b, c × c, d × d' }
        # Texts are joined, as in PowerShell.
        @{ Where = '$_.Left.id + $_.Left.field -eq "aF1"'; Expected = 'a × a' }
        @{ Where = ''; Expected = '' }
        @{ Where = '[int] $_.Right.mag -lt 17'; Expected = 'a × A, b × b' }
        @{ Where = '[Math]::Floor($_.Left.mag) -lt 16'; Expected = 'a × a' }
        # A missing number counts as 0 in PowerShell, and 0 is below 17.
        @{ Where = '[decimal] $_.Right.mag -lt 17 -and $_.Right.mag -lt 17'; Expected = 'a × A, b × b' }
    ) {
        $limit = 1
        $line = "Find-SkyMatch `$left `$right 1arcsec -Mode BestForLeft -Where { $Where }"
        Get-Pair $line | Should -BeExactly $Expected
        (Invoke-Line "$line -Verbose").Verbose | Should -Contain (
            '-Where runs as a script block for each pair, which is slow; ' +
            'comparisons of columns and numbers, joined by -and or -or, are fast.')
    }

    It 'is for every input, mode, join and output: <Line>' -ForEach @(
        @{ Expected = 'a × A, b × b'; Line = '$leftRows | Find-SkyMatch $rightRows 1arcsec -Where $similar' }
        @{
            Expected = 'a × A, b × b'
            Line = 'Import-AstroTable $left | Find-SkyMatch (Import-AstroTable $right -AsTable) 1arcsec -Where $similar'
        }
        @{ Expected = 'a × A, b × b'; Line = 'Find-SkyMatch $left $right 1arcsec -Where $similar -Mode BestBoth' }
        @{ Expected = 'a × A, b × b'; Line = 'Find-SkyMatch $left $right 1arcsec -Where $similar -Top 1' }
        @{ Expected = 'a × A, b × b, c × , d × '; Line = 'Find-SkyMatch $left $right 1arcsec -Where $similar -Join Left' }
        @{ Expected = 'c × , d × '; Line = 'Find-SkyMatch $left $right 1arcsec -Where $similar -Join LeftAnti' }
        @{ Expected = ''; Line = 'Find-SkyMatch $left @() 1arcsec -Where $similar' }
        @{ Expected = 'a × , b × , c × , d × '; Line = 'Find-SkyMatch $left @() 1arcsec -Where $similar -Join Left' }
        @{ Expected = 'b × B'; Line = 'Find-SkyMatch $right 1arcsec -Where { $_.Left.field -eq $_.Right.field }' }
        @{ Expected = 'a × A'; Line = 'Find-SkyMatch $right 1arcsec -Where { $_.Left.mag -lt 20 -and $_.Right.mag -lt 20 }' }
    ) {
        $similar = { [Math]::Abs($_.Left.mag - $_.Right.mag) -lt 1 }
        Get-Pair $Line | Should -BeExactly $Expected
    }

    It 'is for tables, files and groups' {
        $similar = { [Math]::Abs($_.Left.mag - $_.Right.mag) -lt 1 }
        $table = Find-SkyMatch $left $right 1arcsec -Where $similar -AsTable
        $table['id_2'].GetValue(0), $table['id_2'].GetValue(1), $table.RowCount | Should -BeExactly A, b, 2
        Find-SkyMatch $left $right 1arcsec -Where $similar -OutFile "$folder/out.csv" | Should -BeOfType IO.FileInfo
        (Import-Csv "$folder/out.csv").id_2 | Should -BeExactly A, b
        $group = Find-SkyMatch $right 1arcsec -AsGroup -Where { $_.Left.field -eq $_.Right.field }
        $group.Members.id | Should -BeExactly b, B
    }

    It 'knows the properties of objects, and their columns by the names of the properties' {
        Use-AstroArchive -Simulated -Scale 0.05
        $fermi, $chandra = (Get-FermiSource), (Get-ChandraSource)
        $all = Find-SkyMatch $fermi $chandra 0.3deg
        $expected = $all | Where-Object { $_.Left.EnergyFlux -gt 1e-11 -and $_.Right.Flux -gt 1e-14 }
        $line = 'Find-SkyMatch $fermi $chandra 0.3deg -Where { $_.Left.EnergyFlux -gt 1e-11 -and $_.Right.Flux -gt 1e-14 }'
        (Invoke-Line $line).Output.Count | Should -Be @($expected).Count
        @($expected).Count | Should -BeGreaterThan 0
        $all.Count | Should -BeGreaterThan @($expected).Count
        (Invoke-Line "$line -Verbose").Verbose | Should -Contain '-Where is evaluated on whole columns.'
    }

    It 'finds the neighbour of the right magnitude, and three tables in two calls' {
        Set-Content "$folder/a.csv" "id,ra,dec,mag`na,10,20,15"
        Set-Content "$folder/b.csv" "id,ra,dec,mag`nX,10.00002,20,19`nY,10.0001,20,15.1"
        Set-Content "$folder/c.csv" "id,ra,dec`nc,10,20"
        Push-Location $folder
        try {
            $near = { [Math]::Abs($_.Left.mag - $_.Right.mag) -lt 1 }
            "$(Find-SkyMatch a.csv b.csv 1arcsec -Mode BestForLeft)" | Should -BeExactly 'a × X'
            "$(Find-SkyMatch a.csv b.csv 1arcsec -Mode BestForLeft -Where $near)" | Should -BeExactly 'a × Y'
            Find-SkyMatch a.csv b.csv 1arcsec | Find-SkyMatch c.csv 1arcsec | Should -HaveCount 2
            (Find-SkyMatch a.csv b.csv 1arcsec -AsTable | Find-SkyMatch c.csv 1arcsec -AsTable).RowCount | Should -Be 2
        }
        finally {
            Pop-Location
        }
    }

    It 'sees the variables of the function that it is written in' {
        function Find-Similar {
            param($Within, [switch] $Slowly)
            $inner = $Within / 2
            if ($Slowly) {
                return Find-SkyMatch $left $right 1arcsec -Where { $x = $_; [Math]::Abs($x.Left.mag - $x.Right.mag) -lt $inner }
            }
            Find-SkyMatch $left $right 1arcsec -Where { [Math]::Abs($_.Left.mag - $_.Right.mag) -lt $inner }
        }
        $module = New-Module {
            function Find-SimilarInModule {
                param($A, $B, $Within)
                $inner = $Within / 2
                Find-SkyMatch $A $B 1arcsec -Where { [Math]::Abs($_.Left.mag - $_.Right.mag) -lt $inner }
            }
        }
        "$(Find-Similar 2)" | Should -BeExactly 'a × A b × b'
        "$(Find-Similar 0.3)" | Should -BeExactly 'b × b'
        "$(Find-Similar 0.3 -Slowly | Where-Object { $_.Left.mag })" | Should -BeExactly 'b × b'
        "$(Find-SimilarInModule $left $right 2)" | Should -BeExactly 'a × A b × b'
        $module | Remove-Module
    }

    It 'tells of what is wrong: <Line>' -ForEach @(
        @{ Id = 'ColumnNotFound'; Part = "no column 'magg'"; Line = 'Find-SkyMatch $left $right 1arcsec -Where { $_.Left.magg -lt 1 }' }
        @{
            Id = 'ColumnNotFound'; Part = "property 'magg'"
            Line = '$leftRows | Find-SkyMatch $right 1arcsec -Where { $_.Left.magg -like "1*" }'
        }
        @{ Id = 'ColumnNotFound'; Part = "'magg'"; Line = 'Find-SkyMatch $left $right 1mas -Where { $_.Right.magg -lt 1 }' }
        @{
            Id = 'PairConditionFailed'
            Part = 'a × a (row 1 on the left, row 1'
            Line = 'Find-SkyMatch $left $right 1arcsec -Where { throw "no" }'
        }
        @{
            Id = 'PairConditionFailed'; Part = 'Foo'
            Line = 'Find-SkyMatch $left $right 1arcsec -Where { $_.Left.mag.Foo() }'
        }
        @{
            Id = 'ValueInvalid'; Part = "'F1' is not a number"
            Line = 'Find-SkyMatch $left $right 1arcsec -Where { $_.Left.field - $_.Right.field -lt 1 }'
        }
    ) {
        $problem = Get-OnlyError $Line
        $problem.Id | Should -BeExactly $Id
        $problem.Text | Should -MatchExactly ([regex]::Escape($Part))
        $problem.Advice | Should -Not -BeNullOrEmpty
    }
}

Describe 'Selected matches as a side' {
    It 'are at the position of the left object: <Keep>' -ForEach @(
        @{ Keep = 'Left', 'Right', 'SepArcsec' }, @{ Keep = 'Left', 'SepArcsec' }, @{ Keep = , 'Left' }, @{ Keep = 'Right', 'SepArcsec', 'Left' }
    ) {
        foreach ($matched in (Find-SkyMatch $left $right 1arcsec -Mode BestForLeft), ($leftRows | Find-SkyMatch $right 1arcsec -Mode BestForLeft)) {
            $found = $matched | Select-Object $Keep | Find-SkyMatch $third 1arcsec
            "$($found.Left.Left.id)" | Should -BeExactly 'a b'
            "$($found.Right.id)" | Should -BeExactly 'x y'
            $found.SepArcsec | Should -Be ($matched | Find-SkyMatch $third 1arcsec).SepArcsec
        }
    }

    It 'also after Clixml, and as rows' {
        Find-SkyMatch $left $right 1arcsec -Mode BestForLeft | Select-Object Left, Right, SepArcsec | Export-Clixml "$folder/selected.xml" -Depth 3
        "$((Import-Clixml "$folder/selected.xml" | Find-SkyMatch $third 1arcsec).Right.id)" | Should -BeExactly 'x y'
        $table = Find-SkyMatch $left $right 1arcsec -Mode BestForLeft | Select-Object Left, Right, SepArcsec | Find-SkyMatch $third 1arcsec -AsTable
        "$($table.Rows.id_1)$($table.RowCount)" | Should -BeLike '*2'
    }
}

Describe 'A hint for a column without a unit' {
    It 'proposes the unit in its name: <Name>' -ForEach @(
        @{ Name = 'err_arcmin'; Unit = 'arcmin' }, @{ Name = 'e_pos_mas'; Unit = 'mas' }, @{ Name = 'err_DEG'; Unit = 'deg' }, @{ Name = 'err'; Unit = 'arcsec' }, @{ Name = 'grad'; Unit = 'arcsec' }
    ) {
        $objects = [pscustomobject]@{ ra = 10; dec = 0; $Name = 3.0 }
        $problem = Get-OnlyError "`$objects | Find-SkyMatch `$right -LeftRadius $Name"
        $problem.Id | Should -BeExactly UnitMissing
        $problem.Advice | Should -BeExactly "Write the unit after the name, if they are in ${Unit}: -LeftRadius '${Name}:$Unit'."
    }
}

Describe 'A script block that fails' {
    It 'ends the command with one error whatever $ErrorActionPreference is: <Line>' -ForEach @(
        @{ Id = 'PairConditionFailed'; Part = "*a × a (row 1 on the left*'F1'*"; Line = 'Find-SkyMatch $left $right 1arcsec -Where { [int] $_.Left.field -lt 3 }' }
        @{ Id = 'PairConditionFailed'; Part = '*: not this one'; Line = 'Find-SkyMatch $left $right 1arcsec -Where { Write-Error "not this one"; $true }' }
        @{ Id = 'PairConditionFailed'; Part = '*'; Line = 'Find-SkyMatch $left $right 1arcsec -Where { [int] $_.Left.field -lt 3 } -ErrorAction SilentlyContinue' }
        @{ Id = 'ScriptBlockFailed'; Part = '*object 1*'; Line = '$leftRows | Add-AstroColumn n { [int] $_.field }' }
        @{ Id = 'ScriptBlockFailed'; Part = '*object 3*null*'; Line = 'Import-AstroTable $left | Add-AstroColumn n { if ($_.id -eq "c") { $null.Foo() } else { 1 } }' }
        @{ Id = 'ScriptBlockFailed'; Part = '*object 1*'; Line = '$leftRows | Find-SkyMatch $right -LeftRadius { [int] $_.field }' }
        @{ Id = 'ScriptBlockFailed'; Part = '*object 1*'; Line = '$leftRows | Find-SkyMatch $right -LeftEllipse { [int] $_.field }, 1arcsec, 0deg' }
        @{ Id = 'ScriptBlockFailed'; Part = '*object 1*'; Line = '$leftRows | Export-ScatterPlot "$folder/never.svg" ra dec -ColorBy { [int] $_.field }' }
        @{ Id = 'ScriptBlockFailed'; Part = '*no such*'; Line = '$leftRows | Export-Histogram "$folder/never.svg" { Get-Item "/no such" }' }
    ) {
        foreach ($preference in 'Continue', 'SilentlyContinue', 'Stop') {
            $ErrorActionPreference = $preference
            $problem = $null
            $output = try { & ([scriptblock]::Create($Line)) 2>&1 } catch { $problem = $_ }
            $output | Should -BeNullOrEmpty
            ($problem.FullyQualifiedErrorId -split ',')[0] | Should -BeExactly $Id
            "$problem" | Should -BeLike $Part
            $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
        "$folder/never.svg" | Should -Not -Exist
    }

    It 'may handle its errors itself' {
        Get-Pair 'Find-SkyMatch $left $right 1arcsec -Where { try { [int] $_.Left.field -lt 3 } catch { $_.Exception -and $true } }' | Should -BeExactly (Get-Pair 'Find-SkyMatch $left $right 1arcsec')
        Get-Pair 'Find-SkyMatch $left $right 1arcsec -Where { Get-Item "/no such" -ErrorAction Ignore; $true }' | Should -BeExactly (Get-Pair 'Find-SkyMatch $left $right 1arcsec')
    }
}

Describe 'Find-SkyMatch with matches on a side' {
    It 'matches each match of two tables with a third: <Line>' -ForEach @(
        @{
            Expected = 'a × a × x, a × A × x, b × b × y, b × B × y'
            Line = 'Find-SkyMatch $left $right 1arcsec | Find-SkyMatch $third 1arcsec'
        }
        @{ Expected = 'a × a × x, b × b × y'; Line = 'Find-SkyMatch $left $right 1arcsec -Mode BestForLeft | Find-SkyMatch $third 1arcsec' }
        @{
            Expected = 'x × a × a, x × a × A'
            Line = 'Find-SkyMatch $third (Find-SkyMatch $left $right 1arcsec) 1arcsec -RightPosition ra_2, dec_2 | ' +
            'Where-Object { $_.Left.id -eq "x" }'
        }
        @{ Expected = ''; Line = 'Find-SkyMatch $left $right 1arcsec | Find-SkyMatch $third 1arcsec -Where { $_.Left.NormalizedSep -lt 1 }' }
        @{ Expected = 'a × a × x'; Line = 'Find-SkyMatch $left $right 1arcsec | Find-SkyMatch $third 0.1arcsec -LeftPosition ra_2, dec_2' }
        @{
            Expected = 'a × A × x'
            Line = 'Find-SkyMatch $left $right 1arcsec | ' +
            'Find-SkyMatch $third 1arcsec -Where { $_.Left.Right.mag -lt 16 -and $_.Left.SepArcsec -gt 0.5 }'
        }
        @{
            Expected = 'a × A × x, b × B × y'
            Line = 'Find-SkyMatch $left $right 1arcsec | Find-SkyMatch $third 1arcsec -Where { $_.Left.SepArcsec -gt 0.5 }'
        }
        @{
            Expected = 'a × a × x × a, b × b × y × b, b × B × y × b'
            Line = 'Find-SkyMatch $left $right 1arcsec | Find-SkyMatch $third 1arcsec | Find-SkyMatch $right 0.5arcsec | ' +
            'Where-Object { "$_" -cnotlike "*A × x*" }'
        }
    ) {
        Get-Pair $Line | Should -BeExactly $Expected
    }

    It 'keeps all columns, with names of their own, however the matches come: <Line>' -ForEach @(
        @{ Line = 'Find-SkyMatch $left $right 1arcsec | Find-SkyMatch $third 1arcsec' }
        @{ Line = 'Find-SkyMatch $left $right 1arcsec -AsTable | Find-SkyMatch $third 1arcsec' }
        @{ Line = 'Find-SkyMatch $left $right 1arcsec -OutFile $folder/two.csv | Find-SkyMatch $third 1arcsec' }
        @{ Line = 'Find-SkyMatch $left $right 1arcsec -OutFile $folder/two.vot | Find-SkyMatch $third 1arcsec' }
    ) {
        $names = 'id_1', 'ra_1', 'dec_1', 'mag_1', 'mjd_1', 'field_1', 'plx', 'id_2', 'ra_2', 'dec_2', 'mag_2', 'mjd_2', 'field_2', 'd',
        'sep_arcsec_1', 'position_angle_1', 'id', 'ra', 'dec', 'mag', 'sep_arcsec', 'position_angle'
        $table = (Invoke-Line "$Line -AsTable").Output[0]
        $table.Columns.Name | Should -BeExactly $names
        $table.RowCount | Should -Be 4
        $null = Invoke-Line "$Line | Export-AstroTable `$folder/three.csv"
        (Get-Content "$folder/three.csv")[0] | Should -BeExactly ($names -join ',')
        [double] (Import-Csv "$folder/three.csv")[1].sep_arcsec_1 | Should -BeGreaterThan 0.7
    }

    It 'keeps them in Clixml' {
        $matched = Find-SkyMatch $left $right 1arcsec | Find-SkyMatch $third 1arcsec
        $matched | Export-AstroTable "$folder/live.csv"
        $matched | Export-Clixml "$folder/matches.xml"
        Import-Clixml "$folder/matches.xml" | Export-AstroTable "$folder/stored.csv"
        Get-Content "$folder/stored.csv" | Should -BeExactly (Get-Content "$folder/live.csv")
        Import-Clixml "$folder/matches.xml" | Find-SkyMatch $right 0.1arcsec | Should -HaveCount 0
        Import-Clixml "$folder/matches.xml" | Find-SkyMatch $right 0.5arcsec | Should -HaveCount 4
    }

    It 'draws a match of matches where its left object is' {
        (Find-SkyMatch $left $right 1arcsec | Find-SkyMatch $third 1arcsec | New-SkyMapLayer).RA | Should -BeExactly 10, 10, 20, 20
    }

    It 'counts matches without a left object as rows without a position' {
        Find-SkyMatch $left $right 1arcsec -Join Full | Find-SkyMatch $third 1arcsec -WarningVariable problems -WarningAction SilentlyContinue | Out-Null
        $problems | Should -BeLike '*rows have no usable position*'
        Get-Pair 'Find-SkyMatch $left $right 0.1mas -Join RightAnti | Find-SkyMatch $third 0.1arcsec' | Should -BeExactly ' × a × x'
    }
}

Describe 'Find-SkyMatch by other criteria' {
    It 'matches: <Line>' -ForEach @(
        @{ Expected = 'a × A, b × B'; Line = 'Find-SkyMatch $left $right 1arcsec -MinRadius 0.5arcsec' }
        @{ Expected = 'a × A, b × B'; Line = 'Find-SkyMatch $left $right -LeftRadius 1arcsec -MinRadius 0.5arcsec -Mode BestForLeft' }
        @{ Expected = ''; Line = 'Find-SkyMatch $right 1arcsec -MinRadius 0.5arcsec' }
        @{ Expected = 'a × A, b × B'; Line = 'Find-SkyMatch $right 0.5arcsec -MinRadius 0.3arcsec' }
        @{ Expected = ' × A,  × B,  × z'; Line = 'Find-SkyMatch $left $right 0.5arcsec -Join FullAnti' }
        @{
            Expected = 'a × , b × , c × , d × ,  × z'
            Line = 'Find-SkyMatch $left $right 1arcsec -MinRadius 0.8arcsec -Join FullAnti | Where-Object { "$_" -notlike " × [a-d]" }'
        }
        # Upper and lower case differ.
        @{ Expected = 'a × a, b × b, c × c, d × d'; Line = 'Find-SkyMatch $left $right -Key id' }
        @{
            Expected = 'a × c, a × d, a × z, b × b, b × B, d × c, d × d, d × z'
            Line = 'Find-SkyMatch $left $right -LeftKey field -RightKey field -WarningAction Ignore'
        }
        @{
            Expected = 'b × b, d × d'
            Line = 'Find-SkyMatch $left $right -Key field -WarningAction Ignore -Mode BestForLeft | Where-Object SepArcsec -lt 1'
        }
        @{
            Expected = 'b × B'
            Line = 'Find-SkyMatch $left $right -Key field -WarningAction Ignore -MinRadius 0.5arcsec -Where { $_.SepArcsec -lt 1 }'
        }
        @{
            Expected = 'a × , c × '
            Line = 'Find-SkyMatch $left $third -LeftKey mag -RightKey mag -Join LeftAnti -WarningAction Ignore ' +
            '| Where-Object { $_.Left.id -in "a", "c" }'
        }
        @{
            Expected = 'a × a, a × A, b × b, c × c, d × d'
            Line = '$leftRows | Find-SkyMatch $rightRows -Where { $_.Left.id -eq $_.Right.id } -Radius 1arcsec ' +
            '| Where-Object { "$_" -cne "b × B" }'
        }
        @{
            Expected = 'c × d, c × z, d × z'
            Line = 'Find-SkyMatch $right -Key field -WarningAction Ignore | Where-Object { $_.Left.field -eq "F1" ' +
            '-and $_.Left.id -cne "A" }'
        }
        # 1/10 mas is 100 pc, 1/20 mas is 50 pc; a parallax below 0 is no distance.
        @{
            Expected = 'a × a, b × b'
            Line = 'Find-SkyMatch $left $right -LeftDistance plx:mas -RightDistance d:pc -MaxSpatialSep 2pc -WarningAction Ignore'
        }
        @{
            Expected = 'a × a'
            Line = 'Find-SkyMatch $left $right -LeftDistance 0.1kpc -RightDistance d:pc -MaxSpatialSep 3 -WarningAction Ignore ' +
            '| Where-Object { $_.Left.id -eq "a" }'
        }
        @{ Expected = 'c × d'; Line = 'Find-SkyMatch $right -LeftDistance d:pc -MaxSpatialSep 0.2pc -WarningAction Ignore' }
        @{
            Expected = 'b × b'
            Line = 'Find-SkyMatch $leftRows $rightRows -LeftDistance plx:mas -RightDistance d:pc -MaxSpatialSep 2pc ' +
            '-WarningAction Ignore -Where { $_.SepParsec -lt 0.0001 }'
        }
    ) {
        $result = Invoke-Line $Line
        ($result.Output | ForEach-Object ToString) -join ', ' | Should -BeExactly $Expected
        $result.Errors | Should -BeNullOrEmpty
    }

    It 'takes a key by the name of a property, and of the columns of matches' {
        Use-AstroArchive -Simulated -Scale 0.02
        $fermi = Get-FermiSource | Select-Object -First 5
        "$($fermi | Find-SkyMatch (Get-FermiSource) -Key Name | ForEach-Object { $_.Left.Name -ceq $_.Right.Name })" |
            Should -BeExactly 'True True True True True'
        $notes = [pscustomobject]@{ id = 'b'; note = 1 }
        $classes = [pscustomobject]@{ id = 'b'; class = 'star' }
        "$($notes | Find-SkyMatch $classes -Key id | Find-SkyMatch $left -LeftKey id_1 -RightKey id)" | Should -BeExactly 'b × b × b'
        (Get-OnlyError '$notes | Find-SkyMatch $classes -Key id | Find-SkyMatch $left 1arcsec').Id |
            Should -BeExactly PositionColumnsNotFound
        (Get-OnlyError '$notes | Find-SkyMatch $classes -Key id | Find-SkyMatch $left -Key id').Id | Should -BeExactly ColumnNotFound
    }

    It 'needs no positions for a key, and has the separation where there are two' {
        $named = [pscustomobject]@{ id = 'a'; note = 'seen' }, [pscustomobject]@{ id = 'q'; note = 'lost' }
        $match = $named | Find-SkyMatch $right -Key id
        "$match" | Should -BeExactly 'a × a'
        "$($match.SepArcsec) $($match.PositionAngle)" | Should -BeExactly 'NaN NaN'
        $table = $named | Find-SkyMatch $right -Key id -AsTable -Join Left
        $table.RowCount, $table['note'].GetValue(0), $table['mag'].GetValue(0) | Should -Be 2, seen, 19
        $table['sep_arcsec'].IsNull(0) | Should -BeTrue
        [Math]::Round((Find-SkyMatch $left $right -Key id)[0].SepArcsec, 6) | Should -Be 0.36
        (Invoke-Line 'Find-SkyMatch $left $right -Key field').Warnings |
            Should -BeExactly "$left`: 1 of 4 rows have no value of 'field' and cannot be matched."
    }

    It 'compares 64-bit identifiers exactly' {
        Set-Content "$folder/ids.csv" "source_id,w`n5853498713190525696,1`n5853498713190525697,2"
        $match = [pscustomobject]@{ source_id = 5853498713190525697 } | Find-SkyMatch "$folder/ids.csv" -Key source_id
        $match.Right.w | Should -Be 2
    }

    It 'has the separation in space, in parsec, and ranks by it' {
        $space = @{ LeftDistance = 'plx:mas'; MaxSpatialSep = '2pc'; WarningAction = 'Ignore' }
        $match = Find-SkyMatch $left $right -LeftDistance plx:mas -RightDistance d:kpc -MaxSpatialSep 1Mpc -Top 1 -WarningAction Ignore |
            Select-Object -First 1
        "$match" | Should -BeExactly 'a × A'
        [Math]::Abs($match.SepParsec - 0.00034907) | Should -BeLessThan 1e-6
        $match.NormalizedSep | ForEach-Object { [double]::IsNaN($_) } | Should -BeTrue
        $one = Find-SkyMatch $left $right @space -RightDistance d:pc -AsTable
        $one['sep_pc'].Unit | Should -BeExactly pc
        Find-SkyMatch $left $right @space -RightDistance d:pc | Export-AstroTable "$folder/space.csv"
        $one | Export-AstroTable "$folder/space2.csv"
        Get-Content "$folder/space.csv" | Should -BeExactly (Get-Content "$folder/space2.csv")
        $line = 'Find-SkyMatch $left $right -LeftDistance plx:mas -RightDistance d:pc -MaxSpatialSep 2pc'
        (Invoke-Line $line).Warnings | Should -BeExactly @(
            "$left`: 2 of 4 rows have no usable distance and cannot be matched."
            "$right`: 1 of 7 rows have no usable distance and cannot be matched.")
    }

    It 'names the columns of both sides as it is told' {
        $table = Find-SkyMatch $left $right 1arcsec -AsTable -LeftSuffix '' -RightSuffix _csc
        $table.Columns.Name[0, 1, 6, 7] | Should -BeExactly id, ra, plx, id_csc
        Find-SkyMatch $left $right 1arcsec -OutFile "$folder/named.csv" -LeftSuffix _opt -RightSuffix _x | Out-Null
        (Get-Content "$folder/named.csv")[0] | Should -BeLike 'id_opt,ra_opt,*,plx,id_x,*'
    }

    It 'refuses what contradicts itself: <Line>' -ForEach @(
        @{ Id = 'RadiusInvalid'; Part = '-MinRadius'; Line = 'Find-SkyMatch $left $right 1arcsec -MinRadius 2arcsec' }
        @{ Id = 'RadiusInvalid'; Part = '-1 deg'; Line = 'Find-SkyMatch $left $right 1arcsec -MinRadius -1' }
        @{ Id = 'MatchCriterionAmbiguous'; Part = 'exclusive'; Line = 'Find-SkyMatch $left $right 1arcsec -Key id' }
        @{ Id = 'MatchCriterionAmbiguous'; Part = 'one side only'; Line = 'Find-SkyMatch $left $right -LeftKey id' }
        @{ Id = 'ArgumentsConflict'; Part = '-LeftKey'; Line = 'Find-SkyMatch $left $right -Key id -LeftKey id' }
        @{ Id = 'ArgumentsConflict'; Part = '-RightKey'; Line = 'Find-SkyMatch $left -LeftKey id -RightKey id' }
        @{ Id = 'ArgumentsConflict'; Part = '-RightDistance'; Line = 'Find-SkyMatch $left $right -MaxSpatialSep 1 -LeftDistance plx:mas' }
        @{
            Id = 'ArgumentsConflict'
            Part = '-MaxSpatialSep'
            Line = 'Find-SkyMatch $left $right 1arcsec -LeftDistance plx:mas -RightDistance d:pc'
        }
        @{
            Id = 'UnitUnknown'
            Part = 'plx:mas'
            Line = 'Find-SkyMatch $left $right -MaxSpatialSep 1 -LeftDistance plx -RightDistance d:pc'
        }
        @{ Id = 'UnitUnknown'; Part = "'s'"; Line = 'Find-SkyMatch $left $right -MaxSpatialSep 1 -LeftDistance plx:s -RightDistance d:pc' }
        @{
            Id = 'ColumnNotFound'
            Part = "'par'"
            Line = 'Find-SkyMatch $left $right -MaxSpatialSep 1 -LeftDistance par:mas -RightDistance d:pc'
        }
        @{ Id = 'ColumnNotFound'; Part = "'name'"; Line = 'Find-SkyMatch $left $right -Key name' }
        @{ Id = 'ColumnNotFound'; Part = "'name'"; Line = '$leftRows | Find-SkyMatch $right -Key name' }
        @{ Id = 'ArgumentsConflict'; Part = '-AsTable'; Line = 'Find-SkyMatch $left $right 1arcsec -LeftSuffix _a' }
        @{ Id = 'ArgumentsConflict'; Part = "'_1'"; Line = 'Find-SkyMatch $left $right 1arcsec -AsTable -RightSuffix _1' }
        @{ Id = 'ArgumentsConflict'; Part = '-AsGroup'; Line = 'Find-SkyMatch $left 1arcsec -AsGroup -AsTable -LeftSuffix _a' }
        @{ Id = 'SelfMatchJoinInvalid'; Part = 'FullAnti'; Line = 'Find-SkyMatch $left 1arcsec -Join FullAnti' }
    ) {
        $problem = Get-OnlyError $Line
        $problem.Id | Should -BeExactly $Id
        "$($problem.Text) $($problem.Advice)" | Should -MatchExactly ([regex]::Escape($Part))
    }

    It 'refuses a length that is none: <_>' -ForEach '1,5', '3arcsec', '-2pc', 'far' {
        (Get-OnlyError "Find-SkyMatch `$left `$right -LeftDistance 1pc -RightDistance 1pc -MaxSpatialSep '$_'").Id |
            Should -BeExactly ParameterArgumentTransformationError
    }

    It 'completes conditions on columns that both sides have' {
        Set-Content "$folder/odd.csv" 'my col,ra,dec,only'
        $offers = Get-Completion "Find-SkyMatch $folder/odd.csv $folder/odd.csv -Where "
        $offers | Should -BeExactly @(
            '{ [Math]::Abs($_.Left.mag - $_.Right.mag) -lt 1 }'
            '{ $_.Left.''my col'' -eq $_.Right.''my col'' }'
            '{ $_.Left.ra -eq $_.Right.ra }'
            '{ $_.Left.dec -eq $_.Right.dec }'
            '{ $_.Left.only -eq $_.Right.only }')
        Get-Completion "Find-SkyMatch $left $third -Where " | Should -Not -Contain '{ $_.Left.plx -eq $_.Right.plx }'
    }

    It 'completes the columns of keys and distances' {
        Get-Completion "Find-SkyMatch $left $right -Key m" | Should -BeExactly mag, mjd
        Get-Completion "Find-SkyMatch $left $right -RightDistance d" | Should -BeExactly dec, d
    }
}
