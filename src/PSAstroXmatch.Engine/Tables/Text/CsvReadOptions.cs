namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>Options for reading delimited text.</summary>
public sealed record CsvReadOptions
{
    /// <summary>Delimiter of the cells; null: the one of ',', tab and ';' that occurs most in the header.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Whether the first row below the header holds units; null: decided by its cells.</summary>
    public bool? UnitRow { get; init; }
}
