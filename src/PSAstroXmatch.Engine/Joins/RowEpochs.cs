using System.Globalization;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>The epochs of the positions of a table: one for all rows, or a column.</summary>
internal sealed class RowEpochs
{
    // Gaia's epoch, one's own, the Julian dates of the observations of 2MASS in its tables at IRSA and the CDS, and the mean MJD of those of Pan-STARRS.
    private static readonly string[] KnownColumns = ["ref_epoch", "refepoch", "epoch", "jdate", "measurejd", "epochmean"];

    private readonly double? _year;
    private readonly string? _column;

    private RowEpochs(double? year, string? column)
    {
        _year = year;
        _column = column;
    }

    /// <summary>The year, or the name of the column.</summary>
    public string Text => _column ?? _year!.Value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Name of the column; null if all rows have one epoch.</summary>
    public string? Column => _column;

    /// <summary>The epochs that the user or the file gives for all rows; null if they do not.</summary>
    /// <param name="columns">The columns of the table.</param>
    /// <param name="positions">Its positions.</param>
    /// <param name="given">An epoch or the name of a column, as the user says; null to go by the metadata and the columns.</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <exception cref="AstroException">EpochInvalid: the text is neither an epoch nor a column.</exception>
    public static RowEpochs? Find(IReadOnlyList<ColumnInfo> columns, TablePositions positions, string? given, string source) =>
        Given(columns, given, source) ?? (positions.Epoch is double known ? new RowEpochs(known, null) : null);

    /// <summary>The epochs in a column that belongs to some positions; null if there is none.</summary>
    /// <param name="columns">The columns among which it is.</param>
    /// <param name="positions">The positions.</param>
    /// <param name="affixes">What surrounds the name of the column.</param>
    public static RowEpochs? InColumn(IReadOnlyList<ColumnInfo> columns, TablePositions positions, (string Before, string After) affixes)
    {
        ColumnInfo? Named(string name) => columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        ColumnInfo? found = KnownColumns.Select(name => Named(affixes.Before + name + affixes.After)).FirstOrDefault(column => column is not null);
        // RAJ2000 beside RA_ICRS is at another epoch than ref_epoch says; alone, its epoch is not known.
        return found is null || (PositionNames.Normalise(positions.Longitude).Contains("j2000", StringComparison.Ordinal)
            && found.Name[affixes.Before.Length..].StartsWith("ref", StringComparison.OrdinalIgnoreCase))
            ? null
            : new RowEpochs(null, found.Name);
    }

    private static RowEpochs? Given(IReadOnlyList<ColumnInfo> columns, string? given, string source)
    {
        ColumnInfo? Named(string name) => columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (given is not null)
        {
            if (Named(given) is { } named)
                return new RowEpochs(null, named.Name);
            return YearOf(given) is double year ? new RowEpochs(year, null) : throw new AstroException(
                ErrorIds.EpochInvalid,
                $"'{given}' is not an epoch, and {source} has no column of that name.",
                $"Write a Julian year such as 2016.0 or J2016.0, a Besselian year such as B1950, "
                    + $"a date such as 2015-07-01, MJD 57204, or one of the columns: {PositionAdvice.List(columns)}.",
                given);
        }

        return null;
    }

    /// <inheritdoc cref="EpochCell.YearOf"/>
    public static double? YearOf(string? text) => EpochCell.YearOf(text);

    /// <summary>The year that an epoch is, which a user gave for all rows; null if none was given, or a column.</summary>
    public static double? YearIn(IReadOnlyList<ColumnInfo> columns, string? given) =>
        columns.Any(column => column.Name.Equals(given, StringComparison.OrdinalIgnoreCase)) ? null : YearOf(given);

    /// <summary>Julian years of a block of rows; NaN where a row has none.</summary>
    public double[] Read(AstroTable table)
    {
        double[] years = new double[table.RowCount];
        if (_column is null)
        {
            Array.Fill(years, _year!.Value);
            return years;
        }

        AstroColumn column = table[_column];
        for (int row = 0; row < years.Length; row++)
            years[row] = EpochCell.Year(column, row);
        return years;
    }
}
