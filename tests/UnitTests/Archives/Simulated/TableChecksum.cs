using System.Security.Cryptography;
using System.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Archives.Simulated;

/// <summary>A short text that changes with any cell of a table.</summary>
internal static class TableChecksum
{
    /// <summary>The first 16 hexadecimal digits of SHA-256 over the table as text, one line per row.</summary>
    public static string Of(AstroTable table)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        StringBuilder line = new();
        for (int row = 0; row < table.RowCount; row++)
        {
            line.Clear();
            foreach (AstroColumn column in table.Columns)
                line.Append(column.IsNull(row) ? "null" : column.GetText(row)).Append('\t');
            hash.AppendData(Encoding.UTF8.GetBytes(line.Append('\n').ToString()));
        }

        return Convert.ToHexString(hash.GetHashAndReset())[..16];
    }
}
