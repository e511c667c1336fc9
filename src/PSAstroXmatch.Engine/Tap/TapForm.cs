using System.Net.Http.Headers;
using System.Text;

namespace PSAstroXmatch.Engine.Tap;

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
