using System.Numerics;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables;

/// <summary>Collects the values of a column row by row.</summary>
public abstract class ColumnBuilder
{
    private protected ColumnBuilder(ColumnInfo info) => Info = info;

    /// <summary>Metadata of the column being built.</summary>
    public ColumnInfo Info { get; }

    /// <summary>Number of rows so far.</summary>
    public abstract int Count { get; }

    /// <summary>Adds a row without a value.</summary>
    public abstract void AddNull();

    /// <summary>Returns the column and resets the builder.</summary>
    public abstract AstroColumn ToColumn();

    /// <summary>Creates the builder for the value type of a column.</summary>
    public static ColumnBuilder Create(ColumnInfo info) => Type.GetTypeCode(info.ValueType) switch
    {
        TypeCode.Boolean => new ColumnBuilder<bool>(info),
        TypeCode.Byte => new ColumnBuilder<byte>(info),
        TypeCode.SByte => new ColumnBuilder<sbyte>(info),
        TypeCode.Int16 => new ColumnBuilder<short>(info),
        TypeCode.UInt16 => new ColumnBuilder<ushort>(info),
        TypeCode.Int32 => new ColumnBuilder<int>(info),
        TypeCode.UInt32 => new ColumnBuilder<uint>(info),
        TypeCode.Int64 => new ColumnBuilder<long>(info),
        TypeCode.UInt64 => new ColumnBuilder<ulong>(info),
        TypeCode.Single => new ColumnBuilder<float>(info),
        TypeCode.Double => new ColumnBuilder<double>(info),
        TypeCode.DateTime => new ColumnBuilder<DateTime>(info),
        TypeCode.String => new ColumnBuilder<string>(info),
        _ when info.ValueType == typeof(Complex) => new ColumnBuilder<Complex>(info),
        _ => (ColumnBuilder)Activator.CreateInstance(typeof(ColumnBuilder<>).MakeGenericType(info.ValueType), info)!,
    };
}

/// <summary>Collects values of one type.</summary>
/// <typeparam name="T">Type of a value.</typeparam>
public sealed class ColumnBuilder<T> : ColumnBuilder
{
    private T[] _values = [];
    private int _count;
    private NullMask? _nulls;

    /// <summary>Starts an empty column.</summary>
    public ColumnBuilder(ColumnInfo info)
        : base(info)
    {
    }

    /// <inheritdoc/>
    public override int Count => _count;

    /// <summary>Reserves room for a known number of rows.</summary>
    public void EnsureCapacity(int rows)
    {
        if (_values.Length < rows)
            Array.Resize(ref _values, rows);
    }

    /// <summary>Adds a row.</summary>
    public void Add(T value)
    {
        if (_count == _values.Length)
            Array.Resize(ref _values, Math.Max(16, checked(_count + (_count / 2))));
        _values[_count++] = value;
    }

    /// <inheritdoc/>
    public override void AddNull()
    {
        (_nulls ??= new NullMask())[_count] = true;
        Add(default!);
    }

    /// <inheritdoc/>
    public override AstroColumn ToColumn()
    {
        T[] values = _values;
        if (values.Length != _count)
            Array.Resize(ref values, _count);
        AstroColumn column = new AstroColumn<T>(Info, values, _nulls);
        _values = [];
        _count = 0;
        _nulls = null;
        return column;
    }
}

/// <summary>Makes column names complete and unique.</summary>
public static class ColumnNames
{
    /// <summary>Trims the names, names a nameless column col1, col2, … by its position, as astropy does, and renames a second "ra" to ra_2.</summary>
    public static string[] MakeUnique(IEnumerable<string> names)
    {
        string[] result = names.Select((name, i) => string.IsNullOrWhiteSpace(name) ? $"col{i + 1}" : name.Trim()).ToArray();
        HashSet<string> taken = new(result, StringComparer.OrdinalIgnoreCase);
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < result.Length; i++)
        {
            string name = result[i];
            for (int number = 2; !seen.Add(result[i]); number++)
            {
                string candidate = $"{name}_{number}";
                result[i] = taken.Contains(candidate) ? name : candidate;
            }
        }

        return result;
    }
}
