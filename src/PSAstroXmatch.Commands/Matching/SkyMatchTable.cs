using System.Management.Automation;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Builds the table of Find-SkyMatch -AsTable from match objects (see <see cref="TableJoin"/>).</summary>
/// <remarks>
/// If one side is missing in all matches, the table has the columns of the other side only, as for an anti-join: the matches do not
/// tell which columns the missing side would have had.
/// </remarks>
internal static class SkyMatchTable
{
    /// <summary>The match in an object, also if the object came from a job or Clixml.</summary>
    /// <exception cref="AstroException">ObjectFlattened: only the text of a side was kept.</exception>
    public static SkyMatch ToMatch(PSObject item) =>
        item.BaseObject is SkyMatch match && !OriginalType.HasReplaced(item) ? match
        : OriginalType.Of(item).Type == typeof(SkyMatchCandidate) ? ToCandidate(item)
        : new SkyMatch
        {
            Left = StoredSide(item, nameof(SkyMatch.Left)),
            Right = StoredSide(item, nameof(SkyMatch.Right)),
            SepArcsec = StoredNumber(item, nameof(SkyMatch.SepArcsec)),
            PositionAngle = StoredNumber(item, nameof(SkyMatch.PositionAngle)),
            NormalizedSep = StoredNumber(item, nameof(SkyMatch.NormalizedSep)),
            SepParsec = StoredNumber(item, nameof(SkyMatch.SepParsec)),
            Sides = StoredSides.Read(item),
        };

    /// <summary>Whether an object is a match, also if it came from a job or Clixml.</summary>
    public static bool IsMatch(PSObject item) => OriginalType.Of(item) is { IsDescribed: true } original && IsMatch(original.Type);

    /// <summary>Whether an object is what Select-Object left of a match, with its left side.</summary>
    public static bool IsSelectedMatch(PSObject item) =>
        OriginalType.Of(item) is { IsSelected: true } original && IsMatch(original.Type) && item.Properties[nameof(SkyMatch.Left)]?.Value is not null;

    /// <summary>Whether a type is that of matches.</summary>
    public static bool IsMatch(Type? type) => typeof(SkyMatch).IsAssignableFrom(type);

    /// <summary>Throws if the left objects of some matches are at positions of different columns, frames or epochs.</summary>
    /// <exception cref="AstroException">ObjectsDiffer.</exception>
    public static void CheckAlike(string side, IReadOnlyList<PSObject> items)
    {
        if (Distinct([.. items.Select(item => item.BaseObject).OfType<SkyMatch>()], sides => sides?.Left).Length > 1)
        {
            throw new AstroException(
                ErrorIds.ObjectsDiffer,
                $"{side}: the matches are of several calls of Find-SkyMatch, whose left positions differ in their columns, frame or epoch.",
                $"Match those of one call at a time, or name the columns of the position: {side}Position.");
        }
    }

    /// <summary>
    /// The columns of a table of matches that hold the positions of their left objects; null if no match has one, or if the objects have no
    /// position and need none.
    /// </summary>
    /// <param name="cmdlet">Name of the cmdlet that was called, for errors.</param>
    /// <param name="items">The matches.</param>
    /// <param name="table">The table that was made from them.</param>
    /// <param name="side">Name of the parameter, for error messages.</param>
    /// <param name="isNeeded">Whether it is an error if the left objects have no position.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static string[]? LeftPosition(
        string cmdlet, IReadOnlyList<PSObject> items, AstroTable table, string side, bool isNeeded, CancellationToken cancellationToken)
    {
        PSObject[] lefts = [.. items.Select(item => ToMatch(item).Left).OfType<object>().Select(PSObject.AsPSObject)];
        if (lefts.Length == 0)
            return null;
        AstroTable left = Side(cmdlet, lefts, cancellationToken).Table;
        ColumnInfo[] columns = [.. left.Columns.Select(column => column.Info)];
        string[]? own = IsMatch(lefts[0]) ? LeftPosition(cmdlet, lefts, left, side, isNeeded, cancellationToken) : null;
        TablePositions? found = own is not null ? TablePositions.Named(columns, own[0], own[1], side)
            : isNeeded ? TablePositions.Find(columns, side, side + "Position")
            : TablePositions.FindOptional(columns, side);
        // A position in hours, minutes and seconds is found by the names of its columns once more.
        if (found is not { Columns.Count: 2 })
            return null;
        // The columns of the left side come first in a joined table, some with other names.
        string[] names = [.. columns.Select(column => column.Name)];
        return [table.Columns[Array.IndexOf(names, found.Longitude)].Name, table.Columns[Array.IndexOf(names, found.Latitude)].Name];
    }

    /// <summary>The columns of one side, with a row for each object; null where the side is missing.</summary>
    public static AstroTable SideOf(string cmdlet, object?[] items, CancellationToken cancellationToken)
    {
        (AstroTable table, int[] rows) = Side(cmdlet, items, cancellationToken);
        return table.Take(rows);
    }

    public static AstroTable Create(string cmdlet, IReadOnlyList<SkyMatch> matches, CancellationToken cancellationToken)
    {
        (AstroTable left, int[] leftRows) = Side(cmdlet, [.. matches.Select(match => match.Left)], cancellationToken);
        (AstroTable right, int[] rightRows) = Side(cmdlet, [.. matches.Select(match => match.Right)], cancellationToken);
        CheckAlike("left", left, Distinct(matches, sides => sides?.Left));
        CheckAlike("right", right, Distinct(matches, sides => sides?.Right));
        int[] pairs = [.. Enumerable.Range(0, matches.Count).Select(i => double.IsNaN(matches[i].SepArcsec) ? -1 : i)];
        JoinKind join = Array.TrueForAll(rightRows, row => row < 0) ? JoinKind.LeftAnti
            : Array.TrueForAll(leftRows, row => row < 0) ? JoinKind.RightAnti
            : JoinKind.Full;
        JoinedBlock block = new(
            left,
            right,
            new JoinedRows(leftRows, rightRows, pairs),
            [],
            Values(matches, match => match.PositionAngle),
            matches.Any(match => !double.IsNaN(match.NormalizedSep)) ? Values(matches, match => match.NormalizedSep) : null,
            join)
        {
            Sides = new MatchedSides(Common(matches, sides => sides?.Left), Common(matches, sides => sides?.Right)),
            SpatialSeparation = matches.Any(match => !double.IsNaN(match.SepParsec)) ? Values(matches, match => match.SepParsec) : null,
            Probabilities = MatchProbabilities.Of(matches),
        };
        return join == JoinKind.Full
            ? TableJoin.ToTable(block, Values(matches, match => match.SepArcsec), cancellationToken)
            : TableJoin.ToTable(block, cancellationToken);
    }

    // A table has one frame. Where the calls of several matches differ, their columns must say themselves what each call took them for.
    private static void CheckAlike(string side, AstroTable table, MatchedPosition?[] positions)
    {
        bool IsTold(MatchedPosition position) => position.Units.All(unit => unit is null) && (position.System is null || position.Columns.All(name =>
            !table.TryGetColumn(name, out AstroColumn? column) || ColumnFrame.IsSame(name, position.System, column.Info.CoordinateSystem)));
        if (positions.Length < 2 || positions.OfType<MatchedPosition>().All(IsTold))
            return;
        throw new AstroException(
            ErrorIds.ObjectsDiffer,
            $"The matches are of several calls of Find-SkyMatch, whose {side} positions differ in their columns, frame, unit or epoch.",
            "Use those of one call at a time, such as $first | Export-AstroTable first.vot; $second | Export-AstroTable second.vot.");
    }

    // The matches of a call share one object.
    private static MatchedPosition?[] Distinct(IReadOnlyList<SkyMatch> matches, Func<MatchedSides?, MatchedPosition?> side) =>
        [.. matches.Select(match => match.Sides).Distinct(ReferenceEqualityComparer.Instance).Select(sides => side((MatchedSides?)sides)).Distinct()];

    private static MatchedPosition? Common(IReadOnlyList<SkyMatch> matches, Func<MatchedSides?, MatchedPosition?> side) =>
        Distinct(matches, side) is [var only] ? only : null;

    private static SkyMatchCandidate ToCandidate(PSObject item) => new()
    {
        Left = StoredSide(item, nameof(SkyMatch.Left)),
        Right = StoredSide(item, nameof(SkyMatch.Right)),
        SepArcsec = StoredNumber(item, nameof(SkyMatch.SepArcsec)),
        PositionAngle = StoredNumber(item, nameof(SkyMatch.PositionAngle)),
        NormalizedSep = StoredNumber(item, nameof(SkyMatch.NormalizedSep)),
        BayesFactor = StoredNumber(item, nameof(SkyMatchCandidate.BayesFactor)),
        ChanceDensity = StoredNumber(item, nameof(SkyMatchCandidate.ChanceDensity)),
        ChanceProbability = StoredNumber(item, nameof(SkyMatchCandidate.ChanceProbability)),
        LikelihoodRatio = StoredNumber(item, nameof(SkyMatchCandidate.LikelihoodRatio)),
        MatchProbability = StoredNumber(item, nameof(SkyMatchCandidate.MatchProbability)),
        AnyProbability = StoredNumber(item, nameof(SkyMatchCandidate.AnyProbability)),
        Reliability = StoredNumber(item, nameof(SkyMatchCandidate.Reliability)),
        MatchFlag = StoredInteger(item, nameof(SkyMatchCandidate.MatchFlag)),
        CandidateCount = StoredInteger(item, nameof(SkyMatchCandidate.CandidateCount)),
        CoveredShare = StoredNumber(item, nameof(SkyMatchCandidate.CoveredShare)),
        Sides = StoredSides.Read(item),
    };

    private static int StoredInteger(PSObject item, string property) => StoredNumber(item, property) is >= 0 and <= int.MaxValue and var value ? (int)value : 0;

    private static double StoredNumber(PSObject item, string property) =>
        ColumnValues.Unwrap(item.Properties[property]?.Value) is { } value && NumberLiteral.IsNumber(value) ? ColumnValues.ToDouble(value) : double.NaN;

    /// <summary>A side of a match that is no longer live.</summary>
    /// <exception cref="AstroException">ObjectFlattened: only its text was kept.</exception>
    public static object? StoredSide(PSObject item, string side)
    {
        object? value = item.Properties[side]?.Value;
        return value is null || Unwrap(value) is not string
            ? value
            : throw Errors.Flattened($"The {side.ToLowerInvariant()} side of a match", "its properties",
                "Keep more of the matches, as with Export-Clixml -Depth 2, or write the table where they were made.", value);
    }

    private static double[] Values(IEnumerable<SkyMatch> matches, Func<SkyMatch, double> value) => [.. matches.Select(value)];

    // The table of one side, holding each object once, and for each match its row in that table, or −1.
    private static (AstroTable Table, int[] Rows) Side(string cmdlet, object?[] items, CancellationToken cancellationToken)
    {
        object[] present = [.. items.OfType<object>().Select(Unwrap)];
        if (present.Length == 0)
            return (new AstroTable([], 0), Array.ConvertAll(items, _ => -1));
        bool haveAdded = items.OfType<object>().Any(item => OriginalType.MayHaveAdded(PSObject.AsPSObject(item)));
        if (!haveAdded && present.All(item => item is AstroTableRow) && Tables(present) is { } tables)
            return OfRows(items, tables);

        Dictionary<object, int> rowOf = new(ReferenceEqualityComparer.Instance);
        List<PSObject> distinct = [];
        int[] rows = new int[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i] is not { } item)
            {
                rows[i] = -1;
                continue;
            }
            // A custom object has no base object of its own, so two are told apart by their wrappers.
            object key = item is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : item;
            if (!rowOf.TryGetValue(key, out rows[i]))
            {
                rowOf.Add(key, rows[i] = distinct.Count);
                distinct.Add(PSObject.AsPSObject(item));
            }
        }
        return (ObjectTable.Create(cmdlet, distinct, cancellationToken), rows);
    }

    // A large file is read in blocks, each a table of its own. Null if the tables have different columns, or
    // the same in other units or frames.
    private static List<AstroTable>? Tables(object[] rows)
    {
        List<AstroTable> tables = [.. rows.Select(row => ((AstroTableRow)row).GetTable()).Distinct()];
        var columns = Schema(tables[0]);
        return tables.TrueForAll(table => Schema(table).SequenceEqual(columns)) ? tables : null;
    }

    private static (string Name, Type Type, string? Unit, CoordinateSystem? System)[] Schema(AstroTable table) =>
        [.. table.Columns.Select(column => (column.Name, column.ValueType, column.Unit, column.Info.CoordinateSystem))];

    private static (AstroTable Table, int[] Rows) OfRows(object?[] items, List<AstroTable> tables)
    {
        Dictionary<AstroTable, int> start = [];
        int next = 0;
        foreach (AstroTable table in tables)
        {
            start.Add(table, next);
            next += table.RowCount;
        }
        int[] rows = Array.ConvertAll(items, item => item is null || Unwrap(item) is not AstroTableRow row ? -1 : start[row.GetTable()] + row.GetIndex());
        return (AstroTable.Concat(tables), rows);
    }

    private static object Unwrap(object item) => item is PSObject wrapped ? wrapped.BaseObject : item;
}

/// <summary>Makes the objects that Find-SkyMatch -AsGroup emits.</summary>
internal static class SkyMatchGroups
{
    public static IEnumerable<SkyMatchGroup> Create(SkyGroups groups, SkyPositions positions, Func<int, object> item)
    {
        List<int>[] members = [.. groups.Sizes.Select(size => new List<int>(size))];
        for (int row = 0; row < groups.GroupOf.Length; row++)
        {
            if (groups.GroupOf[row] >= 0)
                members[groups.GroupOf[row]].Add(row);
        }
        for (int group = 0; group < members.Length; group++)
        {
            (double ra, double dec) = SkyCentre.Of(members[group].Select(row => (positions.Ra[row], positions.Dec[row])));
            yield return new SkyMatchGroup
            {
                GroupId = group + 1,
                RA = ra,
                Dec = dec,
                RadiusArcsec = members[group].Max(row => Separation.Degrees(ra, dec, positions.Ra[row], positions.Dec[row])) * 3600,
                Members = new ValueList<object>([.. members[group].Select(item)]),
            };
        }
    }
}
