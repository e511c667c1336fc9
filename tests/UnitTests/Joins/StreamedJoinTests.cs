using CsCheck;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

public sealed class StreamedJoinTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psastroxmatch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<MatchMode, JoinKind> ModesAndJoins()
    {
        TheoryData<MatchMode, JoinKind> all = [];
        foreach (MatchMode mode in Enum.GetValues<MatchMode>())
        {
            foreach (JoinKind join in Enum.GetValues<JoinKind>())
                all.Add(mode, join);
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(ModesAndJoins))]
    public void Streamed_in_blocks_of_any_size_the_rows_are_those_in_memory(MatchMode mode, JoinKind join) =>
        Gen.Select(Table, Table, Gen.Int[1, 7], Gen.Int[0, 8], Gen.Bool, Gen.Int[1, 3]).Sample(
            (left, right, blockRows, criterion, streamLeft, top) =>
            {
                (JoinInput a, JoinInput b, JoinOptions options) = Criterion(criterion, left, right);
                options = options with { Mode = mode, Join = join, NeighborCount = top };
                AstroTable inMemory = new StreamedJoin(a, b, options).ToTable(CancellationToken.None);
                JoinInput streamed = JoinFixtures.Blocked(streamLeft ? left : right, size: 2);
                JoinInput small = JoinFixtures.Blocked(streamLeft ? right : left, size: 1);
                streamed = LikeOf(streamed, streamLeft ? a : b);
                small = LikeOf(small, streamLeft ? b : a);
                StreamedJoin inBlocks = streamLeft
                    ? new StreamedJoin(streamed, small, options with { BlockRows = blockRows })
                    : new StreamedJoin(small, streamed, options with { BlockRows = blockRows });
                AstroTable found = inBlocks.ToTable(CancellationToken.None);
                Assert.Equal(inMemory.Columns.Select(column => column.Info), found.Columns.Select(column => column.Info));
                Assert.Equal(JoinFixtures.Lines(inMemory).Order(StringComparer.Ordinal), JoinFixtures.Lines(found).Order(StringComparer.Ordinal));
            },
            iter: 150);

    [Fact]
    public void The_share_of_a_file_that_is_read_twice_grows_from_0_to_1_over_both_passes()
    {
        string large = Path.Combine(_folder, "large.csv");
        File.WriteAllLines(large, Enumerable.Range(0, 50_000).Select(row => FormattableString.Invariant($"{row},{row % 360},{row % 90}")).Prepend("id,ra,dec"));
        AstroTable few = new(
        [
            new AstroColumn<double>(new ColumnInfo("ra", typeof(double)), [0, 1, 2]),
            new AstroColumn<double>(new ColumnInfo("dec", typeof(double)), [0, 1, 2]),
        ]);
        List<double> shares = [];
        StreamedJoin? followed = null;
        followed = new StreamedJoin(
            JoinInput.OfTable(few), JoinInput.OfFile(large), new JoinOptions { Radius = 1.0 / 3600, Mode = MatchMode.BestForLeft, BlockRows = 5_000 },
            _ => shares.AddRange(followed?.Share is double share ? [share] : []));
        Assert.Null(followed.Share);
        _ = followed.ToTable(CancellationToken.None);
        Assert.Equal(shares.Order(), shares);
        Assert.InRange(shares[0], 0, 0.2);
        Assert.Equal(1, shares[^1]);
        Assert.Contains(0.5, shares);
        // Closed, there is nothing left to tell.
        Assert.Null(followed.Share);
    }

    [Fact]
    public void The_order_is_that_of_the_streamed_rows_and_what_is_left_of_the_other_table_follows()
    {
        AstroTable left = JoinFixtures.Csv("id,ra,dec\nx,10,0\ny,20,0\nz,30,0\n"), right = JoinFixtures.Csv("id,ra,dec\np,30,0\nq,50,0\nr,10,0\ns,30,0.0001\n");
        StreamedJoin join = new(
            JoinInput.OfTable(left), JoinFixtures.Blocked(right, 1), new JoinOptions { Radius = 0.001, Join = JoinKind.Full, BlockRows = 2 });
        Assert.Equal(["z:p", ":q", "x:r", "z:s", "y:"], join.GetBlocks(CancellationToken.None).SelectMany(JoinFixtures.Ids));
    }

    [Fact]
    public void A_compacted_block_holds_the_used_rows_only_and_says_the_same()
    {
        AstroTable left = JoinFixtures.Csv("id,ra,dec\nx,10,0\ny,20,0\nz,30,0\n"), right = JoinFixtures.Csv("id,ra,dec\np,30,0\nq,50,0\nr,10,0\n");
        StreamedJoin join = new(JoinInput.OfTable(left), JoinInput.OfTable(right), new JoinOptions { Radius = 0.001, Join = JoinKind.Left });
        JoinedBlock block = Assert.Single(join.GetBlocks(CancellationToken.None));
        JoinedBlock compact = block.Compact(left: true, right: true);
        Assert.Equal(["x:r", "y:", "z:p"], JoinFixtures.Ids(compact));
        Assert.Equal((3, 2), (compact.Left.RowCount, compact.Right.RowCount));
        Assert.Same(block.Right, block.Compact(left: true, right: false).Right);
    }

    [Fact]
    public void The_larger_of_two_files_is_streamed()
    {
        List<string> log = [];
        AstroTable small = JoinFixtures.Csv("id,ra,dec\n1,10,0\n"), large = JoinFixtures.Csv("id,ra,dec\n1,10,0\n2,10,0\n3,11,0\n");
        StreamedJoin join = new(
            JoinFixtures.Blocked(small, 10) with { Source = "small" }, JoinFixtures.Blocked(large, 30) with { Source = "large" }, new JoinOptions { Radius = 0, BlockRows = 2 }, log.Add);
        Assert.Equal(2, join.ToTable(CancellationToken.None).RowCount);
        Assert.Contains("large: 3 rows done.", log);
        Assert.DoesNotContain(log, line => line.StartsWith("small:", StringComparison.Ordinal) && line.EndsWith("done.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("out.csv")]
    [InlineData("out.tsv.gz")]
    [InlineData("out.vot")]
    public void A_file_of_several_blocks_holds_what_the_table_holds(string name)
    {
        AstroTable left = Random(40, 1), right = Random(25, 2);
        string leftPath = Path.Combine(_folder, "left.csv"), rightPath = Path.Combine(_folder, "right.csv"), path = Path.Combine(_folder, name);
        foreach ((string file, AstroTable table) in new[] { (leftPath, left), (rightPath, right) })
        {
            using FileStream stream = File.Create(file);
            Engine.Tables.Text.CsvTableWriter.Write(stream, table, cancellationToken: TestContext.Current.CancellationToken);
        }
        JoinOptions options = new() { Radius = 3 / 3600.0, Join = JoinKind.Full, BlockRows = 7 };
        StreamedJoin join = new(JoinInput.OfFile(leftPath), JoinInput.OfFile(rightPath), options);
        long rows = join.WriteFile(path, overwrite: false, TestContext.Current.CancellationToken);
        AstroTable expected = new StreamedJoin(JoinInput.OfTable(left), JoinInput.OfTable(right), options).ToTable(CancellationToken.None);
        AstroTable written = Engine.Tables.TableFile.Read(path, null, TestContext.Current.CancellationToken);
        Assert.Equal(expected.RowCount, rows);
        Assert.InRange(rows, 41, 1000);
        Assert.Equal(JoinFixtures.Lines(expected).Order(StringComparer.Ordinal), JoinFixtures.Lines(written).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_cancelled_join_leaves_no_file()
    {
        using CancellationTokenSource stop = new();
        StreamedJoin join = new(
            JoinFixtures.Blocked(Random(50, 1), 2),
            JoinInput.OfTable(Random(5, 2)),
            new JoinOptions { Radius = 1, BlockRows = 10 },
            line => stop.CancelAfter(TimeSpan.Zero));
        string path = Path.Combine(_folder, "never.csv");
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => join.WriteFile(path, false, stop.Token));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Rows_without_a_position_are_counted_over_all_blocks()
    {
        AstroTable table = JoinFixtures.Csv("id,ra,dec\n1,10,0\n2,,0\n3,10,0\n4,10,95\n5,,\n");
        StreamedJoin join = new(
            JoinFixtures.Blocked(table, 2) with { Source = "big.csv" }, JoinInput.OfTable(JoinFixtures.Csv("id,ra,dec\n1,10,0\n")), new JoinOptions { Radius = 0, BlockRows = 2, Mode = MatchMode.BestForRight });
        Assert.Equal(1, join.ToTable(CancellationToken.None).RowCount);
        AstroException problem = Assert.Single(join.Problems);
        Assert.Equal("PositionMissing", problem.ErrorId);
        Assert.Contains("big.csv: 3 of 5 rows", problem.Message);
        Assert.Contains("the first is row 2", problem.Message);
    }

    [Fact]
    public void A_file_that_grows_between_two_readings_is_an_error()
    {
        string path = Path.Combine(_folder, "growing.csv");
        File.WriteAllText(path, "id,ra,dec\n1,10,0\n");
        StreamedJoin join = new(
            JoinInput.OfFile(path),
            JoinInput.OfTable(JoinFixtures.Csv("id,ra,dec\n1,10,0\n")),
            new JoinOptions { Radius = 1, BlockRows = 5, Mode = MatchMode.BestBoth });
        Assert.Equal(1, join.ToTable(CancellationToken.None).RowCount);
        File.AppendAllText(path, "2,10,0\n");
        AstroException error = Assert.Throws<AstroException>(() => join.ToTable(CancellationToken.None));
        Assert.Equal("TableChanged", error.ErrorId);
        Assert.Contains("had 1 rows when first read and now has 2", error.Message);
    }

    [Fact]
    public void Rows_without_a_radius_are_a_warning()
    {
        AstroTable table = JoinFixtures.Csv("id,ra,dec,r\n1,10,0,1\n2,10,0,\n3,10,0,-1\n");
        StreamedJoin join = new(JoinInput.OfTable(table) with { Radius = new RowAngle("R:deg"), Source = "a" }, JoinInput.OfTable(table), new JoinOptions());
        Assert.Equal(3, join.ToTable(CancellationToken.None).RowCount);
        Assert.Contains("a: 2 of 3 rows have no usable radius", Assert.Single(join.Warnings));
    }

    [Theory]
    [InlineData("1,10,0,1\n2,10,0,inf\n3,10,0,-inf\n")]
    [InlineData("1,10,0,1deg\n2,10,0,Infinity\n3,10,0,NaN\n")]
    public void An_infinite_radius_or_axis_is_none(string rows)
    {
        AstroTable table = JoinFixtures.Csv("id,ra,dec,r\n" + rows), point = JoinFixtures.Csv("id,ra,dec\n1,10,0.5\n");
        RowAngle radius = new("r:deg");
        StreamedJoin circles = new(JoinInput.OfTable(table) with { Radius = radius, Source = "a" }, JoinInput.OfTable(point), new JoinOptions());
        Assert.Equal(1, circles.ToTable(CancellationToken.None).RowCount);
        Assert.Contains("a: 2 of 3 rows have no usable radius", Assert.Single(circles.Warnings));
        StreamedJoin around = new(JoinInput.OfTable(point), JoinInput.OfTable(table) with { Radius = radius, Source = "b" }, new JoinOptions());
        Assert.Equal(1, around.ToTable(CancellationToken.None).RowCount);
        StreamedJoin ellipses = new(JoinInput.OfTable(table) with { Ellipse = RowEllipse.Circle(radius), Source = "a" }, JoinInput.OfTable(point), new JoinOptions());
        Assert.Equal(1, ellipses.ToTable(CancellationToken.None).RowCount);
        Assert.Contains("a: 2 of 3 rows have no usable error ellipse", Assert.Single(ellipses.Warnings));
    }

    [Theory]
    [InlineData(null, null, null, "MatchRadiusMissing")]
    [InlineData(1.0, "r", null, "MatchCriterionAmbiguous")]
    [InlineData(1.0, null, 2.0, "MatchCriterionAmbiguous")]
    [InlineData(-1.0, null, null, "MatchRadiusInvalid")]
    [InlineData(null, "nothing", null, "ColumnNotFound")]
    public void What_is_no_match_is_refused(double? radius, string? leftRadius, double? limit, string errorId)
    {
        JoinInput side = JoinInput.OfTable(JoinFixtures.Csv("id,ra,dec,r\n1,10,0,1\n"));
        AstroException error = Assert.Throws<AstroException>(() => new StreamedJoin(
            side with { Radius = leftRadius is null ? null : new RowAngle(leftRadius) },
            side,
            new JoinOptions { Radius = radius, MaxNormalizedSeparation = limit }).ToTable(CancellationToken.None));
        Assert.Equal(errorId, error.ErrorId);
        Assert.NotEmpty(error.Recommendation);
    }

    // Points cluster around a few positions, including a pole and right ascension 0, so that the modes have to choose; some have no position.
    private static readonly Gen<AstroTable> Table =
        Gen.Select(Gen.Int[0, 3], Gen.Int[-4, 4], Gen.Int[-4, 4], Gen.Int[0, 6], Gen.Int[0, 3], Gen.Int[0, 180]).Array[0, 14].Select(rows => new AstroTable(
        [
            new AstroColumn<int>(new ColumnInfo("id", typeof(int)), [.. Enumerable.Range(1, rows.Length)]),
            JoinFixtures.Column("ra", [.. rows.Select(row => row.Item1 switch { 0 => (row.Item2 / 3600.0 + 360) % 360, 1 => row.Item2 * 40.0, 2 => double.NaN, _ => 120 + row.Item2 / 3600.0 })], "deg"),
            JoinFixtures.Column("dec", [.. rows.Select(row => row.Item1 == 1 ? 90 - Math.Abs(row.Item3) / 3600.0 : row.Item3 / 3600.0)]),
            JoinFixtures.Column("r", [.. rows.Select(row => row.Item4 == 6 ? double.NaN : row.Item4)], "arcsec"),
            JoinFixtures.Column("minor", [.. rows.Select(row => row.Item5 == 3 ? double.NaN : 0.5 + row.Item5)], "arcsec"),
            JoinFixtures.Column("pa", [.. rows.Select(row => (double)row.Item6)], "deg"),
        ], rows.Length));

    private static AstroTable Random(int rows, int seed)
    {
        Random random = new(seed);
        return new AstroTable(
        [
            new AstroColumn<long>(new ColumnInfo("id", typeof(long)), [.. Enumerable.Range(0, rows).Select(row => (1L << 55) + row)]),
            JoinFixtures.Column("ra", [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() * 0.003)]),
            JoinFixtures.Column("dec", [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() * 0.003)]),
        ]);
    }

    private static (JoinInput Left, JoinInput Right, JoinOptions Options) Criterion(int number, AstroTable left, AstroTable right)
    {
        JoinInput a = JoinInput.OfTable(left), b = JoinInput.OfTable(right);
        RowAngle radius = new("r");
        RowEllipse ellipse = new(radius, new RowAngle("minor"), new RowAngle("pa"));
        JoinOptions none = new();
        return number switch
        {
            0 => (a with { Radius = radius }, b, none),
            1 => (a, b with { Radius = radius }, none),
            2 => (a with { Radius = radius }, b with { Radius = new RowAngle("1arcsec") }, none),
            3 => (a with { Ellipse = ellipse }, b, none),
            4 => (a with { Ellipse = ellipse }, b with { Ellipse = ellipse with { Level = EllipseLevel.Percent95 } }, none),
            5 => (a with { Key = "r" }, b with { Key = "r" }, none),
            6 => (a with { Distance = new RowDistance("r:pc") }, b with { Distance = new RowDistance("r:pc") }, none with { MaxSpatialSeparation = 1.5 }),
            7 => (a, b, none with { Radius = 5 / 3600.0, MinSeparation = 2 / 3600.0, Filter = SimilarRadius }),
            _ => (a, b, none with { Radius = 3 / 3600.0 }),
        };
    }

    private static PairCondition SimilarRadius => new(new PairComparison(
        PairRelation.LessOrEqual, new FunctionTerm((a, b) => Math.Abs(a - b), new ColumnTerm(true, "r"), new ColumnTerm(false, "r")), new NumberTerm(1, 1)));

    private static JoinInput LikeOf(JoinInput side, JoinInput other) =>
        side with { Radius = other.Radius, Ellipse = other.Ellipse, Key = other.Key, Distance = other.Distance };
}
