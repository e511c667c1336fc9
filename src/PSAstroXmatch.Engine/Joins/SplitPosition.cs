using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>
/// Positions whose hours, minutes and seconds of right ascension, and sign, degrees, minutes and seconds of declination are columns of their own,
/// as in the tables of the CDS and the AAS: RAh, RAm, RAs, DE-, DEd, DEm, DEs.
/// </summary>
internal sealed class SplitPosition
{
    private static readonly string[] SignNames = ["de-", "design", "de_sign"];

    private readonly string[] _ra;
    private readonly string[] _dec;
    private readonly string? _sign;

    private SplitPosition(string[] ra, string[] dec, string? sign)
    {
        _ra = ra;
        _dec = dec;
        _sign = sign;
    }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns => [.. _ra, .. _sign is null ? [] : new[] { _sign }, .. _dec];

    /// <summary>The columns of a table; null if it does not have at least RAh and RAm, DEd and DEm.</summary>
    public static SplitPosition? Find(IReadOnlyList<ColumnInfo> columns) => Find(columns, (name, wanted) => name == wanted);

    /// <summary>As <see cref="Find(IReadOnlyList{ColumnInfo})"/> among columns that are known to be such parts, perhaps with a suffix after their names.</summary>
    public static SplitPosition? OfParts(IReadOnlyList<ColumnInfo> columns) => Find(columns, (name, wanted) => name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase));

    private static SplitPosition? Find(IReadOnlyList<ColumnInfo> columns, Func<string, string, bool> isName)
    {
        string? Name(string wanted) => columns.FirstOrDefault(column => isName(PositionNames.Normalise(column.Name), wanted))?.Name;
        string[] ra = [.. new[] { "rah", "ram", "ras" }.Select(Name).TakeWhile(name => name is not null).OfType<string>()];
        string[] dec = [.. new[] { "ded", "dem", "des" }.Select(Name).TakeWhile(name => name is not null).OfType<string>()];
        string? sign = columns.FirstOrDefault(column => SignNames.Any(name => isName(column.Name.Trim().ToLowerInvariant(), name)))?.Name;
        return ra.Length >= 2 && dec.Length >= 2 ? new SplitPosition(ra, dec, sign) : null;
    }

    /// <summary>Right ascensions and declinations in degrees, NaN where a part is missing.</summary>
    /// <exception cref="AstroException">ValueInvalid: a part is out of its range; the message names the column and row.</exception>
    public (double[] Ra, double[] Dec) Read(AstroTable table, string source, long firstRow)
    {
        double[] ra = Sum(table, _ra, 24, source, firstRow), dec = Sum(table, _dec, 90, source, firstRow);
        AstroColumn degrees = table[_dec[0]];
        for (int row = 0; row < ra.Length; row++)
        {
            ra[row] *= 15;
            if (IsNegative(table, degrees, row))
                dec[row] = -dec[row];
        }

        return (ra, dec);
    }

    // A table without a column for the sign has it in the degrees, where "-00" is text or a negative zero.
    private bool IsNegative(AstroTable table, AstroColumn degrees, int row) => _sign is null
        ? degrees.GetText(row).StartsWith('-')
        : table[_sign].GetText(row) is "-" or "−" or "-1";

    private static double[] Sum(AstroTable table, string[] names, double most, string source, long firstRow)
    {
        double[] sum = new double[table.RowCount];
        double share = 1;
        foreach (string name in names)
        {
            AstroColumn column = table[name];
            for (int row = 0; row < sum.Length; row++)
            {
                double part = Math.Abs(column.GetDouble(row));
                if (part > most)
                {
                    throw new AstroException(
                        ErrorIds.ValueInvalid,
                        $"{source}: column '{name}', row {firstRow + row + 1}: {column.GetText(row)} is not between 0 and {most}.",
                        "Correct the value, or leave the cell empty if there is no value.",
                        name);
                }

                sum[row] += part * share;
            }

            share /= 60;
            most = 60;
        }

        return sum;
    }
}
