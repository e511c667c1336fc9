namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>How a VOTable document holds the rows.</summary>
public enum VOTableSerialization
{
    /// <summary>Big-endian bytes in base64 with null flags: half the size of TABLEDATA, exact, and typed nulls for every column.</summary>
    Binary2,

    /// <summary>XML elements, one a cell: what people and simple programs can read.</summary>
    TableData,
}
