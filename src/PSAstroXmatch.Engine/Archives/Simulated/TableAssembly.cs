using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>Assembles the columns of a simulated table.</summary>
internal sealed class TableAssembly(int rowCount, CancellationToken cancellationToken)
{
    private readonly List<AstroColumn> _columns = [];

    /// <summary>Adds a column of numbers; NaN becomes a null.</summary>
    public TableAssembly Add(string name, string? unit, string? ucd, string description, Func<int, double> value)
    {
        double[] values = Fill(value);
        NullMask? nulls = null;
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row]))
                (nulls ??= new NullMask(rowCount))[row] = true;
        }

        return Add(name, unit, ucd, description, values, nulls);
    }

    /// <summary>Adds a column of single-precision numbers; NaN becomes a null.</summary>
    public TableAssembly AddSingle(string name, string? unit, string? ucd, string description, Func<int, double> value)
    {
        float[] values = Fill(row => (float)value(row));
        NullMask? nulls = null;
        for (int row = 0; row < values.Length; row++)
        {
            if (float.IsNaN(values[row]))
                (nulls ??= new NullMask(rowCount))[row] = true;
        }

        return Add(name, unit, ucd, description, values, nulls);
    }

    /// <summary>Adds a text column.</summary>
    public TableAssembly AddText(string name, string? ucd, string description, Func<int, string> value) =>
        Add(name, null, ucd, description, Fill(value), null);

    /// <summary>Adds a column from existing values; the array is not copied.</summary>
    public TableAssembly Add<T>(string name, string? unit, string? ucd, string description, T[] values, NullMask? nulls)
    {
        ColumnInfo info = new(name, typeof(T)) { Unit = unit, Ucd = ucd, Description = description };
        _columns.Add(new AstroColumn<T>(info, values, nulls));
        return this;
    }

    /// <summary>The table, with its columns in the order in which they were added.</summary>
    public AstroTable ToTable(string name, string description, string source) => new(_columns, rowCount)
    {
        Name = name,
        Description = $"Simulated, not observed ({source}). {description}",
        Source = source,
    };

    private T[] Fill<T>(Func<int, T> value)
    {
        T[] values = new T[rowCount];
        for (int row = 0; row < values.Length; row++)
        {
            if ((row & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            values[row] = value(row);
        }

        return values;
    }
}
