using System.Text;
using System.Xml;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tables.VOTable;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>Determines what an answer is: a table, an error in one of the many forms that services use, or a web page.</summary>
internal static class TapAnswer
{
    private const int PeekLength = 1024;
    private const int MaxErrorLength = 65_536;

    /// <summary>Opens the table in an answer, and takes ownership of the answer.</summary>
    /// <exception cref="TapTransientException">The answer reports or shows a transient fault.</exception>
    /// <exception cref="AstroException">The answer is not a table.</exception>
    public static async Task<TapResultReader> OpenAsync(
        HttpResponseMessage response, TapCall call, CancellationToken cancellationToken, IDisposable? slot = null)
    {
        AnswerStream? stream = null;
        try
        {
            Stream body = await TapTransport.OpenBodyAsync(response, cancellationToken).ConfigureAwait(false);
            stream = new AnswerStream(body, call.Options, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw await ToErrorAsync(response, stream, call).ConfigureAwait(false);
            TableReader table = await OpenTableAsync(response, stream, call, cancellationToken).ConfigureAwait(false);
            return new TapResultReader(table, stream, response, call) { Source = call.Request.Address, Slot = slot };
        }
        catch (Exception exception)
        {
            Exception? fault = stream is null ? null : TapResultReader.FindFault(exception, stream, call, cancellationToken);
            stream?.Dispose();
            response.Dispose();
            if (fault is null || fault == exception)
                throw;
            throw fault;
        }
    }

    /// <summary>Reads an answer that is an XML document, or with <paramref name="isPage"/> a web page; disposes the answer.</summary>
    /// <exception cref="TapTransientException">The answer reports or shows a transient fault.</exception>
    /// <exception cref="AstroException">The answer is not such a document.</exception>
    public static async Task<T> ReadDocumentAsync<T>(
        HttpResponseMessage response, TapCall call, Func<Stream, T> parse, CancellationToken cancellationToken, bool isPage = false)
    {
        using (response)
        {
            Stream body = await TapTransport.OpenBodyAsync(response, cancellationToken).ConfigureAwait(false);
            using AnswerStream stream = new(body, call.Options, cancellationToken);
            try
            {
                if (!response.IsSuccessStatusCode)
                    throw await ToErrorAsync(response, stream, call).ConfigureAwait(false);
                string start = Decode(await stream.PeekAsync(PeekLength).ConfigureAwait(false)).TrimStart();
                if (start.Length > 0 && (start[0] != '<' || (IsHtml(start) && !isPage)))
                    throw TapErrors.ServiceUnavailable(call.Request, PageText.Describe(await ReadTextAsync(stream).ConfigureAwait(false)), (int)response.StatusCode);
                return parse(stream);
            }
            catch (Exception exception) when (exception is not (AstroException or TapTransientException))
            {
                if (TapResultReader.FindFault(exception, stream, call, cancellationToken) is Exception fault)
                    throw fault;
                if (exception is not (XmlException or FormatException))
                    throw;
                string what = exception is XmlException ? "it is not well-formed XML: " : "";
                AstroException error = TapErrors.AnswerDamaged(call.Request, what + exception.Message, exception);
                throw stream.Ended && exception is XmlException ? new TapTransientException(error) : error;
            }
        }
    }

    /// <summary>The error that an answer reports; disposes the answer.</summary>
    public static async Task<Exception> ReadErrorAsync(HttpResponseMessage response, TapCall call, CancellationToken cancellationToken)
    {
        using (response)
        {
            Stream body = await TapTransport.OpenBodyAsync(response, cancellationToken).ConfigureAwait(false);
            using AnswerStream stream = new(body, call.Options, cancellationToken);
            return await ToErrorAsync(response, stream, call).ConfigureAwait(false);
        }
    }

    /// <summary>The message in an answer of any form, such as a job's error document; disposes the answer.</summary>
    public static async Task<string> ReadWordsAsync(HttpResponseMessage response, TapCall call, CancellationToken cancellationToken)
    {
        using (response)
        {
            Stream body = await TapTransport.OpenBodyAsync(response, cancellationToken).ConfigureAwait(false);
            using AnswerStream stream = new(body, call.Options, cancellationToken);
            string text = await ReadTextAsync(stream).ConfigureAwait(false);
            return FindQueryStatusError(text) ?? PageText.Words(text);
        }
    }

    private static async Task<TableReader> OpenTableAsync(
        HttpResponseMessage response, AnswerStream stream, TapCall call, CancellationToken cancellationToken)
    {
        string start = Decode(await stream.PeekAsync(PeekLength).ConfigureAwait(false)).TrimStart();
        int status = (int)response.StatusCode;
        if (start.Length == 0)
            throw new TapTransientException(TapErrors.AnswerDamaged(call.Request, "it is empty", null));
        if (IsHtml(start))
            throw TapErrors.ServiceUnavailable(call.Request, PageText.Describe(await ReadTextAsync(stream).ConfigureAwait(false)), status);
        if (response.Content.Headers.ContentType?.MediaType is "text/csv" or "text/tab-separated-values")
            throw TapErrors.AnswerDamaged(call.Request, "it is CSV instead of VOTable, and CSV cannot show whether all rows are present", null);
        if (start[0] != '<')
            throw TapErrors.ServiceError(call.Request, PageText.Words(await ReadTextAsync(stream).ConfigureAwait(false)), status);
        try
        {
            return VOTableReader.Open(stream, call.Request.Address);
        }
        catch (Exception exception)
        {
            Exception better = TapResultReader.Translate(exception, stream, call, cancellationToken);
            if (better == exception)
                throw;
            throw better;
        }
    }

    private static async Task<Exception> ToErrorAsync(HttpResponseMessage response, AnswerStream stream, TapCall call)
    {
        int status = (int)response.StatusCode;
        string text = await ReadTextAsync(stream).ConfigureAwait(false);
        string? serviceWords = FindQueryStatusError(text);
        string words = serviceWords ?? (IsHtml(text) ? PageText.Describe(text) : PageText.Words(text));
        AstroException error = status switch
        {
            401 or 403 or 407 => TapErrors.ServiceForbidden(call.Request, words, status),
            429 => TapErrors.TooManyRequests(call.Request, words),
            404 or 410 when call.Request.IsJob => TapErrors.JobNotFound(call.Request, words, status),
            _ when serviceWords is not null => TapErrors.ServiceError(call.Request, words, status),
            404 or 405 or 410 => TapErrors.ServiceNotFound(call.Request, words, status),
            408 or >= 500 => TapErrors.ServiceUnavailable(call.Request, words, status),
            _ => TapErrors.ServiceError(call.Request, words, status),
        };
        return status is 408 or 429 or 502 or 503 or 504
            ? new TapTransientException(error, RetryAfter(response, call.Options.TimeProvider))
            : error;
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock)
    {
        TimeSpan? wait = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static async Task<string> ReadTextAsync(AnswerStream stream)
    {
        byte[] bytes = new byte[MaxErrorLength];
        int length = 0;
        int read;
        while (length < bytes.Length && (read = await stream.ReadAsync(bytes.AsMemory(length)).ConfigureAwait(false)) > 0)
            length += read;
        return Decode(bytes.AsMemory(0, length));
    }

    // Decodes by the byte-order mark; if there is none, as UTF-8: in the usual encodings the markup that matters here is ASCII.
    private static string Decode(ReadOnlyMemory<byte> bytes)
    {
        using StreamReader reader = new(new MemoryStream(bytes.ToArray()), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static bool IsHtml(string text)
    {
        string start = text.Length > PeekLength ? text[..PeekLength] : text;
        return !start.Contains("VOTABLE", StringComparison.OrdinalIgnoreCase)
            && (start.Contains("<html", StringComparison.OrdinalIgnoreCase)
                || start.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase));
    }

    // The text of <INFO name="QUERY_STATUS" value="ERROR">…</INFO>, as defined by DALI 1.1 and TAP 1.1.
    private static string? FindQueryStatusError(string text)
    {
        if (!text.Contains("QUERY_STATUS", StringComparison.Ordinal))
            return null;
        try
        {
            using XmlReader xml = XmlReader.Create(
                new StringReader(text.TrimStart()),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "INFO" }
                    && xml.GetAttribute("name") == "QUERY_STATUS"
                    && string.Equals(xml.GetAttribute("value"), "ERROR", StringComparison.OrdinalIgnoreCase))
                {
                    return PageText.Words(xml.ReadElementContentAsString());
                }
            }
        }
        catch (XmlException)
        {
            // An error document that is not XML is shown as plain text.
            return PageText.Words(text);
        }

        return null;
    }
}
