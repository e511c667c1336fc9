using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Reflection;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch;

/// <summary>
/// A whole table as jobs, remote sessions and Export-Clixml keep it: the values of its columns, as lists and hash tables. Types.ps1xml makes
/// it a hidden property of the table, the only one that is kept.
/// </summary>
public static class StoredTable
{
    private const string Property = "StoredContent";

    private static readonly Dictionary<string, Type> Types = new[]
    {
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float),
        typeof(double), typeof(string), typeof(DateTime), typeof(Complex),
    }.SelectMany(type => new[] { type, type.MakeArrayType() }).ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The texts of a column, by name.</summary>
    private static readonly PropertyInfo[] Texts =
        [.. typeof(ColumnInfo).GetProperties().Where(property => property.PropertyType == typeof(string) && property.Name != nameof(ColumnInfo.Name))];

    /// <summary>What is kept of a table.</summary>
    /// <param name="instance">The table.</param>
    public static object Get(PSObject instance)
    {
        AstroTable table = (AstroTable)instance.BaseObject;
        return new Hashtable
        {
            [nameof(table.Name)] = table.Name,
            [nameof(table.Description)] = table.Description,
            [nameof(table.Source)] = table.Source,
            [nameof(table.RowCount)] = table.RowCount,
            [nameof(table.Warnings)] = table.Warnings.ToArray(),
            [nameof(table.Parameters)] = table.Parameters.Select(one => new[] { one.Name, one.Value, one.Description, one.Unit }).ToArray(),
            [nameof(table.Columns)] = table.Columns.Select(Store).ToArray(),
        };
    }

    /// <summary>The table of which this was kept.</summary>
    /// <exception cref="InvalidCastException">It was not kept whole.</exception>
    internal static AstroTable Read(PSObject stored)
    {
        Hashtable content = Bare(stored.Properties[Property]?.Value) as Hashtable ?? throw new InvalidCastException("The table was not kept.");
        int rows = (int)(Bare(content[nameof(AstroTable.RowCount)]) ?? 0);
        return new AstroTable(List(content[nameof(AstroTable.Columns)]).Select(column => Restore((Hashtable)column!, rows)), rows)
        {
            Name = Bare(content[nameof(AstroTable.Name)]) as string,
            Description = Bare(content[nameof(AstroTable.Description)]) as string,
            Source = Bare(content[nameof(AstroTable.Source)]) as string,
            Warnings = [.. List(content[nameof(AstroTable.Warnings)]).OfType<string>()],
            Parameters = [.. List(content[nameof(AstroTable.Parameters)]).Select(one => List(one))
                .Select(one => new TableParameter((string)one[0]!, (string)one[1]!, one[2] as string) { Unit = one.ElementAtOrDefault(3) as string })],
        };
    }

    private static Hashtable Store(AstroColumn column)
    {
        Hashtable stored = new()
        {
            [nameof(column.Name)] = column.Name,
            ["Type"] = column.ValueType.Name,
            ["Values"] = Enumerable.Range(0, column.Count).Select(row => column.IsNull(row) ? null : Simple(column.GetValue(row))).ToArray(),
        };
        foreach (PropertyInfo text in Texts)
            stored[text.Name] = text.GetValue(column.Info);
        if (column.Info.CoordinateSystem is { } system)
            stored[nameof(ColumnInfo.CoordinateSystem)] = new[] { system.System, system.Equinox, system.Epoch };
        return stored;
    }

    // A complex number is kept as two.
    private static object? Simple(object? value) => value switch
    {
        Complex number => new[] { number.Real, number.Imaginary },
        Complex[] numbers => Array.ConvertAll(numbers, number => new[] { number.Real, number.Imaginary }),
        _ => value,
    };

    private static AstroColumn Restore(Hashtable stored, int rows)
    {
        if (!Types.TryGetValue($"{stored["Type"]}", out Type? type))
            throw new InvalidCastException($"A column cannot be of type {stored["Type"]}.");
        ColumnInfo info = new($"{stored[nameof(ColumnInfo.Name)]}", type)
        {
            CoordinateSystem = List(stored[nameof(ColumnInfo.CoordinateSystem)]) is [string system, var equinox, var epoch]
                ? new CoordinateSystem(system) { Equinox = equinox as string, Epoch = epoch as string }
                : null,
        };
        foreach (PropertyInfo text in Texts)
            text.SetValue(info, Bare(stored[text.Name]) as string);
        object?[] values = List(stored["Values"]);
        if (values.Length != rows)
            throw new InvalidCastException($"Column {info.Name} has {values.Length} values for {rows} rows.");
        Array array = Array.CreateInstance(type, rows);
        NullMask? nulls = null;
        for (int row = 0; row < rows; row++)
        {
            if (values[row] is { } value)
                array.SetValue(Value(value, type), row);
            else
                (nulls ??= new NullMask(rows))[row] = true;
        }

        return (AstroColumn)Activator.CreateInstance(typeof(AstroColumn<>).MakeGenericType(type), info, array, nulls)!;
    }

    private static object Value(object value, Type type)
    {
        if (type == typeof(Complex))
            return List(value) is [double real, double imaginary] ? new Complex(real, imaginary) : throw new InvalidCastException("A complex number has two parts.");
        if (!type.IsArray)
            return Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        object?[] items = List(value);
        Array array = Array.CreateInstance(type.GetElementType()!, items.Length);
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i] is { } item)
                array.SetValue(Value(item, type.GetElementType()!), i);
        }

        return array;
    }

    private static object?[] List(object? value) => Bare(value) is IEnumerable items and not string ? [.. items.Cast<object?>().Select(Bare)] : [];

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
