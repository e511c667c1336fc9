# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.001

    # Two positions in ICRS, and what astropy 5.2.1 makes of them or of (10, 41) in other frames.
    'id,ra,dec', '1,10.684708,41.26875', '2,83.633083,22.0145' | Set-Content "$TestDrive/ref.csv"
    'id,ra,dec', '1,10.68431813740636,41.27382491332315' | Set-Content "$TestDrive/m31.csv"

    # A VOTable with one row: 10, 41.
    function New-OldTable {
        param([string] $System, [string] $Reference = 'ref="C"')
        @"
<?xml version="1.0"?>
<VOTABLE version="1.3" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE><COOSYS ID="C" $System/><TABLE name="old">
<FIELD name="id" datatype="int"/>
<FIELD name="ra" datatype="double" unit="deg" ucd="pos.eq.ra;meta.main" $Reference/>
<FIELD name="dec" datatype="double" unit="deg" ucd="pos.eq.dec;meta.main" $Reference/>
<DATA><TABLEDATA><TR><TD>1</TD><TD>10.0</TD><TD>41.0</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>
"@ | Set-Content "$TestDrive/old.vot"
        "$TestDrive/old.vot"
    }
}

Describe 'Frames of Find-SkyMatch' {
    It 'reads the COOSYS of a VOTable: <system>' -ForEach @(
        @{ system = 'system="eq_FK4" equinox="B1950"' }, @{ system = 'system="eq_FK4"' }, @{ system = 'system="FK4" equinox="B1950.0"' }
    ) {
        $found = Find-SkyMatch (New-OldTable $system) "$TestDrive/m31.csv" 1mas
        $found | Should -HaveCount 1
        $found.Left.ra | Should -Be 10
        Find-SkyMatch (New-OldTable $system '') "$TestDrive/m31.csv" 1mas | Should -HaveCount 1 -Because 'it is the only one around the table'
    }

    It 'keeps the frame of rows after <name>' -ForEach @(
        @{ name = 'Select-Object'; script = { $input | Select-Object id, ra, dec } }
        @{ name = 'a calculated property'; script = { $input | Select-Object id, @{ n = 'ra'; e = { $_.ra } }, dec } }
        @{ name = 'Clixml'; script = { $input | Select-Object id, ra, dec | Export-Clixml "$TestDrive/old.xml"; Import-Clixml "$TestDrive/old.xml" } }
        @{ name = 'a new object'; script = { $input | ForEach-Object { [pscustomobject]@{ id = $_.id; ra = $_.ra; dec = $_.dec } } } }
    ) {
        $rows = @(Import-AstroTable (New-OldTable 'system="eq_FK4" equinox="B1950"') | & $script)
        $rows | Find-SkyMatch "$TestDrive/m31.csv" 1mas | Should -HaveCount 1
        $rows | Export-AstroTable "$TestDrive/kept.vot" | Out-Null
        Find-SkyMatch "$TestDrive/kept.vot" "$TestDrive/m31.csv" 1mas | Should -HaveCount 1
        $rows[0].ra | Should -Be 10
        { Import-AstroTable (New-OldTable 'system="geo_app"') | & $script | Find-SkyMatch "$TestDrive/m31.csv" 1mas } |
            Should -Throw -ErrorId 'FrameUnknown*'
    }

    It 'knows the frame of columns by their names: <longitude>' -ForEach @(
        @{ longitude = 'RAB1950'; latitude = 'DEB1950'; row = '10,41'; other = 'm31.csv' }
        @{ longitude = 'ELON'; latitude = 'ELAT'; row = '27.849139316570476,33.34860647536933'; other = 'ref.csv' }
        @{ longitude = 'GLON'; latitude = 'GLAT'; row = '121.17432879499273,-21.573308789429085'; other = 'ref.csv' }
    ) {
        "id,$longitude,$latitude", "1,$row" | Set-Content "$TestDrive/own.csv"
        Find-SkyMatch "$TestDrive/own.csv" "$TestDrive/$other" 1mas | Should -HaveCount 1
        Find-SkyMatch "$TestDrive/own.csv" "$TestDrive/$other" 1mas -LeftPosition $longitude, $latitude | Should -HaveCount 1
        Import-Csv "$TestDrive/own.csv" | Find-SkyMatch "$TestDrive/$other" 1mas | Should -HaveCount 1
        Import-AstroTable "$TestDrive/own.csv" | Find-SkyMatch -Right "$TestDrive/$other" -Radius 1mas -AsTable | ForEach-Object RowCount | Should -Be 1
    }

    # M31 (10.684708, 41.26875) as astropy 5.2.1 gives it in other frames.
    It 'is told by the file or the names: <name>' -ForEach @(
        @{ name = 'equinox.csv'; text = 'n,RA (B1950),Dec (B1950)', 'M31,00 40 00.095046,+40 59 41.73152' }
        @{ name = 'both.csv'; text = 'n,RA (B1950),RA (J2000),Dec (J2000),Dec (B1950)', 'M31,00 40 00.095046,10.684708,41.26875,+40 59 41.73152' }
        @{ name = 'bracket.csv'; text = 'n,RA [B1875],Dec [B1875]', 'M31,8.980835729888103,40.582936515168896' }
        @{ name = 'keyword.tbl'; text = "\RADESYS='FK5'", '\EQUINOX=1975.0', '|ra                |dec             |', '|double            |double          |',
            '|deg               |deg             |', '|null              |null            |', ' 10.342219407144952 41.1319011796492 '
        }
        @{ name = 'group.vot'; text = '<VOTABLE version="1.4"><RESOURCE><COOSYS ID="J" system="ICRS"/><COOSYS ID="B" system="eq_FK4" equinox="B1950"/><TABLE>',
            '<GROUP ref="B"><FIELDref ref="a"/><FIELDref ref="d"/></GROUP><FIELD ID="a" name="_RA" datatype="double" unit="deg"/>',
            '<FIELD ID="d" name="_DE" datatype="double" unit="deg"/>',
            '<DATA><TABLEDATA><TR><TD>10.000396026287858</TD><TD>40.99492542263154</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>'
        }
        @{ name = 'ucd.vot'; text = '<VOTABLE version="1.3"><RESOURCE><TABLE><FIELD name="x" datatype="double" unit="rad" ucd="pos.supergalactic.lon"/>',
            '<FIELD name="y" datatype="double" unit="rad" ucd="pos.supergalactic.lat"/><DATA><TABLEDATA>',
            '<TR><TD>5.867674268</TD><TD>0.2190756</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>'
        }
    ) {
        $file = "$TestDrive/$name"
        $text | Set-Content $file
        # The radians are rounded to 0.02 arcsec.
        $radius = $name -eq 'ucd.vot' ? '50mas' : '1mas'
        Find-SkyMatch $file "$TestDrive/ref.csv" $radius | Should -HaveCount 1
        Import-AstroTable $file | Select-Object * | Find-SkyMatch -Right "$TestDrive/ref.csv" $radius | Should -HaveCount 1
        [Math]::Round((Import-AstroTable $file | New-SkyMapLayer).RA[0], 4) | Should -Be 10.6847
        if ($name -like '*.csv') {
            Import-Csv $file | Find-SkyMatch -Right "$TestDrive/ref.csv" $radius | Should -HaveCount 1
            [Math]::Round((Import-Csv $file | New-SkyMapLayer).RA[0], 4) | Should -Be 10.6847
        }
    }

    It 'reads the frame of a SkyCoord column of ECSV' {
        @'
# %ECSV 1.0
# ---
# datatype:
# - {name: id, datatype: int64}
# - {name: coord.l, unit: deg, datatype: float64}
# - {name: coord.b, unit: deg, datatype: float64}
# meta: !!omap
# - __serialized_columns__:
#     coord:
#       __class__: astropy.coordinates.sky_coordinate.SkyCoord
#       b: !astropy.table.SerializedColumn
#         __class__: astropy.coordinates.angles.Latitude
#         unit: &id001 !astropy.units.Unit {unit: deg}
#         value: !astropy.table.SerializedColumn {name: coord.b}
#       frame: galactic
#       l: !astropy.table.SerializedColumn
#         __class__: astropy.coordinates.angles.Longitude
#         unit: *id001
#         value: !astropy.table.SerializedColumn {name: coord.l}
# schema: astropy-2.0
id coord.l coord.b
1 121.17432879499273 -21.573308789429085
2 184.55745771238233 -5.784356964188545
'@ | Set-Content "$TestDrive/galactic.ecsv"
        Find-SkyMatch "$TestDrive/galactic.ecsv" "$TestDrive/ref.csv" 1mas | Should -HaveCount 2
    }

    It 'takes the frame from the descriptions of columns, also of rows after Select-Object' {
        $table = New-OldTable 'system="ICRS"' ''
        (Get-Content -Raw $table) -replace '<COOSYS[^>]*>' -replace '(name="ra"[^>]*)/>', '$1><DESCRIPTION>Right ascension (FK4, B1950)</DESCRIPTION></FIELD>' |
            Set-Content "$TestDrive/described.vot"
        Find-SkyMatch "$TestDrive/described.vot" "$TestDrive/m31.csv" 1mas | Should -HaveCount 1
        $rows = Import-AstroTable "$TestDrive/described.vot" | Select-Object id, ra, dec
        $rows | Find-SkyMatch "$TestDrive/m31.csv" 1mas | Should -HaveCount 1
        $rows | Export-AstroTable "$TestDrive/kept.vot" | Out-Null
        Find-SkyMatch "$TestDrive/kept.vot" "$TestDrive/m31.csv" 1mas | Should -HaveCount 1
        [Math]::Round(($rows | New-SkyMapLayer).RA[0], 4) | Should -Be 10.6843
    }

    It 'takes the frame that -LeftFrame or -RightFrame names' {
        'id,x,y', '1,10,41' | Set-Content "$TestDrive/xy.csv"
        Find-SkyMatch "$TestDrive/xy.csv" "$TestDrive/m31.csv" 1mas -LeftPosition x, y -LeftFrame B1950 | Should -HaveCount 1
        Find-SkyMatch "$TestDrive/m31.csv" "$TestDrive/xy.csv" 1mas -RightPosition x, y -RightFrame 'fk4 1950' | Should -HaveCount 1
        Find-SkyMatch (New-OldTable 'system="geo_app"') "$TestDrive/m31.csv" 1mas -LeftFrame FK4 | Should -HaveCount 1
    }

    It 'ends with an error where a frame is not understood' {
        $null = New-OldTable 'system="geo_app"'
        { Find-SkyMatch "$TestDrive/old.vot" "$TestDrive/m31.csv" 1arcsec -ErrorAction Stop } | Should -Throw -ErrorId 'FrameUnknown*'
        $problem = try { Find-SkyMatch "$TestDrive/old.vot" "$TestDrive/m31.csv" 1arcsec } catch { $_ }
        $problem.ErrorDetails.RecommendedAction | Should -BeLike "*-LeftFrame 'FK4 B1950'*"
        { Find-SkyMatch "$TestDrive/m31.csv" "$TestDrive/ref.csv" 1arcsec -LeftFrame Altaz } | Should -Throw -ErrorId 'FrameUnknown*'
        { Find-SkyMatch "$TestDrive/m31.csv" 1arcsec -RightFrame ICRS } | Should -Throw -ErrorId 'ArgumentsConflict*'
    }

    It 'refuses rows that state another frame in columns of their own: <Columns> = <Values>' -ForEach @(
        @{ Columns = 'frame'; Values = 'FK4'; Frame = 'FK4 B1950' }
        @{ Columns = 'Frame,Equinox'; Values = 'fk5,1975'; Frame = 'FK5 J1975' }
        @{ Columns = 'RADESYS'; Values = 'FK4'; Frame = 'FK4 B1950' }
        @{ Columns = 'coord_sys'; Values = 'Galactic'; Frame = 'Galactic' }
        @{ Columns = 'equinox'; Values = '1950.0'; Frame = 'FK4 B1950' }
        @{ Columns = 'equinox'; Values = 'B1950'; Frame = 'FK4 B1950' }
        @{ Columns = 'epoch'; Values = 'B1950'; Frame = 'FK4 B1950' }
        @{ Columns = 'ref_frame'; Values = 'FK5 J1975'; Frame = 'FK5 J1975' }
    ) {
        "id,RA,dec,$Columns", "0,50,1,$($Values -replace '[^,]+')", "1,10,41,$Values" | Set-Content "$TestDrive/stated.csv"
        foreach ($line in 'Import-Csv "$TestDrive/stated.csv" | Find-SkyMatch "$TestDrive/m31.csv" 1mas', 'Find-SkyMatch "$TestDrive/stated.csv" "$TestDrive/m31.csv" 1mas',
            'Import-Csv "$TestDrive/stated.csv" | Find-SkyMatch "$TestDrive/m31.csv" 1mas -AsTable') {
            $problem = Get-OnlyError $line
            $problem.Id | Should -BeExactly FrameUnknown
            $problem.Text | Should -BeLike "*row 2 states that its position is in the frame $Frame (*, but the frame of 'RA' and 'dec' is not given*"
            $problem.Advice | Should -BeLike "*-LeftFrame '$Frame'*"
        }
        (Get-OnlyError 'Find-SkyMatch "$TestDrive/m31.csv" "$TestDrive/stated.csv" 1mas').Advice | Should -BeLike "*-RightFrame '$Frame'*"
        (Get-OnlyError 'Import-Csv "$TestDrive/stated.csv" | New-SkyMapLayer').Advice | Should -BeLike "*-PositionFrame '$Frame'*"
        (Get-OnlyError 'Import-AstroTable "$TestDrive/stated.csv" | Add-OpticalCounterpart').Id | Should -BeExactly FrameUnknown
        # With the frame, the columns do not count; and the result keeps it.
        Find-SkyMatch "$TestDrive/stated.csv" "$TestDrive/m31.csv" 1mas -LeftFrame ICRS | Should -HaveCount 0
        $named = $Frame -eq 'Galactic' ? @{ LeftPosition = 'RA', 'dec' } : @{}
        $expected = Find-SkyMatch "$TestDrive/stated.csv" "$TestDrive/ref.csv" 180deg -LeftFrame $Frame -Mode All @named | Measure-Object SepArcsec -Minimum
        Import-Csv "$TestDrive/stated.csv" | Find-SkyMatch "$TestDrive/ref.csv" 180deg -LeftFrame $Frame -Mode All @named |
            Find-SkyMatch -Right "$TestDrive/ref.csv" -Radius 180deg -Mode All | Measure-Object SepArcsec -Minimum |
            ForEach-Object Minimum | Should -Be $expected.Minimum
    }

    It 'takes rows that state ICRS or J2000, or nothing that is a frame: <Columns> = <Values>' -ForEach @(
        @{ Columns = 'frame'; Values = 'icrs' }, @{ Columns = 'frame,equinox'; Values = 'FK5,J2000' }, @{ Columns = 'equinox'; Values = '2000' }
        @{ Columns = 'frame'; Values = '17' }, @{ Columns = 'frame'; Values = 'plate 3' }, @{ Columns = 'epoch'; Values = '2015.5' }, @{ Columns = 'epoch'; Values = '57000.1' }
    ) {
        "id,RA,dec,$Columns", "1,10.684708,41.26875,$Values" | Set-Content "$TestDrive/stated.csv"
        foreach ($line in 'Import-Csv "$TestDrive/stated.csv" | Find-SkyMatch "$TestDrive/ref.csv" 1mas', 'Find-SkyMatch "$TestDrive/stated.csv" "$TestDrive/ref.csv" 1mas') {
            $result = Invoke-Line $line
            $result.Errors + $result.Warnings | Should -BeNullOrEmpty
            $result.Output | Should -HaveCount 1
        }
        Import-Csv "$TestDrive/stated.csv" | Export-AstroTable "$TestDrive/stated.vot"
        Find-SkyMatch "$TestDrive/stated.vot" "$TestDrive/ref.csv" 1mas | Should -HaveCount 1
    }

    It 'takes single objects of Import-Csv in the frame that they state' {
        'id,RA,dec,coord_sys,equinox', '1,10,41,FK4,1950', '2,121.17432879499273,-21.573308789429085,galactic,', '3,10.684708,41.26875,,' | Set-Content "$TestDrive/stated.csv"
        $positions = Import-Csv "$TestDrive/stated.csv" | Add-OpticalCounterpart -Radius 1arcsec -Catalog Gaia -WarningAction Ignore | ForEach-Object { $_.RA, $_.Dec }
        $expected = 10.68431813740636, 41.27382491332315, 10.684708, 41.26875, 10.684708, 41.26875
        for ($i = 0; $i -lt 6; $i++) { [Math]::Abs($positions[$i] - $expected[$i]) | Should -BeLessThan 3e-7 }
    }

    It 'moves rows to -Epoch from the epoch that they have in a column of that name' {
        'id,ra,dec,pmra,pmdec,epoch', '1,10,41,0,1000,2000.0' | Set-Content "$TestDrive/moving.csv"
        Set-Content "$TestDrive/later.csv" 'id,ra,dec', "1,10,$(41 + 10 / 3600)"
        Find-SkyMatch "$TestDrive/moving.csv" "$TestDrive/later.csv" 0.1arcsec -Epoch 2010 -RightEpoch 2010 -WarningAction Ignore | Should -HaveCount 1
    }

    It 'writes the frame of a table to a VOTable' {
        $null = New-OldTable 'system="eq_FK4" equinox="B1950"'
        Import-AstroTable "$TestDrive/old.vot" | Export-AstroTable "$TestDrive/copy.vot"
        Find-SkyMatch "$TestDrive/copy.vot" "$TestDrive/m31.csv" 1mas | Should -HaveCount 1
        Find-SkyMatch "$TestDrive/old.vot" "$TestDrive/m31.csv" 1mas -OutFile "$TestDrive/joined.vot" | Should -Exist
        Find-SkyMatch "$TestDrive/joined.vot" "$TestDrive/m31.csv" 1mas -LeftPosition ra_1, dec_1 | Should -HaveCount 1
    }

    It 'says with -Verbose which columns and which frame it takes' {
        $lines = Find-SkyMatch (New-OldTable 'system="eq_FK4"') "$TestDrive/m31.csv" 1mas -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        "$lines" | Should -BeLike "*old.vot: the positions are in 'ra', 'dec' (FK4 B1950).*m31.csv: the positions are in 'ra', 'dec' (ICRS).*"
        $lines = Find-SkyMatch "$TestDrive/m31.csv" 1mas -Verbose 4>&1
        "$lines" | Should -BeLike "*the positions are in 'ra', 'dec' (ICRS)*"
    }

    It 'offers the frames' {
        Get-Completion 'Find-SkyMatch a.csv b.csv 1arcsec -LeftFrame ' | Should -Contain "'FK5 J1975'"
        Get-Completion 'Find-SkyMatch a.csv b.csv 1arcsec -RightFrame g' | Should -Be 'Galactic'
    }

    It 'does not fold a right ascension of <_> into the circle' -ForEach '1e300', '-9999', '5000' {
        'id,ra,dec', "1,$_,20", '2,83.633083,22.0145' | Set-Content "$TestDrive/fill.csv"
        Find-SkyMatch "$TestDrive/fill.csv" "$TestDrive/ref.csv" 180deg -WarningAction SilentlyContinue -WarningVariable problems | Should -HaveCount 2
        $problems | Should -BeLike '*1 of 2 rows have no usable position*'
    }
}

Describe 'Epochs of Find-SkyMatch' {
    BeforeAll {
        # Barnard's star with the columns of Gaia, and where astropy 5.2.1 puts it in 2000 (distance 10 pc, no radial velocity).
        'source_id,ra,dec,pmra,pmdec,ref_epoch', '1,269.452,4.693,-801.551,10362.394,2016' | Set-Content "$TestDrive/gaia.csv"
        'id,ra,dec', '1,269.45557419671337,4.646944916472433' | Set-Content "$TestDrive/old.csv"
    }

    It 'moves rows with proper motions to -Epoch before it compares them' {
        Find-SkyMatch "$TestDrive/gaia.csv" "$TestDrive/old.csv" 1arcsec | Should -HaveCount 0
        $found = Find-SkyMatch "$TestDrive/gaia.csv" "$TestDrive/old.csv" 1arcsec -Epoch 2000 -WarningAction SilentlyContinue
        $found.SepArcsec | Should -BeLessThan 0.001
        $found.Left.dec | Should -Be 4.693
        Find-SkyMatch "$TestDrive/old.csv" "$TestDrive/gaia.csv" 1mas -Epoch J2000.0 -WarningAction SilentlyContinue | Should -HaveCount 1
        Import-Csv "$TestDrive/gaia.csv" | Find-SkyMatch "$TestDrive/old.csv" 1mas -Epoch 2000-01-01T12:00:00 -WarningAction SilentlyContinue | Should -HaveCount 1
        Find-SkyMatch "$TestDrive/gaia.csv" "$TestDrive/old.csv" 1arcsec -Epoch 2000 -LeftEpoch 2010 -WarningAction SilentlyContinue | Should -HaveCount 0
    }

    It 'warns of motions without a unit' {
        $null = Find-SkyMatch "$TestDrive/gaia.csv" "$TestDrive/old.csv" 1arcsec -Epoch 2000 -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike "*'pmra' and 'pmdec' have no unit and are taken to be in mas/yr."
    }

    It 'warns if the epochs of both sides differ by more than the radius' {
        $null = Find-SkyMatch "$TestDrive/gaia.csv" "$TestDrive/old.csv" 1arcsec -RightEpoch 2000 -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike '*of epoch J2016.0 and those of *old.csv of J2000.0: the fastest row of *gaia.csv moves by 166.3 arcsec in between*'
    }

    It 'ends with an error where an epoch is not known or not valid' {
        'ra,dec,pmra,pmdec', '1,2,3,4' | Set-Content "$TestDrive/moving.csv"
        { Find-SkyMatch "$TestDrive/moving.csv" "$TestDrive/old.csv" 1arcsec -Epoch 2000 -ErrorAction Stop } | Should -Throw -ErrorId 'EpochUnknown*'
        { Find-SkyMatch "$TestDrive/gaia.csv" "$TestDrive/old.csv" 1arcsec -Epoch soon } | Should -Throw -ErrorId 'ParameterArgumentTransformationError*'
        { Find-SkyMatch "$TestDrive/gaia.csv" "$TestDrive/old.csv" 1arcsec -Epoch 2000 -LeftEpoch soon -ErrorAction Stop } | Should -Throw -ErrorId 'EpochInvalid*'
    }
}

Describe 'Names of positions' {
    It 'knows <_>' -ForEach @(
        'RAdeg,DEdeg', 'RAJ,DECJ', 's_ra,s_dec', 'raMean,decMean', 'ALPHA_J2000,DELTA_J2000', 'coord_ra,coord_dec', 'meanra,meandec', 'ra_1,dec_1',
        'coord.ra,coord.dec', 'Right Ascension,Declination', 'RA (deg),Dec (deg)', 'TARGET_RA,TARGET_DEC', 'X_WORLD,Y_WORLD'
    ) {
        "id,$_", '1,10.684708,41.26875' | Set-Content "$TestDrive/names.csv"
        Find-SkyMatch "$TestDrive/names.csv" "$TestDrive/ref.csv" 1mas | Should -HaveCount 1
        Import-Csv "$TestDrive/names.csv" | Find-SkyMatch "$TestDrive/ref.csv" 1mas | Should -HaveCount 1
    }

    It 'puts hours, minutes and seconds in columns of their own together' {
        'id,RAh,RAm,RAs,DE-,DEd,DEm,DEs', '1,0,42,44.32992,+,41,16,7.5' | Set-Content "$TestDrive/split.csv"
        Find-SkyMatch "$TestDrive/split.csv" "$TestDrive/ref.csv" 1mas | Should -HaveCount 1
        Import-Csv "$TestDrive/split.csv" | Find-SkyMatch "$TestDrive/ref.csv" 1mas | Should -HaveCount 1
    }

    It 'says what to type where there is no position, or more than one' {
        'id,first,second', '1,2,3' | Set-Content "$TestDrive/none.csv"
        'id,ra_1,dec_1,ra_2,dec_2', '1,2,3,4,5' | Set-Content "$TestDrive/several.csv"
        $none = try { Find-SkyMatch "$TestDrive/none.csv" "$TestDrive/ref.csv" 1mas } catch { $_ }
        $none.Exception.Message | Should -BeLike '*has no columns that are recognized as a position.'
        $several = try { Find-SkyMatch "$TestDrive/ref.csv" "$TestDrive/several.csv" 1mas } catch { $_ }
        $several.Exception.Message | Should -BeLike '*has several pairs of columns that may hold its positions.'
        $several.ErrorDetails.RecommendedAction | Should -BeLike "Name the two columns: -RightPosition 'ra_1', 'dec_1'.*"
    }

    It 'matches a joined table at the position of the left object' {
        Find-SkyMatch "$TestDrive/ref.csv" "$TestDrive/ref.csv" 1mas -OutFile "$TestDrive/own.vot" -Force | Should -Exist
        Find-SkyMatch "$TestDrive/own.vot" "$TestDrive/ref.csv" 1mas | Should -HaveCount 2
    }

    It 'knows them for layers of maps, in their frames' {
        $layer = [pscustomobject]@{ RAdeg = 10; DEdeg = 41 } | New-SkyMapLayer
        $layer.RA, $layer.Dec | Should -Be 10, 41
        $layer = [pscustomobject]@{ RAB1950 = 10; DEB1950 = 41 } | New-SkyMapLayer
        $layer.RA[0] | Should -BeGreaterThan 10.68431
        $layer = [pscustomobject]@{ RAdeg = 10; DEdeg = 41 } | New-SkyMapLayer -PositionFrame B1950
        [math]::Round($layer.Dec[0], 6) | Should -Be 41.273825
        $layer = Import-AstroTable (New-OldTable 'system="eq_FK4"') | New-SkyMapLayer
        [math]::Round($layer.Dec[0], 6) | Should -Be 41.273825
        { [pscustomobject]@{ RAdeg = 10; DEdeg = 41 } | New-SkyMapLayer -PositionFrame Altaz } | Should -Throw -ErrorId 'FrameUnknown*'
    }

    It 'knows them for single positions: <longitude>' -ForEach @(
        @{ longitude = 'RA (deg)'; latitude = 'Dec (deg)'; values = 83.633083, 22.0145; expected = '83.633083 22.0145' }
        @{ longitude = 'Right Ascension'; latitude = 'Declination'; values = '05:34:31.93992', '+22:00:52.2'; expected = '83.633083 22.0145' }
        @{ longitude = 'RAB1950'; latitude = 'DEB1950'; values = 10, 41; expected = '10.68431813740636 41.27382491332315' }
        @{ longitude = 'ELON'; latitude = 'ELAT'; values = 84.09750559581094, -1.294422561496626; expected = '83.633083 22.0145' }
        @{ longitude = 'GLON'; latitude = 'GLAT'; values = 184.55745771238233, -5.784356964188545; expected = '83.633083 22.0145' }
    ) {
        # -Center takes the position of an object: the map is the one around its ICRS position.
        $object = [pscustomobject]@{ $longitude = $values[0]; $latitude = $values[1] }
        $map = @{ Field = '2deg'; Projection = 'Gnomonic'; Frame = 'Icrs'; Width = 60; Height = 12 }
        $drawn = $object | Show-SkyMap -Center $object @map
        $same = $object | Show-SkyMap -Center ([PSAstroXmatch.SkyCoordinate] $expected) @map
        "$drawn" | Should -Be "$same"
    }
}

Describe 'Frames of positions that are typed' {
    # A match of the position with what astropy makes of it shows where it is.
    It 'reads <text>' -ForEach @(
        @{ text = '10 41 B1950'; expected = '10.68431813740636 41.27382491332315' }
        @{ text = '00:40:00 +41:00:00 B1950'; expected = '10.68431813740636 41.27382491332315' }
        @{ text = '00h40m00s +41d00m00s FK4'; expected = '10.68431813740636 41.27382491332315' }
        @{ text = '10 41 FK5 J1975'; expected = '10.341672104812055 41.13699822114723' }
        @{ text = '84.09750559581094 -1.294422561496626 ecliptic'; expected = '83.633083 22.0145' }
        @{ text = '184.55745771238233 -5.784356964188545 galactic'; expected = '83.633083 22.0145' }
        @{ text = '83.633083 22.0145 J2000'; expected = '83.633083 22.0145' }
    ) {
        $map = @{ Field = '2deg'; Projection = 'Gnomonic'; Frame = 'Icrs'; Width = 60; Height = 12 }
        $object = [pscustomobject]@{ RA = 83; Dec = 22 }
        $drawn = $object | Show-SkyMap -Center $text @map -WarningAction SilentlyContinue
        $same = $object | Show-SkyMap -Center $expected @map -WarningAction SilentlyContinue
        "$drawn" | Should -Be "$same"
    }

    It 'refuses <_>' -ForEach '10 41 B1950 galactic', 'l=10 b=41 B1950', '10 41 Altaz', '10 B1950' {
        { [pscustomobject]@{ RA = 83; Dec = 22 } | Show-SkyMap -Center $_ } | Should -Throw
    }
}

Describe 'Matches of matches' {
    BeforeAll {
        # Barnard's star as above; FK4 B1950 (10, 41), in hours, under other names, and where astropy 5.2.1 puts it.
        'source_id,ra,dec,pmra,pmdec,ref_epoch', '1,269.452,4.693,-801.551,10362.394,2016' | Set-Content "$TestDrive/gaia.csv"
        'id,ra,dec', '1,269.45557419671337,4.646944916472433' | Set-Content "$TestDrive/old.csv"
        'id,ra,dec', '1,10,41' | Set-Content "$TestDrive/degrees.csv"
        'id,ra,dec', '1,0.6666666666666666,41' | Set-Content "$TestDrive/hours.csv"
        'id,x,y', '1,10,41' | Set-Content "$TestDrive/xy.csv"
        'id,RAJ2000,DEJ2000', '1,10,41' | Set-Content "$TestDrive/j2000.csv"
        'id,ra,dec', '1,10.001,41' | Set-Content "$TestDrive/near.csv"
        'RAJ2000,DEJ2000', '10,41' | Set-Content "$TestDrive/bare.csv"
        'ra,dec', '10.001,41' | Set-Content "$TestDrive/other.csv"

        # The same matches as objects, as a table, in files, and from Clixml.
        function Get-Again {
            param([string] $Form, [hashtable] $First, [string] $Third, [hashtable] $Second = @{ Radius = '1mas' })
            $file = "$TestDrive/again.$Form"
            $again = switch ($Form) {
                'objects' { Find-SkyMatch @First -WarningAction Ignore }
                'table' { Find-SkyMatch @First -AsTable -WarningAction Ignore }
                'clixml' { Find-SkyMatch @First -WarningAction Ignore | Export-Clixml $file; Import-Clixml $file }
                'rows' { Find-SkyMatch @First -OutFile "$file.vot" -Force -WarningAction Ignore | Import-AstroTable }
                'exported' { Find-SkyMatch @First -WarningAction Ignore | Export-AstroTable "$file.vot" -Force | Out-Null; "$file.vot" }
                default { (Find-SkyMatch @First -OutFile $file -Force -WarningAction Ignore).FullName }
            }
            Find-SkyMatch $again $Third @Second -WarningAction Ignore
        }
    }

    It 'move the left object with its own motion: <_>' -ForEach 'objects', 'table', 'clixml', 'vot', 'csv', 'rows', 'exported' {
        $first = @{ Left = "$TestDrive/gaia.csv"; Right = "$TestDrive/old.csv"; Radius = '1arcsec'; Epoch = 2000 }
        Get-Again $_ $first "$TestDrive/old.csv" @{ Radius = '1arcsec'; Epoch = 2000 } | Should -HaveCount 1
        Get-Again $_ $first "$TestDrive/gaia.csv" @{ Radius = '1arcsec'; Epoch = 2000 } | Should -HaveCount 1
    }

    It 'are in the frame of the first match: <_>' -ForEach 'objects', 'table', 'clixml', 'vot', 'rows', 'exported' {
        $first = @{ Left = "$TestDrive/degrees.csv"; LeftFrame = 'B1950'; Right = "$TestDrive/m31.csv"; Radius = '1mas' }
        Get-Again $_ $first "$TestDrive/m31.csv" | Should -HaveCount 1
        $first = @{ Left = "$TestDrive/xy.csv"; LeftPosition = 'x', 'y'; LeftFrame = 'B1950'; Right = "$TestDrive/m31.csv"; Radius = '1mas' }
        Get-Again $_ $first "$TestDrive/m31.csv" | Should -HaveCount 1
    }

    It 'are in the columns and units of the first match: <_>' -ForEach 'objects', 'table', 'clixml', 'vot', 'rows', 'exported' {
        $first = @{ Left = "$TestDrive/hours.csv"; LeftPosition = 'ra:hourangle', 'dec'; Right = "$TestDrive/degrees.csv"; Radius = '1mas' }
        Get-Again $_ $first "$TestDrive/degrees.csv" | Should -HaveCount 1
        $first = @{ Left = "$TestDrive/xy.csv"; LeftPosition = 'x', 'y'; Right = "$TestDrive/degrees.csv"; Radius = '1mas' }
        Get-Again $_ $first "$TestDrive/degrees.csv" | Should -HaveCount 1
        $first = @{ Left = "$TestDrive/j2000.csv"; Right = "$TestDrive/near.csv"; Radius = '1arcmin' }
        Get-Again $_ $first "$TestDrive/degrees.csv" | Should -HaveCount 1
    }

    It 'do not take the frame of the right side for that of the left' {
        $null = New-OldTable 'system="eq_FK4" equinox="B1950"'
        Find-SkyMatch "$TestDrive/m31.csv" "$TestDrive/old.vot" 1mas -OutFile "$TestDrive/right.vot" -Force | Should -Exist
        Find-SkyMatch "$TestDrive/right.vot" "$TestDrive/m31.csv" 1mas | Should -HaveCount 1
    }

    It 'are an error where a text file does not tell which position is of the left object' {
        Find-SkyMatch "$TestDrive/bare.csv" "$TestDrive/other.csv" 1arcmin -OutFile "$TestDrive/untold.csv" -Force | Should -Exist
        $problem = try { Find-SkyMatch "$TestDrive/untold.csv" "$TestDrive/other.csv" 1mas } catch { $_ }
        $problem.FullyQualifiedErrorId | Should -BeLike 'PositionColumnsNotFound*'
        $problem.ErrorDetails.RecommendedAction | Should -BeLike '*-LeftPosition*'
        Find-SkyMatch "$TestDrive/untold.csv" "$TestDrive/degrees.csv" 1mas -LeftPosition RAJ2000, DEJ2000 | Should -HaveCount 1
    }

    It 'are preceded by a warning where a text file loses the frame, unit or columns: <warning>' -ForEach @(
        @{ first = @{ Left = 'degrees.csv'; LeftFrame = 'B1950'; Right = 'm31.csv' }; warning = "*add -LeftPosition 'ra_1', 'dec_1' -LeftFrame 'FK4 B1950'." }
        @{ first = @{ Left = 'hours.csv'; LeftPosition = 'ra:hourangle', 'dec'; Right = 'degrees.csv' }; warning = "*add -LeftPosition 'ra_1:hourangle', 'dec_1'." }
        @{ first = @{ Left = 'bare_xy.csv'; LeftPosition = 'x', 'y'; Right = 'degrees.csv' }; warning = "*add -LeftPosition 'x', 'y'." }
    ) {
        'x,y', '10,41' | Set-Content "$TestDrive/bare_xy.csv"
        Push-Location $TestDrive
        try {
            Find-SkyMatch @first -Radius 1mas -OutFile lost.csv -Force -WarningVariable lost -WarningAction SilentlyContinue | Should -Exist
            $lost | Should -BeLike $warning
            $again = $warning.TrimEnd('.') -replace '^.*add '
            Invoke-Expression "Find-SkyMatch lost.csv degrees.csv 1mas $again" | Should -HaveCount ($first.LeftFrame ? 0 : 1)
            Invoke-Expression "Find-SkyMatch lost.csv m31.csv 1mas $again" | Should -HaveCount ($first.LeftFrame ? 1 : 0)
            Find-SkyMatch @first -Radius 1mas -OutFile lost.vot -Force -WarningVariable none | Should -Exist
            $none | Should -BeNullOrEmpty
            Find-SkyMatch @first -Radius 1mas | Export-AstroTable lost.csv -Force -WarningVariable lost -WarningAction SilentlyContinue
            $lost | Should -BeLike $warning
        }
        finally {
            Pop-Location
        }
    }

    It 'of calls with other positions are not mixed' {
        $first = Find-SkyMatch "$TestDrive/hours.csv" "$TestDrive/degrees.csv" 1mas -LeftPosition ra:hourangle, dec
        $second = Find-SkyMatch "$TestDrive/degrees.csv" "$TestDrive/m31.csv" 1mas -LeftFrame B1950
        { $first, $second | Find-SkyMatch "$TestDrive/degrees.csv" 1mas } | Should -Throw -ErrorId 'ObjectsDiffer*'
        ($first | Get-Member).Name | Should -Not -Contain 'Sides'
        ($first | Get-Member).Name | Should -Not -Contain 'StoredSides'
    }
}
