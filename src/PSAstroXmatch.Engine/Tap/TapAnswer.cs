using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Xml;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>The result of copying an answer.</summary>
/// <param name="Bytes">Number of bytes, after decompression.</param>
/// <param name="IsTruncated">Whether the service reports that it truncated the result, which was allowed.</param>
/// <param name="Doubt">Why it is not known whether the result is complete, although the answer is a VOTable; null if that is known.</param>
public sealed record TapDownload(long Bytes, bool IsTruncated, string? Doubt);

/// <summary>
/// The answer of a service: the only way to its bytes. It decompresses them, ends when the service falls silent or the call is cancelled,
/// and determines what they are: a table, an XML document, an error in one of the many forms that services use, or a web page.
/// </summary>
internal sealed class TapAnswer : IDisposable
{
    private const int PeekLength = 2048;
    private const int MaxErrorLength = 65_536;

    private readonly HttpResponseMessage _response;
    private readonly AnswerStream _stream;
    private readonly IDisposable? _slot;
    private CancellationToken _cancellation;
    private string _start = "";

    private TapAnswer(HttpResponseMessage response, AnswerStream stream, TapCall call, IDisposable? slot, CancellationToken cancellationToken)
    {
        _response = response;
        _stream = stream;
        _slot = slot;
        _cancellation = cancellationToken;
        Call = call;
    }

    /// <summary>What was requested.</summary>
    public TapCall Call { get; }

    private int Status => (int)_response.StatusCode;

    /// <summary>Opens an answer.</summary>
    /// <param name="response">The response, which the answer owns, also if this call fails.</param>
    /// <param name="call">What was requested.</param>
    /// <param name="cancellationToken">Cancels the opening and everything that is read, unless <see cref="CancelWith"/> sets another token.</param>
    /// <param name="slot">The right to run a query at the host, released when the answer has been read.</param>
    /// <param name="allowsError">Whether an answer with the HTTP status of an error is opened too.</param>
    /// <exception cref="TapTransientException">The answer reports or shows a transient fault.</exception>
    /// <exception cref="AstroException">The answer has the HTTP status of an error.</exception>
    public static async Task<TapAnswer> OpenAsync(
        HttpResponseMessage response, TapCall call, CancellationToken cancellationToken, IDisposable? slot = null, bool allowsError = false)
    {
        TapAnswer answer;
        try
        {
            Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            answer = new TapAnswer(response, new AnswerStream(Decompress(body, response, call), call.Options, cancellationToken), call, slot, cancellationToken);
        }
        catch
        {
            response.Dispose();
            slot?.Dispose();
            throw;
        }

        try
        {
            return await answer.GuardAsync(async () =>
            {
                // Some services use a form of UTF-16 without a mark: every other byte of its markup is 0.
                answer._start = Decode(await answer._stream.PeekAsync(PeekLength).ConfigureAwait(false)).Replace("\0", "", StringComparison.Ordinal).TrimStart();
                return response.IsSuccessStatusCode || allowsError ? answer : throw await answer.ReadErrorAsync().ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    /// <summary>Opens the table in the answer. The reader owns the answer; if this call fails, the answer is disposed.</summary>
    /// <exception cref="TapTransientException">The answer reports or shows a transient fault.</exception>
    /// <exception cref="AstroException">The answer is not a table.</exception>
    public async Task<TapResultReader> ReadTableAsync()
    {
        try
        {
            return await GuardAsync(async () =>
            {
                if (_start.Length == 0)
                    throw new TapTransientException(TapErrors.AnswerDamaged(Call.Request, "it is empty", null));
                if (IsHtml(_start))
                    throw await PageAsync().ConfigureAwait(false);
                if (_response.Content.Headers.ContentType?.MediaType is "text/csv" or "text/tab-separated-values")
                    throw TapErrors.AnswerDamaged(Call.Request, "it is CSV instead of VOTable, and CSV cannot show whether all rows are present", null);
                if (_start[0] != '<')
                    throw TapErrors.ServiceError(Call.Request, PageText.Words(Decode(await ReadStartAsync().ConfigureAwait(false))), Status);
                return new TapResultReader(VOTableReader.Open(_stream, Call.Request.Address), this) { Source = Call.Request.Address };
            }).ConfigureAwait(false);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Reads an answer that is an XML document.</summary>
    /// <param name="parse">Reads the document.</param>
    /// <param name="isPage">Whether it may also be a web page.</param>
    /// <exception cref="TapTransientException">The answer reports or shows a transient fault.</exception>
    /// <exception cref="AstroException">The answer is not such a document.</exception>
    public Task<T> ReadDocumentAsync<T>(Func<Stream, T> parse, bool isPage = false) => GuardAsync(async () =>
        _start.Length > 0 && (_start[0] != '<' || (IsHtml(_start) && !isPage)) ? throw await PageAsync().ConfigureAwait(false) : parse(_stream));

    /// <summary>
    /// Copies the answer, byte by byte after decompression, and reads on the way what a VOTable says of its query: an error, a truncated
    /// result and a broken answer are noticed here as they are when a table is read.
    /// </summary>
    /// <param name="target">The target; it is emptied first, so that a repeated attempt starts over.</param>
    /// <exception cref="TapTransientException">The answer broke off.</exception>
    /// <exception cref="AstroException">The answer is an error, or a limit truncated it.</exception>
    public async Task<TapDownload> CopyToAsync(Stream target)
    {
        using CopyingStream copy = new(_stream, target);
        try
        {
            return await GuardAsync(async () =>
            {
                target.SetLength(0);
                if (_stream.BytesReceived == 0)
                    throw new TapTransientException(TapErrors.AnswerDamaged(Call.Request, "it is empty", null));
                if (IsHtml(_start))
                    throw await PageAsync().ConfigureAwait(false);
                VOTableStatus? status = IsVOTable(_start) ? VOTableStatus.Read(copy, Call.Request.Address) : null;
                await copy.CopyRestAsync().ConfigureAwait(false);
                return Judge(status, _stream.BytesReceived);
            }).ConfigureAwait(false);
        }
        catch (Exception) when (copy.WriteFault is not null)
        {
            // Not the service's fault: whoever gave the target knows what it means.
            ExceptionDispatchInfo.Throw(copy.WriteFault);
            throw;
        }
    }

    /// <summary>The message in an answer of any form, such as a job's error document; null if it has no words.</summary>
    public Task<string?> ReadWordsAsync() => GuardAsync(async () =>
    {
        byte[] bytes = await ReadStartAsync().ConfigureAwait(false);
        string text = Decode(bytes);
        string words = FindErrorWords(bytes, text) ?? PageText.Words(text);
        return words == PageText.Nothing ? null : words;
    });

    /// <summary>The error that the answer reports.</summary>
    public Task<Exception> ReadErrorAsync() => GuardAsync<Exception>(async () =>
    {
        byte[] bytes = await ReadStartAsync().ConfigureAwait(false);
        string text = Decode(bytes);
        string? serviceWords = FindErrorWords(bytes, text);
        string words = serviceWords ?? (IsHtml(text) ? PageText.Describe(text) : PageText.Words(text));
        AstroException error = Status switch
        {
            401 or 403 or 407 => TapErrors.ServiceForbidden(Call.Request, words, Status),
            429 => TapErrors.TooManyRequests(Call.Request, words),
            404 or 410 when Call.Request.IsJob => TapErrors.JobNotFound(Call.Request, words, Status),
            _ when serviceWords is not null => TapErrors.ServiceError(Call.Request, words, Status),
            404 or 405 or 410 => TapErrors.ServiceNotFound(Call.Request, words, Status),
            408 or >= 500 => TapErrors.ServiceUnavailable(Call.Request, words, Status),
            _ => TapErrors.ServiceError(Call.Request, words, Status),
        };
        return Status is 408 or 429 or 502 or 503 or 504 ? new TapTransientException(error, RetryAfter()) : error;
    });

    /// <summary>Sets the token that cancels reads from now on.</summary>
    public void CancelWith(CancellationToken cancellationToken)
    {
        _cancellation = cancellationToken;
        _stream.CancelWith(cancellationToken);
    }

    /// <summary>Lets the next query run at the host.</summary>
    public void ReleaseSlot() => _slot?.Dispose();

    /// <summary>Translates what broke the stream, and an exception of the reader of its contents, into an error for the user.</summary>
    public Exception Translate(Exception exception)
    {
        if (_cancellation.IsCancellationRequested)
            return exception as OperationCanceledException ?? new OperationCanceledException(exception.Message, exception, _cancellation);
        if (exception is TapTransientException or AstroException { Service: not null })
            return exception;
        if (_stream.Fault is Exception fault)
            return ToError(fault);
        return exception switch
        {
            AstroException { ErrorId: ErrorIds.ServiceError } error => TapErrors.ServiceError(Call.Request, error.ServiceWords ?? error.Message, null),
            AstroException { ErrorId: ErrorIds.TableTruncated } error => new TapTransientException(TapErrors.TableInvalid(Call.Request, error)),
            AstroException error => TapErrors.TableInvalid(Call.Request, error),
            XmlException => NotXml(TapErrors.AnswerDamaged(Call.Request, "it is not well-formed XML: " + exception.Message, exception)),
            FormatException => TapErrors.AnswerDamaged(Call.Request, exception.Message, exception),
            _ => exception,
        };
    }

    public void Dispose()
    {
        _stream.Dispose();
        _response.Dispose();
        ReleaseSlot();
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Exception better = Translate(exception);
            if (better == exception)
                throw;
            throw better;
        }
    }

    private Exception ToError(Exception fault)
    {
        string received = string.Create(CultureInfo.InvariantCulture, $"{_stream.BytesReceived:N0} bytes");
        if (_stream.FellSilent)
        {
            string silence = $"nothing arrived for {TapRetry.Show(Call.Options.ReadTimeout)} after {received} of the answer";
            return new TapTransientException(TapErrors.ServiceTimeout(Call.Request, silence, fault));
        }

        return fault switch
        {
            InvalidDataException => TapErrors.AnswerDamaged(Call.Request, $"its compressed data are corrupt after {received}", fault),
            EndOfStreamException => new TapTransientException(TapErrors.TableTruncated(Call.Request, $"{fault.Message}, after {received}", fault)),
            _ => new TapTransientException(TapErrors.TableTruncated(Call.Request, $"the connection broke after {received}", fault)),
        };
    }

    // A document that ends too early may be whole the next time.
    private Exception NotXml(AstroException error) => _stream.Ended ? new TapTransientException(error) : error;

    private TapDownload Judge(VOTableStatus? status, long bytes)
    {
        if (status is null)
            Call.Query.Log?.Invoke($"{Call.Request.Service}: the answer is not a VOTable, so there is no way to tell whether all rows are present.");
        if (status is not { IsTruncated: true } || Call.Query.MaxRow is not null)
            return new TapDownload(bytes, false, status?.Problem);
        AstroException cut = TapErrors.ResultTruncated(Call.Request, null, "it reports that there are more (QUERY_STATUS=OVERFLOW)", false);
        if (!Call.Query.AllowTruncated)
            throw cut;
        Call.Query.Log?.Invoke(cut.Message);
        return new TapDownload(bytes, true, status.Problem);
    }

    private async Task<AstroException> PageAsync() =>
        TapErrors.ServiceUnavailable(Call.Request, PageText.Describe(Decode(await ReadStartAsync().ConfigureAwait(false))), Status);

    private TimeSpan? RetryAfter()
    {
        TimeSpan? wait = _response.Headers.RetryAfter?.Delta ?? _response.Headers.RetryAfter?.Date - Call.Options.TimeProvider.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    // As much of the answer as an error or a web page may need.
    private async Task<byte[]> ReadStartAsync()
    {
        byte[] bytes = new byte[MaxErrorLength];
        int length = 0;
        int read;
        while (length < bytes.Length && (read = await _stream.ReadAsync(bytes.AsMemory(length)).ConfigureAwait(false)) > 0)
            length += read;
        return bytes[..length];
    }

    // The codings are listed in the order in which they were applied (RFC 9110, section 8.4).
    private static Stream Decompress(Stream body, HttpResponseMessage response, TapCall call)
    {
        foreach (string coding in response.Content.Headers.ContentEncoding.Reverse())
        {
            body = coding.ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" => InflatedStream.OfGzip(body),
                "deflate" => InflatedStream.OfZlib(body),
                "identity" => body,
                _ => throw TapErrors.AnswerDamaged(call.Request, $"it is encoded as '{VisibleText.Of(coding)}', which was not asked for", null),
            };
        }

        return body;
    }

    // Decodes by the byte-order mark; if there is none, as UTF-8: in the usual encodings the markup that matters here is ASCII.
    private static string Decode(ReadOnlyMemory<byte> bytes)
    {
        using StreamReader reader = new(new MemoryStream(bytes.ToArray()), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static bool IsVOTable(string start) => start.Contains("VOTABLE", StringComparison.OrdinalIgnoreCase);

    private static bool IsHtml(string text)
    {
        string start = text.Length > PeekLength ? text[..PeekLength] : text;
        return !IsVOTable(start)
            && (start.Contains("<html", StringComparison.OrdinalIgnoreCase)
                || start.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase));
    }

    // The words of a service's error document (DALI 1.1 and TAP 1.1); null if it is not one.
    private static string? FindErrorWords(byte[] bytes, string text)
    {
        if (!text.Contains(QueryStatus.ParameterName, StringComparison.Ordinal))
            return null;
        try
        {
            // An error document that cannot be read as XML is shown as plain text.
            return VOTableStatus.Read(new MemoryStream(bytes), "The answer").Problem is null ? null : PageText.Words(text);
        }
        catch (AstroException error)
        {
            return PageText.Words(error.ServiceWords ?? text);
        }
    }
}
