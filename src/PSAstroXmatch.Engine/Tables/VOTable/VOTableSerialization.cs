namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>How a VOTable document stores its rows.</summary>
public enum VOTableSerialization
{
    /// <summary>Big-endian bytes in base64 with null flags: half the size of TABLEDATA, exact, with nulls for every column.</summary>
    Binary2,

    /// <summary>XML elements, one per cell: readable by people and simple programs.</summary>
    TableData,
}
