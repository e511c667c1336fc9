using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>
/// A catalog whose columns have the engine's names and units, whichever file or service it came from. Every row has a position in
/// both frames: rows without a position are left out and reported in <see cref="Problems"/>.
/// </summary>
public sealed class CatalogTable
{
    private readonly Dictionary<string, AstroColumn> _columns;
    private readonly Dictionary<string, double[]> _doubles = [];

    private CatalogTable(CatalogDescription description, string source, int rowCount, Dictionary<string, AstroColumn> columns)
    {
        Description = description;
        Source = source;
        RowCount = rowCount;
        _columns = columns;
    }

    /// <summary>The description of the catalog.</summary>
    public CatalogDescription Description { get; }

    /// <summary>The path or address that the catalog came from.</summary>
    public string Source { get; }

    /// <summary>Number of rows, all with a position.</summary>
    public int RowCount { get; }

    /// <summary>Where the rows come from.</summary>
    internal IReadOnlyList<ProvenanceEntry> Origin { get; private init; } = [];

    /// <summary>What had to be left out: one error per kind of problem.</summary>
    public IReadOnlyList<AstroException> Problems { get; private init; } = [];

    /// <summary>What is probably not as it was meant: positions in hours or radians that were read as degrees, and position errors
    /// that are too large.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>Right ascension, ICRS, degrees, one per row.</summary>
    public double[] Ra => Doubles(Description.Equatorial.Ra);

    /// <summary>Declination, ICRS, degrees, one per row.</summary>
    public double[] Dec => Doubles(Description.Equatorial.Dec);

    /// <summary>Galactic longitude, degrees, one per row.</summary>
    public double[] L => Doubles(Description.Galactic.L);

    /// <summary>Galactic latitude, degrees, one per row.</summary>
    public double[] B => Doubles(Description.Galactic.B);

    /// <summary>The values of a numeric column in the engine's unit, NaN where missing. The array is shared and must not be modified.</summary>
    public double[] Doubles(string column)
    {
        lock (_doubles)
        {
            if (!_doubles.TryGetValue(column, out double[]? values))
            {
                values = _columns.TryGetValue(column, out AstroColumn? found) ? found.ToDoubles() : Filled(RowCount);
                _doubles.Add(column, values);
            }

            return values;
        }
    }

    /// <summary>
    /// The years from the epoch of each row to another, Julian years: from that of its own, if the catalog has such a column, otherwise from that of
    /// the catalog; 0 if neither is known.
    /// </summary>
    internal double[] YearsTo(double epoch)
    {
        double usual = Description.Epoch ?? epoch;
        double[] own = Description.EpochColumn is string column ? Doubles(column) : Filled(RowCount);
        return Array.ConvertAll(own, year => epoch - (double.IsNaN(year) ? usual : year));
    }

    /// <summary>A value of a numeric column; NaN if missing.</summary>
    public double Number(string column, int row) => Doubles(column)[row];

    /// <summary>A value as trimmed text without control characters; empty if missing.</summary>
    public string Text(string column, int row) => _columns.TryGetValue(column, out AstroColumn? found) ? VisibleText.Of(found.GetText(row)) : "";

    /// <summary>As <see cref="Text"/>, but looks up the column only once for many rows.</summary>
    internal Func<int, string> Texts(string column) =>
        _columns.TryGetValue(column, out AstroColumn? found) ? found.GetText : _ => "";

    /// <summary>Whether the catalog has a column, which may be optional.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>The rows as a table, with the catalog's own column names and units.</summary>
    public AstroTable ToTable() => new(
        Description.Columns
            .Where(column => _columns.ContainsKey(column.Name))
            .Select(column => _columns[column.Name].With(new ColumnInfo(column.Name, _columns[column.Name].ValueType)
            {
                Unit = UnitConversion.UnitOf(column.Quantity) ?? _columns[column.Name].Unit,
            })),
        RowCount)
    {
        Name = Description.Name,
        Description = Description.Title,
        Source = Source,
    };

    /// <summary>Throws if a selection uses an optional column that is absent; it would silently find nothing.</summary>
    /// <exception cref="AstroException">ColumnNotFound.</exception>
    internal void Require(string column)
    {
        if (_columns.ContainsKey(column))
            return;
        CatalogColumn wanted = Description.Columns.First(candidate => candidate.Name == column);
        throw new AstroException(
            ErrorIds.ColumnNotFound,
            $"{Source} has no column '{column}', so {Description.Title} cannot be selected by it.",
            $"Add a column with one of these names: {string.Join(", ", wanted.Names)}; or omit that parameter.",
            Source);
    }

    /// <summary>Converts a table as read into the catalog's columns and units.</summary>
    /// <param name="description">The description of the catalog.</param>
    /// <param name="raw">The table from a file or a service.</param>
    /// <exception cref="AstroException">ColumnNotFound: a required column is missing; UnitUnknown; ValueInvalid.</exception>
    public static CatalogTable Create(CatalogDescription description, AstroTable raw)
    {
        string source = raw.Source ?? raw.Name ?? description.Name;
        Dictionary<string, AstroColumn> columns = CatalogPositions.Read(description, raw, source, out string? warning);
        foreach (CatalogColumn wanted in description.Columns.Where(wanted => !columns.ContainsKey(wanted.Name)))
        {
            AstroColumn? found = CatalogPositions.IsPosition(description, wanted) ? null
                : wanted.Names.Select(name => raw.TryGetColumn(name, out AstroColumn? column) ? column : null)
                .FirstOrDefault(column => column is not null);
            if (found is not null)
                columns.Add(wanted.Name, CatalogColumnConversion.Convert(wanted, found, source));
            else if (wanted.Required)
                throw Missing(source, raw, wanted.Names, $"the column '{wanted.Name}'");
        }

        CatalogPositions.Complete(description, raw, source, columns);
        string[] warnings = [.. new[] { warning, LargeErrors(description, columns, source) }.OfType<string>()];
        return WithoutUnplacedRows(description, source, raw.RowCount, columns, warnings, CatalogOrigin.Of(description, raw));
    }

    private static string? LargeErrors(CatalogDescription description, Dictionary<string, AstroColumn> columns, string source)
    {
        CatalogColumn? major = description.Columns.FirstOrDefault(column => column.Name is CatalogColumns.SemiMajorAxis95 or CatalogColumns.ErrorSemiMajor
            || column.Name == description.ErrorEllipse?.Major);
        if (major is null || !columns.TryGetValue(major.Name, out AstroColumn? found) || AstroUnit.InDegrees(UnitConversion.UnitOf(major.Quantity)) is not double degrees)
            return null;
        AngleSizes sizes = new();
        sizes.Add(Array.ConvertAll(found.ToDoubles(), value => value * degrees));
        return sizes.Warning($"{source}: column '{major.Name}'") is { } warning
            ? $"{warning} If it is in another unit, write the table with the unit of this column."
            : null;
    }

    /// <summary>A catalog without rows.</summary>
    internal static CatalogTable Empty(CatalogDescription description) => Create(description, new AstroTable(
        description.Columns.Select(column => (AstroColumn)(column.Quantity switch
        {
            CatalogQuantity.Text or CatalogQuantity.Any => new AstroColumn<string>(new ColumnInfo(column.Name, typeof(string)), []),
            CatalogQuantity.Integer => new AstroColumn<long>(new ColumnInfo(column.Name, typeof(long)), []),
            _ => new AstroColumn<double>(new ColumnInfo(column.Name, typeof(double)), []),
        })),
        0));

    /// <summary>The same rows without <see cref="Problems"/>, for a catalog that is expected to have rows without a position.</summary>
    internal CatalogTable WithoutProblems() => new(Description, Source, RowCount, _columns) { Warnings = Warnings, Origin = Origin };

    /// <summary>Some of the rows, in any order.</summary>
    internal CatalogTable Take(int[] rows) => new(Description, Source, rows.Length, _columns.ToDictionary(pair => pair.Key, pair => pair.Value.Take(rows))) { Origin = Origin };

    /// <summary>The error for a missing column.</summary>
    internal static AstroException Missing(string source, AstroTable raw, IEnumerable<string> names, string what) => new(
        ErrorIds.ColumnNotFound,
        $"{source} lacks {what}. It has: {string.Join(", ", raw.Columns.Take(40).Select(column => column.Name))}{(raw.Columns.Count > 40 ? ", …" : "")}.",
        $"Give the column one of these names: {string.Join(", ", names)}.",
        source);

    private static CatalogTable WithoutUnplacedRows(
        CatalogDescription description, string source, int rowCount, Dictionary<string, AstroColumn> columns,
        IReadOnlyList<string> warnings, IReadOnlyList<ProvenanceEntry> origin)
    {
        double[] ra = columns[description.Equatorial.Ra].ToDoubles(), dec = columns[description.Equatorial.Dec].ToDoubles();
        List<int> unplaced = [];
        for (int row = 0; row < rowCount; row++)
        {
            if (!(double.IsFinite(ra[row]) && Math.Abs(ra[row]) <= 360 && Math.Abs(dec[row]) <= 90))
                unplaced.Add(row);
        }

        if (unplaced.Count == 0)
            return new CatalogTable(description, source, rowCount, columns) { Warnings = warnings, Origin = origin };

        HashSet<int> left = [.. unplaced];
        int[] kept = Enumerable.Range(0, rowCount).Where(row => !left.Contains(row)).ToArray();
        string key = columns[description.Key].GetText(unplaced[0]);
        AstroException problem = new(
            ErrorIds.PositionMissing,
            $"{source}: {ValueText.Count(unplaced.Count)} of {ValueText.Count(rowCount)} rows have no usable position "
            + $"and are left out; the first is row {unplaced[0] + 1} ('{key}').",
            "Give these rows a right ascension from 0 to 360 degrees and a declination from -90 to 90 degrees, or remove them.",
            source);
        return new CatalogTable(description, source, kept.Length, columns.ToDictionary(pair => pair.Key, pair => pair.Value.Take(kept)))
        {
            Problems = [problem],
            Warnings = warnings,
            Origin = origin,
        };
    }

    private static double[] Filled(int count)
    {
        double[] values = new double[count];
        Array.Fill(values, double.NaN);
        return values;
    }
}
