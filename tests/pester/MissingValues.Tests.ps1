# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.05
    $stars = "$TestDrive/stars.csv"
    Set-Content $stars 'id,ra,dec,gmag', '1,10.0,20,17.5', '2,10.0001,20,', '3,10.0002,20,19.5'
    $mine = "$TestDrive/mine.csv"
    Set-Content $mine 'name,ra,dec', 'a,10,20', 'b,50,20'
    $rows = Import-AstroTable $stars
    $chandra = Get-ChandraSource
    $joined = Find-SkyMatch $mine $stars 0.1arcsec -Join Left

    # The brightness of three stars, the second of which has none, as each format has it.
    function Save-Star {
        param([string] $Format)
        $file = "$TestDrive/format.$Format"
        switch ($Format) {
            csv { Set-Content $file 'id,mag', 'a,17.5', 'b,', 'c,19.5' }
            nan.csv { Set-Content $file 'id,mag', 'a,17', 'b,NaN', 'c,19' }
            tsv { Set-Content $file "id`tmag", "a`t17.5", "b`t", "c`t19.5" }
            tbl { Set-Content $file '|id  |mag   |', '|char|double|', '|    |      |', '|null|null  |', ' a    17.5   ', ' b    null   ', ' c    19.5   ' }
            ecsv {
                Set-Content $file '# %ECSV 1.0', '# ---', '# datatype:', '# - {name: id, datatype: string}', '# - {name: mag, datatype: float32}',
                'id mag', 'a 17.5', 'b ""', 'c 19.5'
            }
            vot {
                Set-Content $file ("<VOTABLE version='1.4'><RESOURCE><TABLE><FIELD name='id' datatype='char' arraysize='*'/>" +
                    "<FIELD name='mag' datatype='float'/><DATA><TABLEDATA><TR><TD>a</TD><TD>17.5</TD></TR><TR><TD>b</TD><TD/></TR>" +
                    '<TR><TD>c</TD><TD>19.5</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>')
            }
            vot.gz { Import-AstroTable (Save-Star csv) | Export-AstroTable $file }
        }
        $file
    }
}

Describe 'A row without a number is not less than any number' {
    It 'of a magnitude: Where-Object gmag -lt 18' {
        @($rows | Where-Object gmag -lt 18).id | Should -Be 1
        @($rows | Where-Object { $_.gmag -le 18 }).id | Should -Be 1
        @($rows | Where-Object { 18 -gt $_.gmag }).id | Should -Be 1
        @($rows | Where-Object gmag -gt 18).id | Should -Be 3
    }

    It 'in the format <_>' -ForEach csv, nan.csv, tsv, tbl, ecsv, vot, vot.gz {
        $read = Import-AstroTable (Save-Star $_)
        @($read | Where-Object mag -lt 18).id | Should -Be a
        @($read | Where-Object mag -ge 18).id | Should -Be c
        @($read | Where-Object { [double]::IsNaN($_.mag) }).id | Should -Be b
    }

    It 'where the cell of a CSV file is <_>' -ForEach 'NA', 'N/A', 'None', '-', '--', '\N', '...', '?', 'INDEF', '~', '-nan' {
        Set-Content "$TestDrive/marked.csv" 'id,mag', 'a,9.5', "b,$_", 'c,17.2', 'd,19.5'
        @(Import-AstroTable "$TestDrive/marked.csv" | Where-Object mag -lt 18).id | Should -Be a, c
    }

    It 'and a text among the numbers of a CSV file is told, by import and by match' {
        Set-Content "$TestDrive/limit.csv" 'id,ra,dec,mag', 'a,10,20,9.5', 'b,10,20,>18.2', 'c,10,20,19.5'
        $told = (Invoke-Line 'Import-AstroTable "$TestDrive/limit.csv"').Warnings
        $told | Should -BeLike "*limit.csv: text instead of numbers in the column mag (1 of 3 values is not a number: '>18.2' in row 2)*"
        (Invoke-Line 'Find-SkyMatch "$TestDrive/limit.csv" $mine 1arcsec').Warnings | Should -Be $told
        Set-Content "$TestDrive/half.csv" 'id,ra,dec,mag', 'a,10,20,9.5', 'b,10,20,nodet', 'c,10,20,nodet', 'd,10,20,8.5'
        (Invoke-Line 'Import-AstroTable "$TestDrive/half.csv"').Warnings | Should -BeLike "*the column mag (2 of 4 values are not a number: the first is 'nodet' in row 2)*"
    }

    It 'or without an integer, in a filter of pairs: <Name>' -ForEach @(
        @{ Name = 'blank.tbl'; Text = '|id |ra    |dec   |mag   |n  |', '|int|double|double|float |int|', '|   |deg   |deg   |mag   |   |', '|   |      |      |-99.99|-1 |',
            ' 1   10     20     17.5   3   ', ' 2   10     20     -99.99 -1  ', ' 3   10     20     19.5   7   '
        }
        @{ Name = 'masked.ecsv'; Text = '# %ECSV 1.0', '# ---', '# datatype:', '# - {name: id, datatype: int64}', '# - {name: ra, datatype: float64}',
            '# - {name: dec, datatype: float64}', '# - {name: mag, datatype: float32}', '# - {name: n, datatype: int16}', 'id ra dec mag n',
            '1 10 20 17.5 3', '2 10 20 "" ""', '3 10 20 19.5 7'
        }
        @{ Name = 'values.vot'; Text = '<VOTABLE version="1.4"><RESOURCE><TABLE><FIELD name="id" datatype="int"/><FIELD name="ra" datatype="double"/>',
            '<FIELD name="dec" datatype="double"/><FIELD name="mag" datatype="float"><VALUES null="-999"/></FIELD>',
            '<FIELD name="n" datatype="short"><VALUES null="-32768"/></FIELD><DATA><TABLEDATA><TR><TD>1</TD><TD>10</TD><TD>20</TD><TD>17.5</TD><TD>3</TD></TR>',
            '<TR><TD>2</TD><TD>10</TD><TD>20</TD><TD>-999</TD><TD>-32768</TD></TR><TR><TD>3</TD><TD>10</TD><TD>20</TD><TD>19.5</TD><TD>7</TD></TR>',
            '</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>'
        }
        @{ Name = 'python.tsv'; Text = "id`tra`tdec`tmag`tn", "1`t10`t20`t17.5`t3", "2`t10`t20`tnan`t", "3`t10`t20`t19.5`t7" }
        @{ Name = 'objects.csv'; Text = 'id,ra,dec,mag,n', '1,10,20,17.5,3', '2,10,20,,', '3,10,20,19.5,7' }
    ) {
        $file = "$TestDrive/$Name"
        Set-Content $file $Text
        $right = $Name -eq 'objects.csv' ? (Import-Csv $file) : (Import-AstroTable $file)
        (Find-SkyMatch $mine $right 1arcsec -Where { $_.Right.mag -lt 18 }).Right.id | Should -Be 1
        (Find-SkyMatch $mine $right 1arcsec -Where { $_.Right.n -lt 5 }).Right.id | Should -Be 1
        @(Import-AstroTable $file | Where-Object mag -lt 18).id | Should -Be 1
        $null -eq (Import-AstroTable $file)[1].n | Should -BeTrue
        Import-AstroTable $file | Export-AstroTable "$TestDrive/again.vot"
        Import-AstroTable "$TestDrive/again.vot" | ConvertTo-Csv | Should -Be (Import-AstroTable $file | ConvertTo-Csv)
    }

    It 'on the right side of a match, as in the help of Find-SkyMatch' {
        $found = Find-SkyMatch $mine $stars 1arcsec | Where-Object { $_.Right.gmag -lt 18 }
        $found.Right.id | Should -Be 1
    }

    It 'of a separation that a row without a match does not have' {
        @($joined | Where-Object SepArcsec -lt 1).Left.name | Should -Be a
        foreach ($name in 'SepArcsec', 'PositionAngle', 'NormalizedSep') { [double]::IsNaN($joined[1].$name) | Should -BeTrue -Because $name }
        $null -eq $joined[1].Right | Should -BeTrue
        $table = Find-SkyMatch $mine $stars 0.1arcsec -Join Left -AsTable
        @($table.GetRows() | Where-Object sep_arcsec -lt 1).name | Should -Be a
        @($table.GetRows() | Where-Object gmag -lt 99).name | Should -Be a
    }

    It 'of a flux: a Chandra source without one is not faint' {
        $without = @($chandra | Where-Object { [double]::IsNaN($_.Flux) })
        $without.Count | Should -BeGreaterThan 0
        $faint = @($chandra | Where-Object Flux -lt 1e-15)
        $faint.Count | Should -BeGreaterThan 0
        @($faint | Where-Object { [double]::IsNaN($_.Flux) }) | Should -HaveCount 0
        $bright = @($chandra | Where-Object Flux -ge 1e-15)
        $faint.Count + $bright.Count + $without.Count | Should -Be $chandra.Count
    }

    It 'of a normalised separation: an extended Fermi source has no error ellipse' {
        $pairs = Find-FermiCscMatch -MaxLatitude 90 -ExtendedRadius 0.3deg -WarningAction Ignore
        $extended = @($pairs | Where-Object FermiName -like '*e')
        $extended.Count | Should -BeGreaterThan 0
        $extended | Where-Object NormalizedSep -lt 2.4477 | Should -BeNullOrEmpty
        $extended | Where-Object FermiR95 -lt 1 | Should -BeNullOrEmpty
        ($extended | Group-FermiMatch) | Where-Object FermiR95 -lt 1 | Should -BeNullOrEmpty
    }

    It 'in the lists of a group' {
        $archive = Copy-SmallArchive
        try {
            Use-AstroArchive -Path $archive
            $pair = @(Find-FermiCscMatch -WarningAction Ignore)[0]
            $fluxless = [PSAstroXmatch.FermiCscMatch] @{
                FermiName = $pair.FermiName; FermiL = 0; FermiB = 0; FermiRA = $pair.FermiRA; FermiDec = $pair.FermiDec; CscName = 'zzz'; CscL = 1; CscB = 1; CscRA = 1; CscDec = 1
                SepDeg = 0.01
            }
            $group = $pair, $fluxless | Group-FermiMatch
            $group.NumCscMatches | Should -Be 2
            @($group.CscFluxes | Where-Object { $_ -lt 1 }) | Should -HaveCount 1
            $group.CscFluxes.ToString() | Should -Match '^\S+, $'
        }
        finally {
            Use-AstroArchive -Simulated -Scale 0.05
        }
    }
}

Describe 'Numbers that are there' {
    It 'have a mean, which leaves out those that are not' {
        ($rows | Where-Object gmag -lt 99 | Measure-Object gmag -Average).Average | Should -Be 18.5
        # What PowerShell makes of NaN: not a wrong number.
        [double]::IsNaN(($rows | Measure-Object gmag -Average).Average) | Should -BeTrue
    }

    It 'are sorted after those that are not' {
        ($rows | Sort-Object gmag).id | Should -Be 2, 1, 3
        ($rows | Sort-Object gmag -Descending).id | Should -Be 3, 1, 2
    }
}

Describe 'What is no number of floating point' {
    It 'is null where it is missing: a whole number, a text, a side of a match' {
        Set-Content "$TestDrive/whole.csv" 'id,n,note', 'a,5,x', 'b,,'
        $second = (Import-AstroTable "$TestDrive/whole.csv")[1]
        $null -eq $second.n | Should -BeTrue
        $null -eq $second.note | Should -BeTrue
        # Without a value the type of a column of a CSV file is not known.
        Set-Content "$TestDrive/none.csv" 'id,none', 'a,', 'b,'
        $null -eq (Import-AstroTable "$TestDrive/none.csv")[0].none | Should -BeTrue
    }
}

Describe 'Missing numbers' {
    It 'are written as the format has them: an empty cell' {
        $rows | Export-AstroTable "$TestDrive/out.csv"
        Get-Content "$TestDrive/out.csv" | Should -Be (Get-Content $stars)
        # Without ".0" they would be read back as whole numbers, and the missing one as null.
        Set-Content "$TestDrive/whole.ecsv" '# %ECSV 1.0', '# ---', '# datatype:', '# - {name: id, datatype: int64}', '# - {name: mag, datatype: float64}', 'id mag', '0 15.0', '1 ""', '2 17.0'
        Import-AstroTable "$TestDrive/whole.ecsv" | Export-AstroTable "$TestDrive/whole.csv"
        Get-Content "$TestDrive/whole.csv" | Should -Be 'id,mag', '0,15.0', '1,', '2,17.0'
        (Import-AstroTable "$TestDrive/whole.csv" | Where-Object mag -lt 18).id | Should -Be 0, 2
        $joined | Export-AstroTable "$TestDrive/joined.csv"
        (Get-Content "$TestDrive/joined.csv")[2] | Should -BeExactly 'b,50,20,,,,,,'
        $chandra | Where-Object { [double]::IsNaN($_.Flux) } | Select-Object -First 1 Name, Flux | Export-AstroTable "$TestDrive/flux.csv"
        (Get-Content "$TestDrive/flux.csv")[1] | Should -BeLike '2CXO J*,'
        [pscustomobject]@{ a = 1.5; b = [double]::NaN }, [pscustomobject]@{ a = [float]::NaN; b = $null } | Export-AstroTable "$TestDrive/own.csv"
        Get-Content "$TestDrive/own.csv" | Should -Be 'a,b', '1.5,', ','
    }

    It 'are the same bytes of a VOTable, wherever they come from' {
        $rows | Export-AstroTable "$TestDrive/rows.vot"
        $rows | Select-Object * | Export-AstroTable "$TestDrive/selected.vot"
        $rows | ForEach-Object { [pscustomobject]@{ id = $_.id; ra = $_.ra; dec = $_.dec; gmag = if ([double]::IsNaN($_.gmag)) { $null } else { $_.gmag } } } |
            Export-AstroTable "$TestDrive/nulls.vot"
        (Get-FileHash "$TestDrive/selected.vot").Hash | Should -Be (Get-FileHash "$TestDrive/rows.vot").Hash
        (Get-FileHash "$TestDrive/nulls.vot").Hash | Should -Be (Get-FileHash "$TestDrive/rows.vot").Hash
    }

    It 'come back from Export-Csv, Clixml and a job' {
        $observed = [pscustomobject]@{ id = 1; exposure = 5000.0 }, [pscustomobject]@{ id = 2; exposure = [double]::NaN }
        $observed | Export-Csv "$TestDrive/exported.csv"
        $back = Import-AstroTable "$TestDrive/exported.csv"
        @($back | Where-Object exposure -lt 6000).id | Should -Be 1
        $joined | Export-Clixml "$TestDrive/joined.xml" -Depth 3
        $stored = Import-Clixml "$TestDrive/joined.xml"
        @($stored | Where-Object SepArcsec -lt 1) | Should -HaveCount 1
        $stored | Export-AstroTable "$TestDrive/stored.csv"
        (Get-Content "$TestDrive/stored.csv")[2] | Should -BeExactly 'b,50,20,,,,,,'
        $of = Start-ThreadJob { param($module, $stars) Import-Module $module; Import-AstroTable $stars } -ArgumentList $modulePath, $stars | Receive-Job -Wait -AutoRemoveJob
        @($of | Where-Object gmag -lt 18).id | Should -Be 1
    }

    It 'come back from a match that an earlier version stored, with null for what is missing' {
        $old = $joined[1] | Select-Object Left, Right, @{ n = 'SepArcsec'; e = { $null } }, @{ n = 'PositionAngle'; e = { $null } }, @{ n = 'NormalizedSep'; e = { $null } }
        $old.PSObject.TypeNames.Clear()
        $old.PSObject.TypeNames.Add('Deserialized.PSAstroXmatch.SkyMatch')
        $old | Export-AstroTable "$TestDrive/old.csv"
        (Get-Content "$TestDrive/old.csv")[0] | Should -BeExactly 'name,ra,dec'
    }

    It 'are blank in views' {
        $rows | Get-ShownLine | Should -Contain ' 2 10.0001  20'
        ($joined | Get-ShownLine) -join "`n" | Should -Not -MatchExactly 'NaN'
        ($joined | Format-List | Get-ShownLine) -join "`n" | Should -Not -MatchExactly 'NaN'
        $without = $chandra | Where-Object { [double]::IsNaN($_.Flux) } | Select-Object -First 3
        ($without | Get-ShownLine) -join "`n" | Should -Not -MatchExactly 'NaN'
        ($without | Format-List | Get-ShownLine) -join "`n" | Should -Not -MatchExactly 'NaN'
        "$($rows[1])" | Should -BeExactly '@{id=2; ra=10.0001; dec=20; gmag=}'
    }

    It 'are not drawn, and counted as before' {
        $told = (Invoke-Line '$chandra | Export-Histogram "$TestDrive/flux.svg" Flux -LogX').Warnings
        $without = @($chandra | Where-Object { [double]::IsNaN($_.Flux) }).Count
        "$told" | Should -BeLike "*: $without without a value,*"
    }

    It 'of a position are a position that is missing' {
        Set-Content "$TestDrive/unplaced.csv" 'name,ra,dec', 'a,10.5,20.5', 'b,,'
        $problem = Get-OnlyError 'Import-AstroTable "$TestDrive/unplaced.csv" | Get-ChandraSource -Radius 1arcsec'
        $problem.Text | Should -Match 'RA and Dec'
    }
}

Describe 'Texts of Import-Csv that are numbers' {
    BeforeAll {
        Set-Content "$TestDrive/marked.csv" 'name,RA,Dec,Mag,err,n', 'a,10,20,9.5,2,1', 'b,20,-5,NA,null,', 'c,30,5,--,,NA', 'd,40,5,...,3,30'
        Set-Content "$TestDrive/others.csv" 'id,ra,dec,gmag', '1,10.0001,20,17.5', '2,20.0001,-5,NA', '3,30.0001,5,19.5', '4,40,5,-'
        $marked = Import-Csv "$TestDrive/marked.csv"
        $others = Import-Csv "$TestDrive/others.csv"
    }

    It 'are compared as numbers, without the missing ones: <_>' -ForEach @(
        '$_.Left.Mag -lt 18', '$x = $_.Left.Mag; $x -lt 18', '[Math]::Abs($_.Left.Mag - $_.Right.gmag) -lt 9', '$_.Left.name.Length -eq 1 -and $_.Left.Mag -lt 18'
        '$_.Left.n -lt 9 -and $_.Left.Mag -lt 18', '$side = $_.Left; $null -ne $side.n -and $side.n -lt 9'
    ) {
        $condition = [scriptblock]::Create($_)
        ($marked | Find-SkyMatch -Right $others 1arcsec -Where $condition).Left.name | Should -Be a
        (Find-SkyMatch "$TestDrive/marked.csv" "$TestDrive/others.csv" 1arcsec -Where $condition).Left.name | Should -Be a
        ($marked | Find-SkyMatch -Right $others 1arcsec -Where $condition).Left.Mag | Should -BeOfType string
    }

    It 'are radii: <Name>' -ForEach @(
        @{ Name = 'by name'; Radius = 'err:arcsec' }
        @{ Name = 'as text'; Radius = { "$($_.err)arcsec" } }
        @{ Name = 'calculated'; Radius = { (1 * $_.err) / 3600 } }
    ) {
        $found = $marked | Find-SkyMatch -Right $others -LeftRadius $Radius -WarningVariable warnings -WarningAction SilentlyContinue
        $found.Left.name | Should -Be a, d
        $warnings | Should -BeLike '*2 of 4 rows have no usable radius*'
    }

    It 'are no radii or axes where they are infinite: <Name>' -ForEach @(
        @{ Name = 'radii'; Of = @{ LeftRadius = 'err:arcsec' }; What = 'radius' }
        @{ Name = 'as text'; Of = @{ LeftRadius = { "$($_.err)arcsec" } }; What = 'radius' }
        @{ Name = 'calculated'; Of = @{ LeftRadius = { $_.err / 3600 } }; What = 'radius' }
        @{ Name = 'ellipses'; Of = @{ LeftEllipse = 'err:arcsec', '2arcsec', '0deg' }; What = 'error ellipse' }
        @{ Name = 'joint ellipses'; Of = @{ LeftEllipse = 'err:arcsec', '2arcsec', '0deg'; RightEllipse = '1arcsec', '1arcsec', '0deg' }; What = 'error ellipse' }
    ) {
        Set-Content "$TestDrive/infinite.csv" 'name,ra,dec,err', 'a,10,20,2', 'b,20,-5,inf', 'c,30,5,-inf', 'd,40,5,'
        foreach ($side in (Import-AstroTable "$TestDrive/infinite.csv"), (Import-Csv "$TestDrive/infinite.csv")) {
            if ($Name -eq 'calculated') { $side = Import-AstroTable "$TestDrive/infinite.csv" }
            $found = $side | Find-SkyMatch -Right $others @Of -WarningVariable warnings -WarningAction SilentlyContinue
            $found.Left.name | Should -Be a
            "$warnings" | Should -BeLike "*3 of 4 rows have no usable $What*"
        }
    }

    It 'also where integers of a table are missing, with which PowerShell calculates as with 0' {
        Set-Content "$TestDrive/integers.csv" 'name,ra,dec,err', 'a,10.0001,20,2', 'b,20.0001,-5,', 'c,30.0001,5,2'
        $found = Import-AstroTable "$TestDrive/integers.csv" | Find-SkyMatch -Right $others -LeftRadius { 3 * $_.err / 3600 } -WarningAction SilentlyContinue
        $found.Left.name | Should -Be a, c
        $found = Import-AstroTable "$TestDrive/integers.csv" | Find-SkyMatch -Right $others -LeftRadius { $null -eq $_.err ? '1arcsec' : '0.1arcsec' }
        $found.Left.name | Should -Be a, b, c
    }

    It 'are the brightness of a side' {
        $ellipse = @{ LeftEllipse = '1arcsec', '1arcsec', '0deg'; RightEllipse = '1arcsec', '1arcsec', '0deg'; Probability = $true; WarningAction = 'Ignore' }
        $fromTexts = $marked | Find-SkyMatch -Right $others @ellipse -RightBrightness gmag:mag
        $fromFile = Find-SkyMatch "$TestDrive/marked.csv" "$TestDrive/others.csv" @ellipse -RightBrightness gmag:mag
        $fromTexts.Count | Should -BeGreaterThan 0
        $fromTexts.Reliability | Should -Be $fromFile.Reliability
    }

    It 'are written as numbers, and drawn' {
        $marked | Export-AstroTable "$TestDrive/marked.vot"
        $columns = (Import-AstroTable "$TestDrive/marked.vot" -AsTable).Columns
        $columns.ValueType.Name | Should -Be String, Int64, Int64, Double, Int64, Int64
        @(Import-AstroTable "$TestDrive/marked.vot" | Where-Object Mag -LT 18).name | Should -Be a
        $marked | Export-ScatterPlot -X Mag -Y RA "$TestDrive/marked.svg" -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike '*3 of 4 objects not drawn*3 without a value*'
    }

    It 'are texts where they are identifiers, or beside values of other types' {
        [pscustomobject]@{ id = '007'; n = '8' }, [pscustomobject]@{ id = '010'; n = '9' } | Export-AstroTable "$TestDrive/ids.csv"
        (Get-Content "$TestDrive/ids.csv")[1] | Should -BeExactly '007,8'
        [pscustomobject]@{ id = '7'; n = 8 } | Export-AstroTable "$TestDrive/own.vot"
        (Import-AstroTable "$TestDrive/own.vot" -AsTable).Columns.ValueType.Name | Should -Be String, Int32
    }
}

Describe 'The same file on both sides' {
    It 'has its warnings once, with -Join <_>' -ForEach 'Inner', 'Left', 'Full' {
        Set-Content "$TestDrive/twice.csv" 'name,ra,dec,pmra,pmdec', 'a,10,20,1,1', 'b,,,1,1'
        $null = Find-SkyMatch "$TestDrive/twice.csv" "$TestDrive/twice.csv" 1arcsec -Join $_ -LeftEpoch 2000 -RightEpoch 2000 -Epoch 2010 -WarningVariable warnings -WarningAction SilentlyContinue
        @($warnings -like '*no usable position*') | Should -HaveCount 1
        @($warnings -like '*have no unit and are taken to be in mas/yr*') | Should -HaveCount 1
    }
}
