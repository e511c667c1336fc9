using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>A table that goes to the service with a query, which knows it as TAP_UPLOAD.name (TAP 1.1, section 2.7.6).</summary>
/// <param name="Name">Name in the query: an ADQL identifier, without TAP_UPLOAD.</param>
/// <param name="Table">The table; its columns keep their names and types.</param>
public sealed record TapUpload(string Name, AstroTable Table)
{
    private const string OwnName = "Give every uploaded table, and every column in it, a name of its own; case makes no difference.";

    /// <summary>Refuses names that no service could use, before anything is sent.</summary>
    internal static void Validate(IReadOnlyList<TapUpload> uploads, TapDialect dialect)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (TapUpload upload in uploads)
        {
            if (!AdqlText.IsRegularIdentifier(upload.Name) || AdqlText.ReservedWords.Contains(upload.Name))
            {
                throw TapErrors.UploadInvalid(
                    upload.Name,
                    "its name is no ADQL identifier, or a reserved word",
                    "Name it with a letter, then letters, digits and underscores, such as 't1'.");
            }

            if (!names.Add(upload.Name))
                throw TapErrors.UploadInvalid(upload.Name, "another upload has that name", OwnName);
            ValidateColumns(upload, dialect);
        }
    }

    /// <summary>The table as a VOTable document.</summary>
    internal byte[] ToVOTable(VOTableSerialization serialization, CancellationToken cancellationToken)
    {
        using MemoryStream stream = new();
        VOTableWriter.Write(stream, Table, serialization, cancellationToken);
        return stream.ToArray();
    }

    private static void ValidateColumns(TapUpload upload, TapDialect dialect)
    {
        if (upload.Table.Columns.Count == 0)
            throw TapErrors.UploadInvalid(upload.Name, "it has no column", "Upload a table with at least one column.");
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < upload.Table.Columns.Count; i++)
        {
            string column = upload.Table.Columns[i].Name;
            if (string.IsNullOrWhiteSpace(column))
                throw TapErrors.UploadInvalid(upload.Name, $"its column {i + 1} has no name", "Name every column.");
            if (!names.Add(column))
                throw TapErrors.UploadInvalid(upload.Name, $"it has two columns named '{column}'", OwnName);
            if (dialect.PlainUploadNames && dialect.QuoteIdentifier(column) != column)
            {
                throw TapErrors.UploadInvalid(
                    upload.Name,
                    $"{dialect.Name} takes no column named '{column}'",
                    "Rename the column: a letter, then letters, digits and underscores, and no reserved word of ADQL.");
            }
        }
    }
}
