using System.Globalization;
using System.Numerics;
using System.Text.Json;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>
/// Reads ECSV, astropy's CSV with a YAML header that gives each column its datatype, unit and description. Array cells (subtype) are JSON.
/// </summary>
public sealed class EcsvTableReader : TableReader
{
    private const int RowsBetweenChecks = 1_024;

    private readonly DelimitedRows _rows;
    private readonly Stream _stream;
    private readonly EcsvHeader _header;

    // What is not a number in each column of texts; null for other columns.
    private readonly StrayTexts?[] _strays;
    private long _row;

    private EcsvTableReader(Stream stream, DelimitedRows rows, EcsvHeader header)
    {
        _stream = stream;
        _rows = rows;
        _header = header;
        string[] names = ColumnNames.MakeUnique(header.Columns.Select(column => column.Info.Name));
        Dictionary<string, CoordinateSystem> systems = CoordinateSystems.OfSkyCoords(
            header.Parameters.FirstOrDefault(parameter => parameter.Name == "__serialized_columns__")?.Value ?? "");
        // astropy keeps the header of a FITS file as meta data.
        CoordinateSystem? ofTable = CoordinateSystems.OfFits(header.Parameters);
        Columns = header.Columns
            .Select((column, i) => column.Info with
            {
                Name = names[i],
                CoordinateSystem = systems.GetValueOrDefault(column.Info.Name)
                    ?? (StatedFrames.IsInName(column.Info.Name) ? null : CoordinateSystems.For(ofTable, column.Info, names))
                    ?? DescribedFrames.SystemOf(column.Info.Name, null, column.Info.Unit, column.Info.Description),
            })
            .ToArray();
        _strays = [.. header.Columns.Select(column => !column.IsArray && column.DataType == "string" ? new StrayTexts() : null)];
        ParameterList.AddRange(header.Parameters);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ColumnInfo> Columns { get; }

    /// <summary>Opens an ECSV file.</summary>
    /// <param name="stream">The bytes. The reader disposes it.</param>
    /// <param name="source">Path or address, for errors.</param>
    /// <exception cref="AstroException">EcsvHeaderInvalid, TableEmpty.</exception>
    public static EcsvTableReader Open(Stream stream, string source)
    {
        EcsvHeader? header = null;
        DelimitedRows rows = DelimitedRows.Open(TextDecoding.Open(stream, source, leaveOpen: true), source, comments =>
        {
            header = EcsvHeader.Parse(comments, source);
            return header.Delimiter;
        });
        string[] names = [.. header!.Columns.Select(column => column.Info.Name)];
        if (!rows.Header.SequenceEqual(names))
            throw header.Invalid($"it defines the columns {string.Join(", ", names)}, but the line of names has {string.Join(", ", rows.Header)}", null);
        return new EcsvTableReader(stream, rows, header) { Source = source };
    }

    /// <inheritdoc/>
    public override AstroTable? ReadBlock(int maxRows, CancellationToken cancellationToken)
    {
        EcsvCells[] cells = _header.Columns.Select((column, i) => EcsvCells.Create(column with { Info = Columns[i] })).ToArray();
        int count = 0;
        for (; count < maxRows; count++)
        {
            if (count % RowsBetweenChecks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (!_rows.Read())
                break;
            _row++;
            for (int i = 0; i < cells.Length; i++)
                Add(cells[i], i);
        }

        if (count < maxRows)
            TellStrays();
        return count == 0 ? null : new AstroTable(cells.Select(cell => cell.ToColumn()), count) { Source = Source };
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _rows.Dispose();
        _stream.Dispose();
    }

    private void TellStrays()
    {
        string[] columns = [.. _strays.Select((texts, i) => texts?.Describe(Columns[i].Name, rowOfUnits: false)).OfType<string>()];
        string? warning = StrayTexts.Warning(Source, columns, "", "leave these cells empty, and give the columns the datatype float64 in the header");
        if (warning is not null && WarningList.Count == 0)
            WarningList.Add(warning);
    }

    private void Add(EcsvCells cells, int column)
    {
        try
        {
            string cell = _rows[column];
            cells.Add(cell);
            if (_strays[column] is { IsHopeless: false } texts)
                texts.Observe(cell, CellText.Classify(cell, out _, out _), _row);
        }
        catch (Exception cause) when (cause is FormatException or OverflowException or JsonException)
        {
            throw TableErrors.Invalid(
                ErrorIds.ValueInvalid,
                Source,
                $"{Source}, line {_rows.Line} (row {_row}), column {Columns[column].Name}: '{_rows[column]}' is not "
                    + $"{(_header.Columns[column].IsArray ? "a JSON array of " : "of type ")}{_header.Columns[column].DataType}.",
                "Correct the cell, or the datatype in the header.",
                cause);
        }
    }
}

/// <summary>Collects the cells of an ECSV column as values of the type that the header names.</summary>
internal abstract class EcsvCells
{
    /// <summary>Adds a cell.</summary>
    /// <exception cref="FormatException">The text is not a value of the type.</exception>
    /// <exception cref="OverflowException">The number is too large for the type.</exception>
    /// <exception cref="JsonException">An array is not valid JSON.</exception>
    public abstract void Add(string cell);

    /// <summary>Returns the column and resets the builder.</summary>
    public abstract AstroColumn ToColumn();

    /// <summary>The .NET type for an ECSV datatype; null if the datatype is unknown.</summary>
    public static Type? TypeOf(string dataType) => dataType switch
    {
        "bool" => typeof(bool),
        "int8" => typeof(sbyte),
        "int16" => typeof(short),
        "int32" => typeof(int),
        "int64" => typeof(long),
        "uint8" => typeof(byte),
        "uint16" => typeof(ushort),
        "uint32" => typeof(uint),
        "uint64" => typeof(ulong),
        "float16" or "float32" => typeof(float),
        "float64" or "float128" => typeof(double),
        "complex64" or "complex128" or "complex256" => typeof(Complex),
        "string" => typeof(string),
        _ => null,
    };

    /// <summary>Creates the builder of a column.</summary>
    public static EcsvCells Create(EcsvColumn column) => TypeOf(column.DataType) switch
    {
        Type type when type == typeof(bool) => Create(column, ParseBoolean),
        Type type when type == typeof(sbyte) => Create(column, text => sbyte.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        Type type when type == typeof(short) => Create(column, text => short.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        Type type when type == typeof(int) => Create(column, text => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        Type type when type == typeof(long) => Create(column, text => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        Type type when type == typeof(byte) => Create(column, text => byte.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        Type type when type == typeof(ushort) => Create(column, text => ushort.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        Type type when type == typeof(uint) => Create(column, text => uint.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        Type type when type == typeof(ulong) => Create(column, text => ulong.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        Type type when type == typeof(float) => Create(column, text => ParseReal(text, float.Parse, float.NaN, float.PositiveInfinity), float.NaN),
        Type type when type == typeof(double) => Create(column, text => ParseReal(text, double.Parse, double.NaN, double.PositiveInfinity), double.NaN),
        Type type when type == typeof(Complex) => Create(column, ParseComplex),
        _ => Create<string>(column, text => text, ""),
    };

    private static EcsvCells Create<T>(EcsvColumn column, Func<string, T> parse, T? absent = default) =>
        column.IsArray ? new ArrayCells<T>(column.Info, parse, absent) : new ScalarCells<T>(column.Info, parse);

    private static bool ParseBoolean(string text) => text switch
    {
        "True" or "true" => true,
        "False" or "false" => false,
        _ => throw new FormatException(),
    };

    private static T ParseReal<T>(string text, Func<string, NumberStyles, IFormatProvider, T> parse, T notANumber, T infinity)
        where T : INumber<T> => text.ToLowerInvariant() switch
        {
            "nan" => notANumber,
            "inf" or "+inf" or "infinity" or "+infinity" => infinity,
            "-inf" or "-infinity" => -infinity,
            _ => parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture),
        };

    // Python writes (1.5+2j), 1.5 or 2j.
    private static Complex ParseComplex(string text)
    {
        text = text.Trim('(', ')');
        if (!text.EndsWith('j'))
            return Real(text);
        text = text[..^1];
        int sign = text.Length - 1;
        while (sign > 0 && (text[sign] is not ('+' or '-') || text[sign - 1] is 'e' or 'E'))
            sign--;
        return sign > 0 ? new Complex(Real(text[..sign]), Real(text[sign..])) : new Complex(0, Real(text));

        static double Real(string part) => ParseReal(part, double.Parse, double.NaN, double.PositiveInfinity);
    }

    private sealed class ScalarCells<T>(ColumnInfo info, Func<string, T> parse) : EcsvCells
    {
        private readonly ColumnBuilder<T> _values = new(info);

        public override AstroColumn ToColumn() => _values.ToColumn();

        public override void Add(string cell)
        {
            cell = cell.Trim();
            // The ECSV files of Gaia DR3 have null for a missing number. In a column of texts the word may be a value.
            if (cell.Length == 0 || (typeof(T) != typeof(string) && CellText.IsMissing(cell)))
                _values.AddNull();
            else
                _values.Add(parse(cell));
        }
    }

    private sealed class ArrayCells<T>(ColumnInfo info, Func<string, T> parse, T? absent) : EcsvCells
    {
        private readonly ColumnBuilder<T[]> _values = new(info);

        public override AstroColumn ToColumn() => _values.ToColumn();

        public override void Add(string cell)
        {
            cell = cell.Trim();
            if (cell.Length == 0)
            {
                _values.AddNull();
                return;
            }

            // Python writes NaN and Infinity into JSON, which does not define them.
            if (typeof(T) != typeof(string))
                cell = cell.Replace("NaN", "null", StringComparison.Ordinal).Replace("Infinity", "1e999", StringComparison.Ordinal);
            using JsonDocument document = JsonDocument.Parse(cell);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                throw new FormatException();
            List<T> elements = [];
            Flatten(document.RootElement, elements);
            _values.Add([.. elements]);
        }

        private void Flatten(JsonElement element, List<T> elements)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement inner in element.EnumerateArray())
                    Flatten(inner, elements);
            }
            else if (element.ValueKind == JsonValueKind.Null)
            {
                // Integers and booleans have no value for "missing", and 0 would be wrong.
                elements.Add(absent is null || absent.Equals(default(T)) ? throw new FormatException() : absent);
            }
            else
            {
                elements.Add(parse(element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText()));
            }
        }
    }
}
