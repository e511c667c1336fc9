using System.Text;
using System.Text.RegularExpressions;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>Copies an answer unchanged, byte by byte, while detecting whether it is an error, was truncated, or broke off.</summary>
internal static partial class TapRawAnswer
{
    private const int BufferSize = 1 << 16;

    // An INFO element with the query status is far shorter.
    private const int Overlap = 2048;

    /// <summary>Copies the answer; disposes it.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="call">Its query.</param>
    /// <param name="target">The target; it is emptied first, so that a repeated attempt starts over.</param>
    /// <param name="cancellationToken">Cancels the copying.</param>
    /// <exception cref="TapTransientException">The answer broke off.</exception>
    /// <exception cref="AstroException">The answer is an error, or a limit truncated it.</exception>
    public static async Task<long> CopyAsync(HttpResponseMessage response, TapCall call, Stream target, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
            throw await TapAnswer.ReadErrorAsync(response, call, cancellationToken).ConfigureAwait(false);
        using (response)
        {
            Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            using AnswerStream stream = new(body, call.Options, cancellationToken);
            target.SetLength(0);
            QueryStatus status = new();
            try
            {
                byte[] buffer = new byte[BufferSize];
                for (int read; (read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
                {
                    target.Write(buffer, 0, read);
                    status.See(buffer.AsSpan(0, read));
                }
            }
            catch (Exception exception) when (TapResultReader.FindFault(exception, stream, call, cancellationToken) is Exception fault)
            {
                throw fault;
            }

            Judge(status, call, stream.BytesReceived);
            return stream.BytesReceived;
        }
    }

    private static void Judge(QueryStatus status, TapCall call, long bytes)
    {
        if (bytes == 0)
            throw new TapTransientException(TapErrors.AnswerDamaged(call.Request, "it is empty", null));
        if (status.IsPage)
            throw TapErrors.ServiceUnavailable(call.Request, "a web page", 200);
        if (!status.IsVOTable)
        {
            call.Query.Log?.Invoke($"{call.Request.Service}: the answer is not a VOTable, so there is no way to tell whether all rows are present.");
            return;
        }

        if (status.Value == "ERROR")
            throw TapErrors.ServiceError(call.Request, status.Words, null);
        if (!status.IsClosed)
            throw new TapTransientException(TapErrors.TableTruncated(call.Request, $"the document ends after {ValueText.Format(bytes)} bytes without its end tag", new EndOfStreamException()));
        if (status.Value != "OVERFLOW" || call.Query.MaxRow is not null)
            return;
        AstroException cut = TapErrors.ResultTruncated(call.Request, null, "it reports that there are more (QUERY_STATUS=OVERFLOW)", false);
        if (!call.Query.AllowTruncated)
            throw cut;
        call.Query.Log?.Invoke(cut.Message);
    }

    /// <summary>Finds the query status in a document as it is copied.</summary>
    private sealed class QueryStatus
    {
        private string _tail = "";
        private bool _begun;

        public bool IsVOTable { get; private set; }

        public bool IsPage { get; private set; }

        public string Value { get; private set; } = "";

        public string Words { get; private set; } = "nothing";

        public bool IsClosed => EndTag().IsMatch(_tail);

        public void See(ReadOnlySpan<byte> bytes)
        {
            string text = _tail + Encoding.Latin1.GetString(bytes);
            if (!_begun)
            {
                string start = text.Length > Overlap ? text[..Overlap] : text;
                IsVOTable = start.Contains("VOTABLE", StringComparison.OrdinalIgnoreCase);
                IsPage = !IsVOTable && start.Contains("<html", StringComparison.OrdinalIgnoreCase);
                _begun = true;
            }

            // The last status counts: there may be OK before the table and OVERFLOW after it.
            foreach (Match match in IsVOTable ? Status().Matches(text) : Enumerable.Empty<Match>())
            {
                Value = match.Groups["value"].Value.ToUpperInvariant();
                Words = match.Groups["words"].Value.Trim() is { Length: > 0 } words ? words : "nothing";
            }

            _tail = text.Length > Overlap ? text[^Overlap..] : text;
        }
    }

    [GeneratedRegex(@"<(\w+:)?INFO\b(?=[^>]*\bname\s*=\s*[""']QUERY_STATUS[""'])[^>]*\bvalue\s*=\s*[""'](?<value>\w+)[""'][^>]*>(?<words>[^<]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Status();

    [GeneratedRegex(@"</(\w+:)?VOTABLE\s*>\s*(<!--.*?-->\s*)*$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex EndTag();
}
