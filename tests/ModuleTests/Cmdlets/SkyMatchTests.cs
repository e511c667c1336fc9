using System.Management.Automation;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

public sealed class SkyMatchTests : IDisposable
{
    private readonly SmallArchive _archive = new();
    private readonly ModuleSession _session = new();

    public SkyMatchTests()
    {
        _archive.Write("left.csv", """
            name,ra,dec,err,mag
            a1,10,0,2,15
            a2,10.0005,0,1,16
            a3,20,45,1.5,
            a4,,,1,17
            a5,359.9999,-30,1,18
            """);
        _archive.Write("right.csv", """
            id,RAJ2000,DEJ2000,mag
            1,10.0001,0,1.5
            2,10.0004,0.0001,2.5
            3,0.0001,-30,3.5
            4,77,0,4.5
            """);
        _session.Invoke(
            "Use-AstroArchive -Path $path; $left = $path + '/left.csv'; $right = $path + '/right.csv'", ("path", _archive.Path));
    }

    public void Dispose()
    {
        _session.Dispose();
        _archive.Dispose();
    }

    [Theory]
    [InlineData("Find-SkyMatch $left $right 2arcsec", "a1 × 1, a1 × 2, a2 × 1, a2 × 2, a5 × 3")]
    [InlineData("Find-SkyMatch $left $right 2arcsec -Mode BestBoth", "a1 × 1, a2 × 2, a5 × 3")]
    [InlineData("Find-SkyMatch $left $right 2arcsec -Mode BestForLeft -Join Left", "a1 × 1, a2 × 2, a3 × , a4 × , a5 × 3")]
    [InlineData("Find-SkyMatch $left $right 2arcsec -Top 1 -Join Right", "a1 × 1, a2 × 2, a5 × 3,  × 4")]
    [InlineData("Find-SkyMatch $left $right 2arcsec -Join LeftAnti", "a3 × , a4 × ")]
    [InlineData("Find-SkyMatch $left $right 2arcsec -Join RightAnti", " × 4")]
    [InlineData("Find-SkyMatch $left $right 0.0001", "a1 × 1")]
    [InlineData("Get-ChildItemFile $left | Find-SkyMatch -Right $right -Radius 0.4arcsec", "a1 × 1")]
    [InlineData("Import-AstroTable $left | Find-SkyMatch -Right (Import-AstroTable $right -AsTable) -Radius 0.4arcsec", "a1 × 1")]
    [InlineData("Import-AstroTable $left -AsTable | Find-SkyMatch -Right (Import-AstroTable $right) -LeftRadius 0.4arcsec", "a1 × 1")]
    [InlineData("Find-SkyMatch $left $right -RightRadius 0.3arcsec -LeftRadius 0.1arcsec", "a1 × 1")]
    [InlineData("Find-SkyMatch $left $right -LeftEllipse 0.5arcsec,0.1arcsec,90deg", "a1 × 1")]
    [InlineData("Find-SkyMatch $left $right -LeftEllipse 0.5arcsec,0.1arcsec,0deg", "")]
    [InlineData("Find-SkyMatch $left $right -LeftEllipse 0.2arcsec,0.2arcsec,0 -RightEllipse 0.2arcsec,0.2arcsec,0 -MaxNormalizedSep 1.3", "a1 × 1")]
    [InlineData("Find-SkyMatch $left -Right @() -Radius 1", "")]
    [InlineData("Find-SkyMatch $left -Right $nothing -Radius 1 -Join LeftAnti", "a1 × , a2 × , a3 × , a4 × , a5 × ")]
    [InlineData("@() | Find-SkyMatch -Right $right -Radius 1 -Join Right", " × 1,  × 2,  × 3,  × 4")]
    [InlineData("Find-SkyMatch $left -Radius 2arcsec", "a1 × a2")]
    [InlineData("Find-SkyMatch $left -Radius 2arcsec -Join LeftAnti", "a3 × , a4 × , a5 × ")]
    public void Matches_are_emitted(string script, string expected)
    {
        const string File = "function Get-ChildItemFile($path) { [IO.FileInfo]::new($path) }; ";
        Invocation result = _session.Invoke(File + script);
        Assert.Equal(expected, string.Join(", ", result.Output.Select(item => item.ToString())));
        Assert.All(result.Errors, error => Assert.StartsWith("PositionMissing,", error.FullyQualifiedErrorId));
    }

    [Theory]
    [InlineData("Find-SkyMatch $left 2arcsec", "a1 × a2")]
    [InlineData("Find-SkyMatch $left 0.0006", "a1 × a2")]
    [InlineData("Import-AstroTable $left | Find-SkyMatch 2arcsec", "a1 × a2")]
    [InlineData("$left | Find-SkyMatch $right 0.4arcsec", "a1 × 1")]
    [InlineData("Import-AstroTable $left | Find-SkyMatch $right 0.4arcsec", "a1 × 1")]
    [InlineData("Import-AstroTable $left | Find-SkyMatch $right -Radius 0.4arcsec", "a1 × 1")]
    [InlineData("Import-AstroTable $left | Find-SkyMatch (Import-AstroTable $right) 0.4arcsec", "a1 × 1")]
    [InlineData("Import-AstroTable $left | Find-SkyMatch $right -LeftRadius 0.4arcsec", "a1 × 1")]
    [InlineData("Import-AstroTable $left | Find-SkyMatch -Right $right 0.4arcsec", "a1 × 1")]
    [InlineData("Find-SkyMatch -InputObject $left $right 0.4arcsec", "a1 × 1")]
    [InlineData("@() | Find-SkyMatch $right 1 -Join Right", " × 1,  × 2,  × 3,  × 4")]
    public void What_is_given_by_position_is_what_a_user_means(string script, string expected)
    {
        Invocation result = _session.Invoke(script);
        Assert.Equal(expected, string.Join(", ", result.Output.Select(item => item.ToString())));
        Assert.All(result.Errors, error => Assert.StartsWith("PositionMissing,", error.FullyQualifiedErrorId));
    }

    [Fact]
    public void A_file_that_is_named_like_an_angle_is_a_file()
    {
        File.Copy(_archive.File("right.csv"), _archive.File("3arcsec"));
        _session.Invoke("[void]$ExecutionContext.SessionState.Path.SetLocation($path)");
        Assert.Equal("a1 × 1", Assert.Single(_session.Invoke("Find-SkyMatch left.csv 3arcsec 0.4arcsec").Output).ToString());
        Assert.StartsWith("MatchRadiusMissing,", Failing("Find-SkyMatch left.csv 3arcsec").FullyQualifiedErrorId);
        Assert.Equal("a1 × a2", Assert.Single(_session.Invoke("Find-SkyMatch left.csv 2arcsec").Output).ToString());
    }

    [Fact]
    public void A_match_carries_both_rows_and_what_lies_between_them()
    {
        PSObject match = _session.Invoke("Find-SkyMatch $left $right 2arcsec").Output[0];
        Assert.Equal(["Left", "Right", "SepArcsec", "PositionAngle", "NormalizedSep"], match.Properties.Select(property => property.Name));
        Assert.Equal(0.36, (double)match.Properties["SepArcsec"].Value, 1e-9);
        Assert.Equal(90, (double)match.Properties["PositionAngle"].Value, 1e-4);
        Assert.Null(match.Properties["NormalizedSep"].Value);
        PSObject values = Assert.Single(_session.Invoke("$m = Find-SkyMatch $left $right 0.4arcsec; \"$($m.Left.mag) $($m.Right.mag) $($m.Right.DEJ2000)\"").Output);
        Assert.Equal("15 1.5 0", values.BaseObject);
    }

    [Fact]
    public void Objects_come_out_as_they_went_in_and_their_units_are_known()
    {
        // ErrorSemiMajor is in arcsec: in degrees all Chandra sources would match each other.
        _archive.Write("csc.csv", "name,ra,dec,b_flux_ap,error_ellipse_r0,error_ellipse_r1,error_ellipse_angle\nx,10,0,1e-14,1,0.5,90\ny,10.0002,0,1e-14,0.5,0.5,0\nz,11,0,1e-14,,,\n");
        Invocation result = _session.Invoke(
            "Get-ChandraSource | Find-SkyMatch -Right ([pscustomobject]@{ RA = 10.0001; Dec = 0; Id = 'p' }) -LeftRadius ErrorSemiMajor");
        Assert.Equal("x × p, y × p", string.Join(", ", result.Output.Select(item => item.ToString())));
        Assert.Equal("PSAstroXmatch.ChandraSource", result.Output[0].Properties["Left"].Value.GetType().FullName);
        Assert.Contains("1 of 3 rows have no usable radius", Assert.Single(result.Warnings));
        Invocation ellipses = _session.Invoke(
            "Get-ChandraSource | Find-SkyMatch -LeftEllipse ErrorSemiMajor,ErrorSemiMinor,ErrorAngle -LeftEllipseLevel Percent95");
        Assert.Equal("x × y", Assert.Single(ellipses.Output).ToString());
        // σ along the line between them: √(1² + 0.5²)/2.4477 arcsec.
        Assert.Equal(0.72 / (Math.Sqrt(1.25) / 2.447746830680816), (double)ellipses.Output[0].Properties["NormalizedSep"].Value, 1e-6);
    }

    [Fact]
    public void Positions_can_be_named()
    {
        Invocation result = _session.Invoke(
            "Find-FermiCscMatch -WarningAction Ignore | Find-SkyMatch -LeftPosition CscRA,CscDec -Right (Get-ChandraSource -MinFlux 0) -Radius 1arcsec");
        Assert.Equal(3, result.Output.Count);
        ErrorRecord error = Failing("Find-FermiCscMatch -WarningAction Ignore | Find-SkyMatch -Right (Get-ChandraSource) -Radius 1arcsec");
        Assert.StartsWith("PositionColumnsNotFound,", error.FullyQualifiedErrorId);
        Assert.Matches("^Name the two columns: -LeftPosition '\\w*ra\\w*', '\\w*dec\\w*'\\. The columns are: ", error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Rows_without_a_position_are_one_error_and_the_others_match()
    {
        Invocation result = _session.Invoke("Find-SkyMatch $left $right 2arcsec");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("PositionMissing,", error.FullyQualifiedErrorId);
        Assert.Contains("left.csv: 1 of 5 rows", error.ToString());
        Assert.Contains("row 4", error.ToString());
        Assert.Equal(5, result.Output.Count);
    }

    [Theory]
    [InlineData("Find-SkyMatch $left $right 2arcsec -Join Left", 7)]
    [InlineData("Find-SkyMatch $left $right 2arcsec -Join Full", 8)]
    [InlineData("Find-SkyMatch $left $right 2arcsec -Join LeftAnti", 2)]
    [InlineData("Find-SkyMatch $left -Radius 2arcsec -Join LeftAnti", 3)]
    [InlineData("Find-SkyMatch $right $left 2arcsec -Join Right", 7)]
    public void Rows_without_a_position_that_a_join_keeps_are_a_warning(string script, int count)
    {
        Invocation result = _session.Invoke("$ErrorActionPreference = 'Stop'; " + script);
        Assert.Empty(result.Errors);
        Assert.Contains("left.csv: 1 of 5 rows have no usable position and are output without a match; the first is row 4.", Assert.Single(result.Warnings));
        Assert.Equal(count, result.Output.Count);
    }

    [Fact]
    public void Rows_without_a_position_that_a_join_loses_stay_an_error() =>
        Assert.StartsWith("PositionMissing,", Failing("Find-SkyMatch $left $right 2arcsec -Join Right").FullyQualifiedErrorId);

    [Fact]
    public void A_table_has_the_columns_of_both_sides()
    {
        PSObject names = Assert.Single(_session.Invoke("$t = Find-SkyMatch $left $right 2arcsec -AsTable -Join Full -ErrorAction Ignore; \"$($t.RowCount): $($t.Columns.Name)\"").Output);
        Assert.Equal("8: name ra dec err mag_1 id RAJ2000 DEJ2000 mag_2 sep_arcsec position_angle", names.BaseObject);
        PSObject unit = Assert.Single(_session.Invoke(
            "$t = Get-ChandraSource | Find-SkyMatch -Right (Get-FermiSource) -RightRadius SemiMajorAxis95 -AsTable -WarningAction Ignore; \"$($t.RowCount) $($t['flux'].Unit) $($t['name_2'].Info.Ucd)\"").Output);
        Assert.Equal("6 erg/cm2/s meta.id;meta.main", unit.BaseObject);
    }

    [Theory]
    [InlineData("Find-SkyMatch $left $right 2arcsec -Join Full")]
    [InlineData("Find-SkyMatch $left $right 2arcsec -Join LeftAnti")]
    [InlineData("Find-SkyMatch $left $right 2arcsec -Join RightAnti")]
    [InlineData("Find-SkyMatch $left -Radius 2arcsec")]
    [InlineData("Import-AstroTable $left | Find-SkyMatch -Right (Import-AstroTable $right) -Radius 2arcsec -Mode BestForLeft -Join Left")]
    [InlineData("$objects | Find-SkyMatch -Right (Import-AstroTable $right -AsTable) -LeftEllipse 2arcsec, 1arcsec, 0deg -Join Left")]
    [InlineData("Get-FermiSource | Find-SkyMatch -Right (Get-ChandraSource) -LeftRadius SemiMajorAxis95 -Join Left -WarningAction Ignore")]
    public void Matches_are_exported_as_the_table_that_they_are(string script)
    {
        _session.Invoke("$objects = [pscustomobject]@{ Id = 'p'; RA = 10; Dec = 0.0001 }, [pscustomobject]@{ Id = 'q'; RA = 50; Dec = 0 }");
        foreach (string ending in new[] { "csv", "vot" })
        {
            (string Name, object? Value)[] files = [("table", _archive.File("table." + ending)), ("matches", _archive.File("matches." + ending))];
            _session.Invoke($"{script} -ErrorAction Ignore -AsTable | Export-AstroTable $table; {script} -ErrorAction Ignore | Export-AstroTable $matches", files!);
            Assert.Equal(File.ReadAllLines(_archive.File("table." + ending)), File.ReadAllLines(_archive.File("matches." + ending)));
        }
    }

    [Fact]
    public void Matches_of_a_pipeline_that_lost_some_keep_their_columns_and_units()
    {
        Invocation result = _session.Invoke(
            "Find-SkyMatch $left $right 2arcsec -ErrorAction Ignore | Where-Object { $_.Left.mag -gt 15 } | Export-AstroTable $out; $t = Import-AstroTable $out -AsTable; "
            + "\"$($t.RowCount): $($t.Columns.Name), $($t['sep_arcsec'].Unit) $($t['position_angle'].Unit) $($t['name'].GetValue(0))\"",
            ("out", _archive.File("some.vot")));
        Assert.Equal("3: name ra dec err mag_1 id RAJ2000 DEJ2000 mag_2 sep_arcsec position_angle, arcsec deg a2", Assert.Single(result.Output).BaseObject);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void Groups_are_exported_with_units_and_the_names_of_their_members()
    {
        _session.Invoke("Find-SkyMatch $left -Radius 2arcsec -AsGroup -ErrorAction Ignore | Export-AstroTable $out -UnitRow", ("out", _archive.File("groups.csv")));
        string[] lines = File.ReadAllLines(_archive.File("groups.csv"));
        Assert.Equal(["group_id,group_size,ra,dec,radius_arcsec,members", ",,deg,deg,arcsec,"], lines[..2]);
        Assert.EndsWith(",\"a1, a2\"", lines[2]);
    }

    // ConvertTo-Json, which is not in this engine, finds the columns of a row only where the row is wrapped.
    [Fact]
    public void The_rows_in_a_match_show_their_columns_to_whoever_asks_for_properties()
    {
        object match = _session.Invoke("Find-SkyMatch $left $right 2arcsec -ErrorAction Ignore").Output[0].BaseObject;
        Assert.Equal(["name", "ra", "dec", "err", "mag"], Columns("Left"));
        Assert.Equal(["id", "RAJ2000", "DEJ2000", "mag"], Columns("Right"));

        IEnumerable<string> Columns(string side) =>
            Assert.IsType<PSObject>(match.GetType().GetProperty(side)!.GetValue(match)).Properties.Select(property => property.Name);
    }

    [Fact]
    public void A_file_is_written_and_emitted()
    {
        Invocation result = _session.Invoke("Find-SkyMatch $left $right 0.4arcsec -OutFile $out -ErrorAction Ignore", ("out", _archive.File("out.csv")));
        Assert.Equal(_archive.File("out.csv"), ((FileInfo)Assert.Single(result.Output).BaseObject).FullName);
        string[] lines = File.ReadAllLines(_archive.File("out.csv"));
        Assert.Equal("name,ra,dec,err,mag_1,id,RAJ2000,DEJ2000,mag_2,sep_arcsec,position_angle", lines[0]);
        Assert.StartsWith("a1,10,0,2,15,1,10.0001,0,1.5,0.3", lines[1]);
        Assert.Equal(2, lines.Length);
        ErrorRecord error = Failing("Find-SkyMatch $left $right 0.4arcsec -OutFile $out -NoClobber", ("out", _archive.File("out.csv")));
        Assert.StartsWith("FileExists,", error.FullyQualifiedErrorId);
        _session.Invoke("Find-SkyMatch $left $right 0.4arcsec -OutFile $out -WhatIf", ("out", _archive.File("not.csv")));
        Assert.False(File.Exists(_archive.File("not.csv")));
    }

    [Fact]
    public void Groups_have_members_and_a_centre()
    {
        PSObject group = Assert.Single(_session.Invoke("Import-AstroTable $left | Find-SkyMatch -Radius 2arcsec -AsGroup -ErrorAction Ignore").Output);
        Assert.Equal((1, 2), ((int)group.Properties["GroupId"].Value, (int)group.Properties["Size"].Value));
        Assert.Equal(10.00025, (double)group.Properties["RA"].Value, 1e-9);
        Assert.Equal(0.9, (double)group.Properties["RadiusArcsec"].Value, 1e-6);
        PSObject members = Assert.Single(_session.Invoke("(Find-SkyMatch $left -Radius 2arcsec -AsGroup -ErrorAction Ignore).Members[1].name").Output);
        Assert.Equal("a2", members.BaseObject);
        PSObject table = Assert.Single(_session.Invoke("$t = Find-SkyMatch $left -Radius 2arcsec -AsGroup -AsTable -ErrorAction Ignore; \"$($t.RowCount) $($t['group_size'].GetValue(1)) [$($t['group_id'].GetValue(2))]\"").Output);
        Assert.Equal("5 2 []", table.BaseObject);
    }

    [Theory]
    [InlineData("Find-SkyMatch $left $right", "MatchRadiusMissing", "no radius or error ellipse")]
    [InlineData("Find-SkyMatch $left $right 1arcsec -LeftRadius err", "MatchCriterionAmbiguous", "mutually exclusive")]
    [InlineData("Find-SkyMatch $left $right -LeftRadius err -RightEllipse a,b,c", "MatchCriterionAmbiguous", "mutually exclusive")]
    [InlineData("Find-SkyMatch $left $right 1 -MaxNormalizedSep 2", "MatchCriterionAmbiguous", "both sides")]
    [InlineData("Find-SkyMatch $left $right -Radius -1", "RadiusInvalid", "-1 deg")]
    [InlineData("Find-SkyMatch $left $right 1 -Mode All -Top 2", "ArgumentsConflict", "-Top")]
    [InlineData("Find-SkyMatch $left -Radius 1 -RightRadius err", "ArgumentsConflict", "-Right")]
    [InlineData("Find-SkyMatch $left -LeftRadius 1arcsec -RightEllipseLevel Percent95", "ArgumentsConflict", "-Right")]
    [InlineData("Find-SkyMatch $left -Radius 1 -Join Full", "SelfMatchJoinInvalid", "Full")]
    [InlineData("Find-SkyMatch $left $right 1 -AsGroup", "ArgumentsConflict", "-AsGroup")]
    [InlineData("Find-SkyMatch $left $right 1 -AsTable -OutFile x.csv", "ArgumentsConflict", "-OutFile")]
    [InlineData("Find-SkyMatch $left $right 1 -NoClobber", "ArgumentsConflict", "-NoClobber")]
    [InlineData("Find-SkyMatch $left $right 1 -OutFile x.docx", "FormatUnknown", ".docx")]
    [InlineData("Find-SkyMatch $left $right -LeftEllipse err,err", "ArgumentsConflict", "needs 3 column names, not 2")]
    [InlineData("Find-SkyMatch $left $right 1 -LeftPosition ra", "ArgumentsConflict", "needs 2 column names, not 1")]
    [InlineData("Find-SkyMatch $left $right -LeftEllipse err,err,0deg -LeftEllipseLevel Percent95", "ArgumentsConflict", "level")]
    [InlineData("Find-SkyMatch $left $right -LeftRadius error", "ColumnNotFound", "'error'")]
    [InlineData("Find-SkyMatch $left nowhere.csv 1", "FileNotFound", "nowhere.csv")]
    [InlineData("Find-SkyMatch -Radius 1", "LeftMissing", "left side")]
    [InlineData("$left | Find-SkyMatch $left $right 1", "ArgumentsConflict", "pipeline")]
    [InlineData("$left | Find-SkyMatch -Left $right -Radius 1", "ArgumentsConflict", "pipeline")]
    [InlineData("$left | Find-SkyMatch $left -Right $right -Radius 1", "ArgumentsConflict", "pipeline")]
    [InlineData("Find-SkyMatch $left, $left $right 1", "InputInvalid", "-Left")]
    [InlineData("Find-SkyMatch ([pscustomobject]@{ A = 1 }) $right 1", "PositionColumnsNotFound", "-Left")]
    [InlineData("Find-SkyMatch 1, 2 $right 1arcsec -AsTable", "InputInvalid", "Find-SkyMatch takes objects with properties, not Int32")]
    [InlineData("& { Get-FermiSource; Get-ChandraSource } | Find-SkyMatch -Right $right -Radius 1", "ObjectsDiffer", "-Left")]
    public void Nonsense_is_one_error_in_words(string script, string errorId, string part)
    {
        ErrorRecord error = Failing(script);
        Assert.StartsWith(errorId + ",", error.FullyQualifiedErrorId);
        Assert.Contains(part, error.ToString());
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("Find-SkyMatch $left $right -Radius '0,5'", "0.5")]
    [InlineData("Find-SkyMatch $left $right -Radius 3parsec", "parsec")]
    public void A_radius_that_is_no_angle_is_refused(string script, string part) =>
        Assert.Contains(part, Failing(script).ToString());

    [Fact]
    public void A_view_fits_80_columns()
    {
        string shown = _session.Render("Find-SkyMatch $left $right 2arcsec -Join Full -ErrorAction Ignore");
        Assert.All(shown.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains("a1                         2                               1.484", shown);
        string groups = _session.Render("Find-SkyMatch $left -Radius 2arcsec -AsGroup -ErrorAction Ignore");
        Assert.Contains("      1     2  10.0002   0.0000         0.90 a1, a2", groups);
    }

    [Theory]
    [InlineData("& { while ($true) { $object } } | Find-SkyMatch -Right $right -Radius 1")]
    [InlineData("Find-SkyMatch $many $many -Radius 60deg")]
    [InlineData("Find-SkyMatch $many $many -Radius 60deg -OutFile $out")]
    [InlineData("while ($true) { Find-SkyMatch $left $right 2arcsec -ErrorAction Ignore }")]
    public async Task Ctrl_C_ends_it_within_a_second(string script)
    {
        using (StreamWriter writer = new(_archive.File("many.csv")))
        {
            writer.WriteLine("ra,dec");
            for (int i = 0; i < 60_000; i++)
                writer.WriteLine(FormattableString.Invariant($"{i * 0.006},{i % 100 - 50}"));
        }
        _session.Invoke("$object = [pscustomobject]@{ ra = 1; dec = 2 }");
        StoppedInvocation stopped = await _session.StopAsync(
            script, TimeSpan.FromMilliseconds(600), ("many", _archive.File("many.csv")), ("out", _archive.File("never.csv")));
        Assert.InRange(stopped.TimeToStop, TimeSpan.Zero, AtOnce.Limit);
        Assert.False(File.Exists(_archive.File("never.csv")));
    }

    private ErrorRecord Failing(string script, params (string Name, object? Value)[] variables) => Assert.Single(_session.Invoke(script, variables).Errors);
}
