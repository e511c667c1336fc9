using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>Collects the cells of a column as values of the inferred kind.</summary>
internal abstract class TextColumnBuilder
{
    /// <summary>Adds a cell; false if it is not of the column's kind.</summary>
    public abstract bool TryAdd(string cell);

    /// <summary>Returns the column and resets the builder.</summary>
    public abstract AstroColumn ToColumn();

    /// <summary>Type of the values of a kind.</summary>
    public static Type TypeOf(TextColumnKind kind) => kind switch
    {
        TextColumnKind.Boolean => typeof(bool),
        TextColumnKind.Integer => typeof(long),
        TextColumnKind.Real => typeof(double),
        _ => typeof(string),
    };

    /// <summary>Creates the builder for a kind.</summary>
    /// <param name="info">Metadata, with the type from <see cref="TypeOf"/>.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="isFinal">Whether the kind can't change any more; if it can, an empty column does not accept values, nor a column of integers "nan".</param>
    public static TextColumnBuilder Create(ColumnInfo info, TextColumnKind kind, bool isFinal) => kind switch
    {
        TextColumnKind.Boolean => new BooleanBuilder(info),
        TextColumnKind.Integer => new IntegerBuilder(info, isFinal),
        TextColumnKind.Real => new RealBuilder(info),
        TextColumnKind.Empty => new EmptyBuilder(info, isFinal),
        _ => new StringBuilder(info),
    };

    private sealed class BooleanBuilder(ColumnInfo info) : TextColumnBuilder
    {
        private readonly ColumnBuilder<bool> _values = new(info);

        public override AstroColumn ToColumn() => _values.ToColumn();

        public override bool TryAdd(string cell)
        {
            switch (CellText.Classify(cell, out long value, out _))
            {
                case CellKind.Boolean:
                    _values.Add(value == 1);
                    return true;
                case CellKind.Empty or CellKind.NullWord or CellKind.Marker or CellKind.NotANumber:
                    _values.AddNull();
                    return true;
                default:
                    return false;
            }
        }
    }

    private sealed class IntegerBuilder(ColumnInfo info, bool isFinal) : TextColumnBuilder
    {
        private readonly ColumnBuilder<long> _values = new(info);

        public override AstroColumn ToColumn() => _values.ToColumn();

        public override bool TryAdd(string cell)
        {
            switch (CellText.Classify(cell, out long value, out _))
            {
                case CellKind.Integer:
                    _values.Add(value);
                    return true;
                case CellKind.NotANumber when !isFinal:
                    return false;
                case CellKind.Empty or CellKind.NullWord or CellKind.Marker or CellKind.NotANumber:
                    _values.AddNull();
                    return true;
                default:
                    return false;
            }
        }
    }

    private sealed class RealBuilder(ColumnInfo info) : TextColumnBuilder
    {
        private readonly ColumnBuilder<double> _values = new(info);

        public override AstroColumn ToColumn() => _values.ToColumn();

        public override bool TryAdd(string cell)
        {
            switch (CellText.Classify(cell, out long integer, out double value))
            {
                case CellKind.Real:
                case CellKind.Integer when CellText.IsExactAsDouble(integer):
                    _values.Add(value);
                    return true;
                case CellKind.Empty or CellKind.NullWord or CellKind.Marker or CellKind.NotANumber:
                    _values.AddNull();
                    return true;
                default:
                    return false;
            }
        }
    }

    private sealed class StringBuilder(ColumnInfo info) : TextColumnBuilder
    {
        private readonly ColumnBuilder<string> _values = new(info);

        public override AstroColumn ToColumn() => _values.ToColumn();

        public override bool TryAdd(string cell)
        {
            string text = cell.Trim();
            if (text.Length == 0)
                _values.AddNull();
            else
                _values.Add(text);
            return true;
        }
    }

    private sealed class EmptyBuilder(ColumnInfo info, bool isFinal) : TextColumnBuilder
    {
        private readonly ColumnBuilder<string> _values = new(info);

        public override AstroColumn ToColumn() => _values.ToColumn();

        public override bool TryAdd(string cell)
        {
            if (!isFinal && !string.IsNullOrWhiteSpace(cell))
                return false;
            _values.AddNull();
            return true;
        }
    }
}
