namespace PSAstroXmatch.Engine.Tap;

/// <content>Answers exactly as sent by the service.</content>
public sealed partial class TapService
{
    /// <summary>
    /// Runs a query and copies the answer byte by byte, decompressed if it came compressed, in the format of
    /// <see cref="TapQueryOptions.ResponseFormat"/>. An error in the answer, a truncated result and a broken answer are errors here too, as
    /// far as the format can show them: only VOTable can.
    /// </summary>
    /// <param name="adql">The query.</param>
    /// <param name="target">The target: a stream that can be emptied. After an error it holds what was received.</param>
    /// <param name="options">As for <see cref="Run"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Number of bytes, and whether the result is complete as far as that is known.</returns>
    /// <exception cref="AstroException">As for <see cref="Run"/>.</exception>
    public TapDownload Download(string adql, Stream target, TapQueryOptions? options = null, CancellationToken cancellationToken = default) => TapBlocking.Run(
        async (query, token) =>
        {
            TapCall call = await PlanAsync(adql, query, token).ConfigureAwait(false);
            if (call.IsJob)
                return await WithJobAsync(call, (job, reading) => job.DownloadAsync(target, call.Query, reading), leave: true, token).ConfigureAwait(false);
            TapForm form = CreateForm(call, token);
            return await TapRetry.ExecuteAsync(
                async attempt =>
                {
                    using TapAnswer answer = await AskSyncAsync(call, form, call.Query.Log, attempt).ConfigureAwait(false);
                    return await answer.CopyToAsync(target).ConfigureAwait(false);
                },
                Options,
                call.Request,
                call.Query.Log,
                token,
                _host).ConfigureAwait(false);
        },
        options,
        cancellationToken);
}
