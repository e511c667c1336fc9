using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Makes one columnar table from matched rows.</summary>
/// <remarks>
/// Its columns are those of the left table, those of the right table, and <c>sep_arcsec</c>, <c>position_angle</c> (degrees) and,
/// with error ellipses, <c>normalized_sep</c>, or with distances <c>sep_pc</c>; with probabilities also theirs. Names that occur on both sides, or among these, get
/// the suffix _1 on the left and _2 on the right, as in STILTS, unless the options give others.
/// Units, UCDs and descriptions are kept. A missing side is null. An anti-join has only its own columns.
/// </remarks>
public static class TableJoin
{
    internal const string SeparationName = "sep_arcsec";

    internal const string PositionAngleName = "position_angle";
    private const string NormalizedName = "normalized_sep";
    private const string SpatialName = "sep_pc";

    /// <summary>The joined table.</summary>
    /// <param name="block">The matched rows.</param>
    /// <param name="cancellationToken">Cancels the operation; checked between columns.</param>
    public static AstroTable ToTable(JoinedBlock block, CancellationToken cancellationToken = default)
    {
        if (block.Join == JoinKind.LeftAnti)
            return Described(block.Left.Take(block.Rows.Left), block.Sides.Left);
        if (block.Join == JoinKind.RightAnti)
            return Described(block.Right.Take(block.Rows.Right), block.Sides.Right);
        return ToTable(block, Array.ConvertAll(block.Separation, degrees => degrees * 3600), cancellationToken);
    }

    /// <summary>The joined table of pairs whose separations are given in arcseconds, at full precision.</summary>
    /// <param name="block">The matched rows; its separations are not used. Not for anti-joins.</param>
    /// <param name="separationArcsec">Separations of the pairs, arcsec.</param>
    /// <param name="cancellationToken">Cancels the operation; checked between columns.</param>
    public static AstroTable ToTable(JoinedBlock block, double[] separationArcsec, CancellationToken cancellationToken = default)
    {
        List<AstroColumn> columns = [];
        bool hasKnownFrame = block.Sides.Left?.HasKnownFrame == true || block.Sides.Right?.HasKnownFrame == true;
        foreach ((AstroColumn column, string name, int[] rows) in Sources(block))
        {
            cancellationToken.ThrowIfCancellationRequested();
            MatchedPosition? position = columns.Count < block.Left.Columns.Count ? block.Sides.Left : block.Sides.Right;
            columns.Add(column.Take(rows).With(Described(column.Info, position, hasKnownFrame) with { Name = name }));
        }
        string? Renamed(string name)
        {
            int index = block.Left.Columns.ToList().FindIndex(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            return index < 0 ? null : columns[index].Name;
        }

        IReadOnlyList<TableParameter> mark = LeftPositionMark.Replace([], block.Sides.Left, Renamed);
        columns.AddRange(Measures(block, separationArcsec));
        return new AstroTable(columns, block.Rows.Count)
        {
            Description = $"Sky match of {DisplayName(block.Left)} and {DisplayName(block.Right)}",
            Parameters = mark,
            Warnings = [.. block.Left.Warnings.Concat(block.Right.Warnings).Distinct()],
        };
    }

    /// <summary>
    /// The rows of a table with their group: <c>group_id</c> (from 1) and <c>group_size</c>, null for a row in no group.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="groups">Groups of its rows.</param>
    /// <param name="position">What was used as the position of its rows; null if that is not known.</param>
    public static AstroTable WithGroups(AstroTable table, SkyGroups groups, MatchedPosition? position = null)
    {
        table = Described(table, position);
        int[] id = new int[table.RowCount], size = new int[table.RowCount];
        NullMask alone = new(table.RowCount);
        for (int row = 0; row < id.Length; row++)
        {
            int group = groups.GroupOf[row];
            alone[row] = group < 0;
            (id[row], size[row]) = group < 0 ? (0, 0) : (group + 1, groups.Sizes[group]);
        }
        ColumnInfo idInfo = new("group_id", typeof(int)) { Ucd = "meta.id.parent", Description = "Number of the group of linked rows" };
        ColumnInfo sizeInfo = new("group_size", typeof(int)) { Ucd = "meta.number", Description = "Number of rows in the group" };
        AstroColumn[] columns = [.. table.Columns, new AstroColumn<int>(idInfo, id, alone), new AstroColumn<int>(sizeInfo, size, alone)];
        string[] names = ColumnNames.MakeUnique(columns.Select(column => column.Name));
        return table.With(columns.Select((column, i) => column.With(column.Info with { Name = names[i] })));
    }

    /// <summary>Whether a table names the columns with the positions of its left objects, as joined tables do unless a text file loses it.</summary>
    public static bool KnowsLeftPosition(AstroTable table) => LeftPositionMark.Read(table) is not null;

    // Rows of one side, which a later match finds where this one did.
    private static AstroTable Described(AstroTable table, MatchedPosition? position) => position is null ? table : new AstroTable(
        table.Columns.Select(column => column.With(Described(column.Info, position, position.HasKnownFrame))), table.RowCount)
    {
        Name = table.Name,
        Description = table.Description,
        Source = table.Source,
        Warnings = table.Warnings,
        Parameters = LeftPositionMark.Replace(table.Parameters, position, name => table.TryGetColumn(name, out AstroColumn? column) ? column.Name : null),
    };

    // If the frame of one side is written, so is that of the other: programs take the only COOSYS of a VOTable for that of all its positions.
    private static ColumnInfo Described(ColumnInfo info, MatchedPosition? position, bool withFrame)
    {
        int index = position?.Columns.ToList().FindIndex(name => name.Equals(info.Name, StringComparison.OrdinalIgnoreCase)) ?? -1;
        if (index < 0)
            return info;
        if (position!.Units.ElementAtOrDefault(index) is { } unit)
            info = info with { Unit = unit, UnitRowText = null };
        return withFrame && position.System is { } system ? info with { CoordinateSystem = system } : info;
    }

    private static IEnumerable<(AstroColumn Column, string Name, int[] Rows)> Sources(JoinedBlock block)
    {
        HashSet<string> measures = new([SeparationName, PositionAngleName, NormalizedName], StringComparer.OrdinalIgnoreCase);
        if (block.SpatialSeparation is not null)
            measures.Add(SpatialName);
        if (block.Probabilities is not null)
            measures.UnionWith(JoinedProbabilities.ColumnNames);
        HashSet<string> right = new(block.Right.Columns.Select(column => column.Name), StringComparer.OrdinalIgnoreCase);
        HashSet<string> left = new(block.Left.Columns.Select(column => column.Name), StringComparer.OrdinalIgnoreCase);
        AstroColumn[] columns = [.. block.Left.Columns, .. block.Right.Columns];
        int leftCount = block.Left.Columns.Count;
        IEnumerable<string> names = columns.Select((column, i) => i < leftCount
            ? column.Name + (right.Contains(column.Name) || measures.Contains(column.Name) ? block.LeftSuffix : "")
            : column.Name + (left.Contains(column.Name) || measures.Contains(column.Name) ? block.RightSuffix : ""));
        // A table may already have a column with the suffixed name.
        string[] unique = ColumnNames.MakeUnique(names);
        for (int i = 0; i < columns.Length; i++)
            yield return (columns[i], unique[i], i < leftCount ? block.Rows.Left : block.Rows.Right);
    }

    private static IEnumerable<AstroColumn> Measures(JoinedBlock block, double[] separationArcsec)
    {
        int[] pairs = block.Rows.Pair;
        yield return Measure(
            new ColumnInfo(SeparationName, typeof(double)) { Unit = "arcsec", Ucd = "pos.angDistance", Description = "Separation of the two positions" },
            pairs,
            separationArcsec);
        yield return Measure(
            new ColumnInfo(PositionAngleName, typeof(double))
            {
                Unit = "deg",
                Ucd = "pos.posAng",
                Description = "Position angle of the right position as seen from the left, from north through east",
            },
            pairs,
            block.PositionAngle);
        if (block.NormalizedSeparation is not null)
        {
            yield return Measure(
                new ColumnInfo(NormalizedName, typeof(double)) { Ucd = "pos.angDistance;arith.ratio", Description = "Separation in units of the error ellipses" },
                pairs,
                block.NormalizedSeparation);
        }
        if (block.SpatialSeparation is not null)
        {
            yield return Measure(
                new ColumnInfo(SpatialName, typeof(double)) { Unit = "pc", Ucd = "pos.distance;arith.diff", Description = "Separation in space" },
                pairs,
                block.SpatialSeparation);
        }

        foreach (AstroColumn column in block.Probabilities?.Columns() ?? [])
            yield return column;
    }

    private static AstroColumn Measure(ColumnInfo info, int[] pairs, double[] values) => new AstroColumn<double>(info, values).Take(pairs);

    private static string DisplayName(AstroTable table) => table.Source ?? table.Name ?? "a table";
}

/// <summary>Rows of a join: which rows of two tables match, and their separations.</summary>
/// <param name="Left">The left table, or a block of it.</param>
/// <param name="Right">The right table, or a block of it.</param>
/// <param name="Rows">For each joined row, the row of each table, or −1; its Pair is an index into the arrays below, or −1.</param>
/// <param name="Separation">Separations of the pairs, degrees.</param>
/// <param name="PositionAngle">Position angles of the right position as seen from the left, degrees from north through east.</param>
/// <param name="NormalizedSeparation">Normalised separations of the pairs; null if the criterion has none.</param>
/// <param name="Join">Which rows of the two tables are included.</param>
public sealed record JoinedBlock(
    AstroTable Left,
    AstroTable Right,
    JoinedRows Rows,
    double[] Separation,
    double[] PositionAngle,
    double[]? NormalizedSeparation,
    JoinKind Join)
{
    /// <summary>Separations of the pairs in space, pc; null if they are unknown.</summary>
    public double[]? SpatialSeparation { get; init; }

    /// <summary>The probabilities of the joined rows; null if they were not asked for.</summary>
    public JoinedProbabilities? Probabilities { get; init; }

    /// <summary>What was used as the positions of the two sides.</summary>
    public MatchedSides Sides { get; init; } = new(null, null);

    /// <summary>What is appended to the name of a left column that also occurs on the right.</summary>
    public string LeftSuffix { get; init; } = "_1";

    /// <summary>What is appended to the name of a right column that also occurs on the left.</summary>
    public string RightSuffix { get; init; } = "_2";

    /// <summary>The rows of a match with these options, which tell what the normalised separations are.</summary>
    internal static JoinedBlock Of(
        AstroTable left, AstroTable right, JoinedRows rows, double[] separation, double[] positionAngle, double[]? normalized, JoinOptions options,
        MatchedSides sides)
    {
        double? limit = options.MaxSpatialSeparation;
        return new JoinedBlock(left, right, rows, KeyMatch.Known(separation), positionAngle, limit is null ? normalized : null, options.Join)
        {
            SpatialSeparation = limit is double parsec ? Array.ConvertAll(normalized ?? [], ratio => ratio * parsec) : null,
            Sides = sides,
            LeftSuffix = options.LeftSuffix,
            RightSuffix = options.RightSuffix,
        };
    }

    /// <summary>The same rows, with tables reduced to the rows in use, so that an object holding one row does not keep a whole block in memory.</summary>
    /// <param name="left">Whether the left table is compacted.</param>
    /// <param name="right">Whether the right table is compacted.</param>
    public JoinedBlock Compact(bool left, bool right)
    {
        (AstroTable leftTable, int[] leftRows) = left ? Compact(Left, Rows.Left) : (Left, Rows.Left);
        (AstroTable rightTable, int[] rightRows) = right ? Compact(Right, Rows.Right) : (Right, Rows.Right);
        return this with { Left = leftTable, Right = rightTable, Rows = Rows with { Left = leftRows, Right = rightRows } };
    }

    private static (AstroTable Table, int[] Rows) Compact(AstroTable table, int[] rows)
    {
        bool[] isUsed = new bool[table.RowCount];
        foreach (int row in rows)
        {
            if (row >= 0)
                isUsed[row] = true;
        }
        List<int> used = [];
        int[] place = new int[table.RowCount];
        for (int row = 0; row < place.Length; row++)
        {
            place[row] = used.Count;
            if (isUsed[row])
                used.Add(row);
        }
        if (used.Count == table.RowCount)
            return (table, rows);
        return (table.Take([.. used]), Array.ConvertAll(rows, row => row < 0 ? -1 : place[row]));
    }
}
