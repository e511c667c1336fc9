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

Describe 'Find-SkyMatch on two small tables' {
    BeforeAll {
        $folder = Copy-SmallArchive
        Use-AstroArchive -Path $folder
        $left, $right, $out = "$folder/left.csv", "$folder/right.csv", "$folder/out.csv"
        Set-Content $left "name,ra,dec,err,mag`na1,10,0,2,15`na2,10.0005,0,1,16`na3,20,45,1.5,`na4,,,1,17`na5,359.9999,-30,1,18"
        Set-Content $right "id,RAJ2000,DEJ2000,mag`n1,10.0001,0,1.5`n2,10.0004,0.0001,2.5`n3,0.0001,-30,3.5`n4,77,0,4.5"
        $objects = [pscustomobject]@{ Id = 'p'; RA = 10; Dec = 0.0001 }, [pscustomobject]@{ Id = 'q'; RA = 50; Dec = 0 }
        $columns = 'name', 'ra', 'dec', 'err', 'mag_1', 'id', 'RAJ2000', 'DEJ2000', 'mag_2', 'sep_arcsec', 'position_angle'
    }

    It 'emits matches: <Line>' -ForEach @(
        @{ Expected = 'a1 × 1, a1 × 2, a2 × 1, a2 × 2, a5 × 3'; Line = 'Find-SkyMatch $left $right 2arcsec' }
        @{ Expected = 'a1 × 1, a2 × 2, a5 × 3'; Line = 'Find-SkyMatch $left $right 2arcsec -Mode BestBoth' }
        @{
            Expected = 'a1 × 1, a2 × 2, a3 × , a4 × , a5 × 3'
            Line = 'Find-SkyMatch $left $right 2arcsec -Mode BestForLeft -Join Left'
        }
        @{ Expected = 'a1 × 1, a2 × 2, a5 × 3,  × 4'; Line = 'Find-SkyMatch $left $right 2arcsec -Top 1 -Join Right' }
        @{ Expected = 'a3 × , a4 × '; Line = 'Find-SkyMatch $left $right 2arcsec -Join LeftAnti' }
        @{ Expected = ' × 4'; Line = 'Find-SkyMatch $left $right 2arcsec -Join RightAnti' }
        @{ Expected = 'a1 × 1'; Line = 'Find-SkyMatch $left $right 0.0001' }
        @{ Expected = 'a1 × 1'; Line = 'Get-Item $left | Find-SkyMatch -Right $right -Radius 0.4arcsec' }
        @{
            Expected = 'a1 × 1'
            Line = 'Import-AstroTable $left | Find-SkyMatch -Right (Import-AstroTable $right -AsTable) -Radius 0.4arcsec'
        }
        @{
            Expected = 'a1 × 1'
            Line = 'Import-AstroTable $left -AsTable | Find-SkyMatch -Right (Import-AstroTable $right) -LeftRadius 0.4arcsec'
        }
        @{ Expected = 'a1 × 1'; Line = 'Find-SkyMatch $left $right -RightRadius 0.3arcsec -LeftRadius 0.1arcsec' }
        @{ Expected = 'a1 × 1'; Line = 'Find-SkyMatch $left $right -LeftEllipse 0.5arcsec,0.1arcsec,90deg' }
        @{ Expected = ''; Line = 'Find-SkyMatch $left $right -LeftEllipse 0.5arcsec,0.1arcsec,0deg' }
        @{
            Expected = 'a1 × 1'
            Line = 'Find-SkyMatch $left $right -LeftEllipse 0.2arcsec,0.2arcsec,0 -RightEllipse 0.2arcsec,0.2arcsec,0 ' +
            '-MaxNormalizedSep 1.3'
        }
        @{ Expected = ''; Line = 'Find-SkyMatch $left -Right @() -Radius 1' }
        @{
            Expected = 'a1 × , a2 × , a3 × , a4 × , a5 × '
            Line = 'Find-SkyMatch $left -Right $nothing -Radius 1 -Join LeftAnti'
        }
        @{ Expected = ' × 1,  × 2,  × 3,  × 4'; Line = '@() | Find-SkyMatch -Right $right -Radius 1 -Join Right' }
        @{ Expected = 'a1 × a2'; Line = 'Find-SkyMatch $left -Radius 2arcsec' }
        @{ Expected = 'a3 × , a4 × , a5 × '; Line = 'Find-SkyMatch $left -Radius 2arcsec -Join LeftAnti' }
        # Arguments without a name are what a user means by them.
        @{ Expected = 'a1 × a2'; Line = 'Find-SkyMatch $left 2arcsec' }
        @{ Expected = 'a1 × a2'; Line = 'Find-SkyMatch $left 0.0006' }
        @{ Expected = 'a1 × a2'; Line = 'Import-AstroTable $left | Find-SkyMatch 2arcsec' }
        @{ Expected = 'a1 × 1'; Line = '$left | Find-SkyMatch $right 0.4arcsec' }
        @{ Expected = 'a1 × 1'; Line = 'Import-AstroTable $left | Find-SkyMatch $right 0.4arcsec' }
        @{ Expected = 'a1 × 1'; Line = 'Import-AstroTable $left | Find-SkyMatch $right -Radius 0.4arcsec' }
        @{ Expected = 'a1 × 1'; Line = 'Import-AstroTable $left | Find-SkyMatch (Import-AstroTable $right) 0.4arcsec' }
        @{ Expected = 'a1 × 1'; Line = 'Import-AstroTable $left | Find-SkyMatch $right -LeftRadius 0.4arcsec' }
        @{ Expected = 'a1 × 1'; Line = 'Import-AstroTable $left | Find-SkyMatch -Right $right 0.4arcsec' }
        @{ Expected = 'a1 × 1'; Line = 'Find-SkyMatch -InputObject $left $right 0.4arcsec' }
        @{ Expected = ' × 1,  × 2,  × 3,  × 4'; Line = '@() | Find-SkyMatch $right 1 -Join Right' }
    ) {
        $result = Invoke-Line $Line
        ($result.Output | ForEach-Object ToString) -join ', ' | Should -BeExactly $Expected
        $result.Errors | Should -BeNullOrEmpty
    }

    It 'takes a file that is named like an angle for a file' {
        Copy-Item $right "$folder/3arcsec"
        Push-Location $folder
        try {
            "$((Invoke-Line 'Find-SkyMatch left.csv 3arcsec 0.4arcsec').Output)" | Should -BeExactly 'a1 × 1'
            (Get-OnlyError 'Find-SkyMatch left.csv 3arcsec').Id | Should -BeExactly MatchRadiusMissing
            "$((Invoke-Line 'Find-SkyMatch left.csv 2arcsec').Output)" | Should -BeExactly 'a1 × a2'
        }
        finally {
            Pop-Location
        }
    }

    It 'emits both rows and what lies between them' {
        $match = Find-SkyMatch $left $right 0.4arcsec -ErrorAction Ignore
        $match.PSObject.Properties.Name | Should -BeExactly Left, Right, SepArcsec, PositionAngle, NormalizedSep, SepParsec
        [Math]::Abs($match.SepArcsec - 0.36) | Should -BeLessThan 1e-9
        [Math]::Abs($match.PositionAngle - 90) | Should -BeLessThan 1e-4
        [double]::IsNaN($match.NormalizedSep) | Should -BeTrue
        $match.Left.mag, $match.Right.mag, $match.Right.DEJ2000 | Should -Be 15, 1.5, 0
    }

    It 'emits rows that ConvertTo-Json writes as objects with their columns' {
        $match = Find-SkyMatch $left $right 0.4arcsec -ErrorAction Ignore | ConvertTo-Json -Depth 3 | ConvertFrom-Json
        $match.Left.PSObject.Properties.Name | Should -BeExactly name, ra, dec, err, mag
        $match.Right.PSObject.Properties.Name | Should -BeExactly id, RAJ2000, DEJ2000, mag
    }

    It 'emits objects as they came, and knows their units' {
        $archive = Copy-SmallArchive
        # ErrorSemiMajor is in arcsec: in degrees all Chandra sources would match each other.
        Set-Content "$archive/csc.csv" ("name,ra,dec,b_flux_ap,error_ellipse_r0,error_ellipse_r1,error_ellipse_angle`n" +
            "x,10,0,1e-14,1,0.5,90`ny,10.0002,0,1e-14,0.5,0.5,0`nz,11,0,1e-14,,,")
        Use-AstroArchive -Path $archive
        try {
            $point = [pscustomobject]@{ RA = 10.0001; Dec = 0; Id = 'p' }
            $result = Invoke-Line 'Get-ChandraSource | Find-SkyMatch -Right $point -LeftRadius ErrorSemiMajor'
            $result.Output.ForEach('ToString') | Should -BeExactly 'x × p', 'y × p'
            $result.Output[0].Left | Should -BeOfType 'PSAstroXmatch.ChandraSource'
            $result.Warnings | Should -HaveCount 1
            $result.Warnings[0] | Should -MatchExactly '1 of 3 rows have no usable radius'
            $match = Get-ChandraSource |
                Find-SkyMatch -LeftEllipse ErrorSemiMajor, ErrorSemiMinor, ErrorAngle -LeftEllipseLevel Percent95 -WarningAction Ignore
            "$match" | Should -BeExactly 'x × y'
            # σ along the line between them: √(1² + 0.5²)/2.4477 arcsec.
            [Math]::Abs($match.NormalizedSep - 0.72 / ([Math]::Sqrt(1.25) / 2.447746830680816)) | Should -BeLessThan 1e-6
        }
        finally {
            Use-AstroArchive -Path $folder
        }
    }

    It 'takes positions by their names' {
        $named = 'Find-FermiCscMatch -WarningAction Ignore | Find-SkyMatch -LeftPosition CscRA,CscDec ' +
        '-Right (Get-ChandraSource -MinFlux 0) -Radius 1arcsec'
        (Invoke-Line $named).Output | Should -HaveCount 3
        $problem = Get-OnlyError 'Find-FermiCscMatch -WarningAction Ignore | Find-SkyMatch -Right (Get-ChandraSource) -Radius 1arcsec'
        $problem.Id | Should -BeExactly PositionColumnsNotFound
        $problem.Advice | Should -MatchExactly "^Name the two columns: -LeftPosition '\w*ra\w*', '\w*dec\w*'\. The columns are: "
    }

    It 'has rows without a position: one warning, and the others match: <_>' -ForEach '', '-Join Right', '-AsTable', '-AsTable -Join Right' {
        $result = Invoke-Line "Find-SkyMatch `$left `$right 2arcsec $_"
        $result.Errors | Should -BeNullOrEmpty
        $result.Output | Should -Not -BeNullOrEmpty
        $result.Warnings | Should -HaveCount 1
        $result.Warnings[0] | Should -MatchExactly 'left\.csv: 1 of 5 rows'
        $result.Warnings[0] | Should -MatchExactly 'row 4'
    }

    It 'gives its rows also where errors or warnings stop the pipeline: <Line>' -ForEach @(
        @{ Line = 'Find-SkyMatch $left $right 2arcsec' }
        @{ Line = 'Find-SkyMatch $left $right 2arcsec -AsTable' }
        @{ Line = 'Find-SkyMatch $left -Radius 2arcsec' }
        @{ Line = 'Find-SkyMatch $left -Radius 2arcsec -AsTable' }
        @{ Line = 'Find-SkyMatch $left -Radius 2arcsec -AsGroup' }
        @{ Line = 'Find-SkyMatch $left $right 2arcsec -Join Left' }
        @{ Line = 'Find-SkyMatch $left $right 2arcsec -Join Left -AsTable' }
    ) {
        $usual = (Invoke-Line "$Line -WarningAction Ignore").Output
        $usual | Should -Not -BeNullOrEmpty
        (Invoke-Line "$Line -ErrorAction Stop -WarningAction Ignore").Output | Should -HaveCount @($usual).Count
        $stopped = Invoke-Line "$Line -ErrorAction Stop -WarningAction Stop"
        $stopped.Output | Should -HaveCount @($usual).Count
        $stopped.Errors | Should -HaveCount 1
    }

    It 'warns of rows without a position that a join keeps: <Line>' -ForEach @(
        @{ Count = 7; Line = 'Find-SkyMatch $left $right 2arcsec -Join Left' }
        @{ Count = 8; Line = 'Find-SkyMatch $left $right 2arcsec -Join Full' }
        @{ Count = 2; Line = 'Find-SkyMatch $left $right 2arcsec -Join LeftAnti' }
        @{ Count = 3; Line = 'Find-SkyMatch $left -Radius 2arcsec -Join LeftAnti' }
        @{ Count = 7; Line = 'Find-SkyMatch $right $left 2arcsec -Join Right' }
    ) {
        $result = Invoke-Line "$Line -ErrorAction Stop"
        $result.Errors | Should -BeNullOrEmpty
        $result.Warnings | Should -HaveCount 1
        $result.Warnings[0] | Should -MatchExactly (
            'left\.csv: 1 of 5 rows have no usable position and are output without a match; the first is row 4\.')
        $result.Output | Should -HaveCount $Count
    }

    It 'gives a table with the columns of both sides, their units and UCDs' {
        $table = Find-SkyMatch $left $right 2arcsec -AsTable -Join Full -WarningAction Ignore
        $table.RowCount | Should -Be 8
        $table.Columns.Name | Should -BeExactly $columns
        $table = Get-ChandraSource | Find-SkyMatch -Right (Get-FermiSource) -RightRadius SemiMajorAxis95 -AsTable -WarningAction Ignore
        $table.RowCount, $table['flux'].Unit, $table['name_2'].Info.Ucd | Should -Be 6, 'erg/cm2/s', 'meta.id;meta.main'
    }

    It 'is exported as the table that it is: <_>' -ForEach @(
        'Find-SkyMatch $left $right 2arcsec -Join Full'
        'Find-SkyMatch $left $right 2arcsec -Join LeftAnti'
        'Find-SkyMatch $left $right 2arcsec -Join RightAnti'
        'Find-SkyMatch $left -Radius 2arcsec'
        'Import-AstroTable $left | Find-SkyMatch -Right (Import-AstroTable $right) -Radius 2arcsec -Mode BestForLeft -Join Left'
        '$objects | Find-SkyMatch -Right (Import-AstroTable $right -AsTable) -LeftEllipse 2arcsec, 1arcsec, 0deg -Join Left'
        'Get-FermiSource | Find-SkyMatch -Right (Get-ChandraSource) -LeftRadius SemiMajorAxis95 -Join Left'
    ) {
        foreach ($ending in 'csv', 'vot') {
            $null = Invoke-Line "$_ -ErrorAction Ignore -AsTable | Export-AstroTable $folder/table.$ending"
            $null = Invoke-Line "$_ -ErrorAction Ignore | Export-AstroTable $folder/matches.$ending"
            Get-Content "$folder/matches.$ending" | Should -BeExactly (Get-Content "$folder/table.$ending")
        }
    }

    It 'keeps columns and units in a pipeline that drops some matches' {
        Find-SkyMatch $left $right 2arcsec -ErrorAction Ignore | Where-Object { $_.Left.mag -gt 15 } | Export-AstroTable "$folder/some.vot"
        $table = Import-AstroTable "$folder/some.vot" -AsTable
        $table.RowCount | Should -Be 3
        $table.Columns.Name | Should -BeExactly $columns
        $table['sep_arcsec'].Unit, $table['position_angle'].Unit, $table['name'].GetValue(0) | Should -BeExactly arcsec, deg, a2
    }

    It 'writes a file and emits it' {
        (Find-SkyMatch $left $right 0.4arcsec -OutFile $out -ErrorAction Ignore).FullName | Should -BeExactly (Get-Item $out).FullName
        $lines = Get-Content $out
        $lines | Should -HaveCount 2
        $lines[0] | Should -BeExactly ($columns -join ',')
        $lines[1] | Should -MatchExactly '^a1,10\.0,0,2\.0,15,1,10\.0001,0\.0,1\.5,0\.3'
    }

    It 'gives groups with members and a centre, as objects and as a table' {
        $group = Import-AstroTable $left | Find-SkyMatch -Radius 2arcsec -AsGroup -ErrorAction Ignore
        $group.GroupId, $group.Size, $group.Members[1].name | Should -Be 1, 2, a2
        [Math]::Abs($group.RA - 10.00025) | Should -BeLessThan 1e-9
        [Math]::Abs($group.RadiusArcsec - 0.9) | Should -BeLessThan 1e-6
        $table = Find-SkyMatch $left -Radius 2arcsec -AsGroup -AsTable -ErrorAction Ignore
        $table.RowCount, $table['group_size'].GetValue(1) | Should -Be 5, 2
        $null -eq $table['group_id'].GetValue(2) | Should -BeTrue
    }

    It 'exports groups with units and the names of their members' {
        Find-SkyMatch $left -Radius 2arcsec -AsGroup -ErrorAction Ignore | Export-AstroTable $out -UnitRow
        $lines = Get-Content $out
        $lines[0, 1] | Should -BeExactly 'group_id,group_size,ra,dec,radius_arcsec,members', ',,deg,deg,arcsec,'
        $lines[2] | Should -BeLike '*,"a1, a2"'
    }

    It 'is shown in 80 columns' {
        $lines = Find-SkyMatch $left $right 2arcsec -Join Full -WarningAction Ignore | Get-ShownLine
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        "$lines" | Should -MatchExactly 'a1                         2                               1\.484'
        "$(Find-SkyMatch $left -Radius 2arcsec -AsGroup -ErrorAction Ignore | Get-ShownLine)" |
            Should -MatchExactly '      1     2  10\.0002   0\.0000         0\.90 a1, a2'
    }

    It 'refuses nonsense in words: <Line>' -ForEach @(
        @{ Id = 'MatchRadiusMissing'; Part = 'no radius or error ellipse'; Line = 'Find-SkyMatch $left $right' }
        @{ Id = 'MatchCriterionAmbiguous'; Part = 'mutually exclusive'; Line = 'Find-SkyMatch $left $right 1arcsec -LeftRadius err' }
        @{
            Id = 'MatchCriterionAmbiguous'; Part = 'mutually exclusive'
            Line = 'Find-SkyMatch $left $right -LeftRadius err -RightEllipse a,b,c'
        }
        @{ Id = 'MatchCriterionAmbiguous'; Part = 'both sides'; Line = 'Find-SkyMatch $left $right 1 -MaxNormalizedSep 2' }
        @{ Id = 'RadiusInvalid'; Part = '-1 deg'; Line = 'Find-SkyMatch $left $right -Radius -1' }
        @{ Id = 'ArgumentsConflict'; Part = '-Top'; Line = 'Find-SkyMatch $left $right 1 -Mode All -Top 2' }
        @{ Id = 'ArgumentsConflict'; Part = '-Right'; Line = 'Find-SkyMatch $left -Radius 1 -RightRadius err' }
        @{ Id = 'ArgumentsConflict'; Part = '-Right'; Line = 'Find-SkyMatch $left -LeftRadius 1arcsec -RightEllipseLevel Percent95' }
        @{ Id = 'SelfMatchJoinInvalid'; Part = 'Full'; Line = 'Find-SkyMatch $left -Radius 1 -Join Full' }
        @{ Id = 'ArgumentsConflict'; Part = '-AsGroup'; Line = 'Find-SkyMatch $left $right 1 -AsGroup' }
        @{ Id = 'ArgumentsConflict'; Part = '-OutFile'; Line = 'Find-SkyMatch $left $right 1 -AsTable -OutFile x.csv' }
        @{ Id = 'ArgumentsConflict'; Part = '-NoClobber'; Line = 'Find-SkyMatch $left $right 1 -NoClobber' }
        @{ Id = 'FormatUnknown'; Part = '.docx'; Line = 'Find-SkyMatch $left $right 1 -OutFile x.docx' }
        @{ Id = 'ArgumentsConflict'; Part = 'needs 3 column names, not 2'; Line = 'Find-SkyMatch $left $right -LeftEllipse err,err' }
        @{ Id = 'ArgumentsConflict'; Part = 'needs 2 column names, not 1'; Line = 'Find-SkyMatch $left $right 1 -LeftPosition ra' }
        @{
            Id = 'ArgumentsConflict'; Part = 'level'
            Line = 'Find-SkyMatch $left $right -LeftEllipse err,err,0deg -LeftEllipseLevel Percent95'
        }
        @{ Id = 'ColumnNotFound'; Part = "'error'"; Line = 'Find-SkyMatch $left $right -LeftRadius error' }
        @{ Id = 'FileNotFound'; Part = 'nowhere.csv'; Line = 'Find-SkyMatch $left nowhere.csv 1' }
        @{ Id = 'LeftMissing'; Part = 'left side'; Line = 'Find-SkyMatch -Radius 1' }
        @{ Id = 'ArgumentsConflict'; Part = 'pipeline'; Line = '$left | Find-SkyMatch $left $right 1' }
        @{ Id = 'ArgumentsConflict'; Part = 'pipeline'; Line = '$left | Find-SkyMatch -Left $right -Radius 1' }
        @{ Id = 'ArgumentsConflict'; Part = 'pipeline'; Line = '$left | Find-SkyMatch $left -Right $right -Radius 1' }
        @{ Id = 'InputInvalid'; Part = '-Left'; Line = 'Find-SkyMatch $left, $left $right 1' }
        @{ Id = 'PositionColumnsNotFound'; Part = '-Left'; Line = 'Find-SkyMatch ([pscustomobject]@{ A = 1 }) $right 1' }
        @{
            Id = 'InputInvalid'; Part = 'Find-SkyMatch takes objects with properties, not Int32'
            Line = 'Find-SkyMatch 1, 2 $right 1arcsec -AsTable'
        }
        @{
            Id = 'ObjectsDiffer'; Part = '-Left'
            Line = '& { Get-FermiSource; Get-ChandraSource } | Find-SkyMatch -Right $right -Radius 1'
        }
    ) {
        $problem = Get-OnlyError $Line
        $problem.Id | Should -BeExactly $Id
        $problem.Text | Should -MatchExactly ([regex]::Escape($Part))
        $problem.Advice | Should -Not -BeNullOrEmpty
    }

    It 'refuses a radius that is no angle: <Radius>' -ForEach @{ Radius = '0,5'; Part = '0\.5' }, @{ Radius = '3parsec'; Part = 'parsec' } {
        (Get-OnlyError 'Find-SkyMatch $left $right -Radius $Radius').Text | Should -MatchExactly $Part
    }
}

# The nearest object of the right side is too faint, the next one is right; the third table has the same positions in galactic coordinates.
Describe 'Find-SkyMatch with a condition, and matched again' {
    BeforeAll {
        Set-Content "$TestDrive/a.csv" 'name,ra,dec,mag,mjd', 'a,359.99999,10,15,59000.2', 'b,120,-5,12,59001.5'
        Import-AstroTable "$TestDrive/a.csv" | Export-AstroTable "$TestDrive/a.vot"
        Set-Content "$TestDrive/b.tsv" "id`tRAJ2000`tDEJ2000`tmag`tmjd", "X`t359.999992`t10`t19`t59000.3", "Y`t0.00001`t10`t15.2`t59000.1", "Z`t120.00001`t-5`t12.4`t59009"
        Set-Content "$TestDrive/c.ecsv" '# %ECSV 1.0', '# ---', '# datatype:', '# - {name: src, datatype: string}', '# - {name: l, unit: deg, datatype: float64}',
        '# - {name: b, unit: deg, datatype: float64}', 'src l b', 'p 102.62625132158388 -50.83256747368763', 'q 225.45488216240372 12.800344516109677'
        $near = { [Math]::Abs($_.Left.mag - $_.Right.mag) -lt 1 }
    }

    It 'finds them for <Name>' -ForEach @(
        @{ Name = 'files, across 0h'; Matches = { Find-SkyMatch a.vot b.tsv 1arcsec -Mode BestForLeft -Where $near } }
        @{ Name = 'the text of Import-Csv in German'; Matches = {
                Invoke-InCulture de-DE { Import-Csv a.csv | Find-SkyMatch -Right (Import-Csv b.tsv -Delimiter "`t") 1arcsec -Mode BestForLeft -Where $near }
            }
        }
        @{ Name = 'a table on each side'; Matches = {
                Find-SkyMatch (Import-AstroTable a.vot -AsTable) (Import-AstroTable b.tsv -AsTable) 1arcsec -Mode BestForLeft -Where $near
            }
        }
        @{ Name = 'matches from Clixml'; Matches = {
                Find-SkyMatch a.vot b.tsv 1arcsec -Mode BestForLeft -Where $near | Export-Clixml m.xml
                Import-Clixml m.xml
            }
        }
        @{ Name = 'a file of joined rows'; Matches = {
                Find-SkyMatch a.vot b.tsv 1arcsec -Mode BestForLeft -Where $near -LeftSuffix _vot -RightSuffix _tsv -OutFile joined.csv -Force
            }
        }
        @{ Name = 'a key first'; Matches = {
                Set-Content note.csv 'name,Id', 'a,Y', 'b,Z'
                Find-SkyMatch a.vot note.csv -Key name | Find-SkyMatch b.tsv 1arcsec -Where { $_.Left.Right.Id -eq $_.Right.id }
            }
        }
    ) {
        Push-Location $TestDrive
        try {
            & $Matches | Find-SkyMatch c.ecsv 1arcsec | Export-AstroTable three.csv
            $rows = Import-Csv three.csv
            $rows.src | Should -Be p, q
            $rows | ForEach-Object { $_.name ?? $_.name_1 } | Should -Be a, b
            $rows | ForEach-Object { $_.id ?? $_.id_2 } | Should -Be Y, Z
        }
        finally {
            Pop-Location
        }
    }

    It 'takes the time too' {
        $pairs = Find-SkyMatch "$TestDrive/a.vot" "$TestDrive/b.tsv" 1arcsec -Mode BestBoth -Where {
            [Math]::Abs($_.Left.mag - $_.Right.mag) -lt 1 -and [Math]::Abs($_.Left.mjd - $_.Right.mjd) -lt 1
        }
        $pairs.Right.id | Should -Be Y
    }
}
