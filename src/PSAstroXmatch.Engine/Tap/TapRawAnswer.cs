using System.Runtime.ExceptionServices;
using System.Text;
using PSAstroXmatch.Engine.Tables.VOTable;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>The result of copying an answer.</summary>
/// <param name="Bytes">Number of bytes, after decompression.</param>
/// <param name="IsTruncated">Whether the service reports that it truncated the result, which was allowed.</param>
/// <param name="Doubt">Why it is not known whether the result is complete, although the answer is a VOTable; null if that is known.</param>
public sealed record TapDownload(long Bytes, bool IsTruncated, string? Doubt);

/// <summary>
/// Copies the document of an answer, byte by byte after decompression, and reads on the way what it says of its query: an error, a
/// truncated result and a broken answer are noticed here as they are when a table is read.
/// </summary>
internal static class TapRawAnswer
{
    private const int PeekLength = 2048;

    /// <summary>Copies the answer; disposes it.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="call">Its query.</param>
    /// <param name="target">The target; it is emptied first, so that a repeated attempt starts over.</param>
    /// <param name="cancellationToken">Cancels the copying.</param>
    /// <exception cref="TapTransientException">The answer broke off.</exception>
    /// <exception cref="AstroException">The answer is an error, or a limit truncated it.</exception>
    public static async Task<TapDownload> CopyAsync(HttpResponseMessage response, TapCall call, Stream target, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
            throw await TapAnswer.ReadErrorAsync(response, call, cancellationToken).ConfigureAwait(false);
        using (response)
        {
            Stream body = await TapTransport.OpenBodyAsync(response, cancellationToken).ConfigureAwait(false);
            using AnswerStream stream = new(body, call.Options, cancellationToken);
            using CopyingStream copy = new(stream, target);
            target.SetLength(0);
            string start;
            VOTableStatus? status;
            try
            {
                start = Start(await stream.PeekAsync(PeekLength).ConfigureAwait(false));
                status = start.Contains("VOTABLE", StringComparison.OrdinalIgnoreCase) ? VOTableStatus.Read(copy, call.Request.Address) : null;
                await copy.CopyRestAsync().ConfigureAwait(false);
            }
            catch (Exception) when (copy.WriteFault is not null)
            {
                // Not the service's fault: whoever gave the target knows what it means.
                ExceptionDispatchInfo.Throw(copy.WriteFault);
                throw;
            }
            catch (Exception exception)
            {
                Exception better = TapResultReader.Translate(exception, stream, call, cancellationToken);
                if (better == exception)
                    throw;
                throw better;
            }

            return Judge(status, start, call, stream.BytesReceived);
        }
    }

    // Enough to see what the answer is: in UTF-16 every other byte is 0.
    private static string Start(ReadOnlyMemory<byte> head) => Encoding.Latin1.GetString(head.Span).Replace("\0", "", StringComparison.Ordinal);

    private static TapDownload Judge(VOTableStatus? status, string start, TapCall call, long bytes)
    {
        if (bytes == 0)
            throw new TapTransientException(TapErrors.AnswerDamaged(call.Request, "it is empty", null));
        if (status is null)
        {
            if (start.Contains("<html", StringComparison.OrdinalIgnoreCase))
                throw TapErrors.ServiceUnavailable(call.Request, "a web page", 200);
            call.Query.Log?.Invoke($"{call.Request.Service}: the answer is not a VOTable, so there is no way to tell whether all rows are present.");
            return new TapDownload(bytes, false, null);
        }

        if (!status.IsTruncated || call.Query.MaxRow is not null)
            return new TapDownload(bytes, false, status.Problem);
        AstroException cut = TapErrors.ResultTruncated(call.Request, null, "it reports that there are more (QUERY_STATUS=OVERFLOW)", false);
        if (!call.Query.AllowTruncated)
            throw cut;
        call.Query.Log?.Invoke(cut.Message);
        return new TapDownload(bytes, true, status.Problem);
    }
}
