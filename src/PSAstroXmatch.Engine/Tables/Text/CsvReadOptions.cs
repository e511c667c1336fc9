namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>How delimited text is read.</summary>
public sealed record CsvReadOptions
{
    /// <summary>Character between the cells; null: ',', tab or ';', whichever the header has most of.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Whether the first row below the header holds units; null: it is recognised by its cells.</summary>
    public bool? UnitRow { get; init; }
}
