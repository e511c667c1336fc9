using System.Net.Http.Headers;
using System.Text;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>A table that is uploaded with a query, which refers to it as TAP_UPLOAD.name (TAP 1.1, section 2.7.6).</summary>
/// <param name="Name">Name in the query: an ADQL identifier, without TAP_UPLOAD.</param>
/// <param name="Table">The table; its columns keep their names and types.</param>
public sealed record TapUpload(string Name, AstroTable Table)
{
    private const string OwnName = "Give every uploaded table, and every column in it, a unique name; case does not matter.";

    /// <summary>Rejects names that no service could use, before anything is sent.</summary>
    internal static void Validate(IReadOnlyList<TapUpload> uploads, TapDialect dialect)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (TapUpload upload in uploads)
        {
            if (!AdqlText.IsRegularIdentifier(upload.Name) || AdqlText.ReservedWords.Contains(upload.Name))
            {
                throw TapErrors.UploadInvalid(
                    upload.Name,
                    "its name is not an ADQL identifier, or is a reserved word",
                    "Use a name that begins with a letter, followed by letters, digits and underscores, such as 't1'.");
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
        // A service need not know how the rows were made, and the date of a match would make the same upload another request.
        VOTableWriter.Write(stream, Table.WithProvenance(MatchProvenance.Empty), serialization, cancellationToken);
        return stream.ToArray();
    }

    private static void ValidateColumns(TapUpload upload, TapDialect dialect)
    {
        if (upload.Table.Columns.Count == 0)
            throw TapErrors.UploadInvalid(upload.Name, "it has no columns", "Upload a table with at least one column.");
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
                    $"{dialect.Name} does not accept a column named '{column}'",
                    "Rename the column: use a letter followed by letters, digits and underscores, and no reserved word of ADQL.");
            }
        }
    }
}

/// <summary>The parameters of a request and its files: sent as a form, or with files as multipart/form-data (RFC 7578).</summary>
internal sealed class TapForm
{
    private readonly List<KeyValuePair<string, string>> _fields = [];
    private readonly List<(string Name, string FileName, string Type, byte[] Content)> _files = [];

    public void Add(string name, string value) => _fields.Add(new(name, value));

    /// <summary>Adds a table: the part's name is the table's.</summary>
    public void AddTable(string name, byte[] document)
    {
        AddFile(name, name + ".vot", "application/x-votable+xml", document);
        // TAP 1.1 allows the parameter to be repeated, which all services understand.
        Add("UPLOAD", $"{name},param:{name}");
    }

    /// <summary>Adds a file unchanged.</summary>
    public void AddFile(string name, string fileName, string type, byte[] content) => _files.Add((name, fileName, type, content));

    /// <summary>Makes the body for one attempt.</summary>
    public HttpContent ToContent()
    {
        if (_files.Count == 0)
            return new FormUrlEncodedContent(_fields);
        string boundary = "psastroxmatch-" + Guid.NewGuid().ToString("N");
        MultipartFormDataContent content = new(boundary);
        // Some servers reject the quotation marks that .NET puts around the boundary, and need those that it omits around names.
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=" + boundary);
        foreach ((string name, string value) in _fields)
            content.Add(Part(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), name, null));
        foreach ((string name, string fileName, string type, byte[] bytes) in _files)
        {
            ByteArrayContent part = new(bytes);
            part.Headers.ContentType = new MediaTypeHeaderValue(type);
            content.Add(Part(part, name, fileName));
        }

        return content;
    }

    private static HttpContent Part(HttpContent part, string name, string? fileName)
    {
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = $"\"{name}\"",
            FileName = fileName is null ? null : $"\"{fileName}\"",
        };
        return part;
    }
}
