using System.Net.Http.Headers;
using System.Text;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>The parameters of a request, and the tables that go with it: sent as a form, with tables as multipart/form-data (RFC 7578).</summary>
internal sealed class TapForm
{
    private readonly List<KeyValuePair<string, string>> _fields = [];
    private readonly List<(string Name, byte[] Document)> _tables = [];

    public void Add(string name, string value) => _fields.Add(new(name, value));

    /// <summary>Adds a table: the part's name is the table's.</summary>
    public void AddTable(string name, byte[] document)
    {
        _tables.Add((name, document));
        // TAP 1.1: the parameter may be repeated; all services understand that.
        Add("UPLOAD", $"{name},param:{name}");
    }

    /// <summary>The body of one attempt.</summary>
    public HttpContent ToContent()
    {
        if (_tables.Count == 0)
            return new FormUrlEncodedContent(_fields);
        string boundary = "psastroxmatch-" + Guid.NewGuid().ToString("N");
        MultipartFormDataContent content = new(boundary);
        // Some servers do not understand the quotation marks that .NET puts around the boundary and leaves out around names.
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=" + boundary);
        foreach ((string name, string value) in _fields)
            content.Add(Part(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), name, null));
        foreach ((string name, byte[] document) in _tables)
        {
            ByteArrayContent part = new(document);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/x-votable+xml");
            content.Add(Part(part, name, name + ".vot"));
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
