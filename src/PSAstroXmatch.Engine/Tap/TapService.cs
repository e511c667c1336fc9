using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// A service of the IVOA's Table Access Protocol (TAP 1.1, https://www.ivoa.net/documents/TAP/): accepts queries in ADQL and returns tables.
/// Safe for use by several threads.
/// </summary>
/// <remarks>
/// Every call may throw an <see cref="AstroException"/> with one of these ids: <c>ServiceError</c> (the service's own message),
/// <c>ServiceUnavailable</c>, <c>ServiceUnreachable</c>, <c>ServiceTimeout</c>, <c>ServiceForbidden</c>, <c>ServiceNotFound</c>,
/// <c>ServiceRedirectInvalid</c>, <c>ResultTruncated</c> (a limit truncated the result), <c>TableTruncated</c> (the answer broke off),
/// <c>AnswerDamaged</c>, or an id of the VOTable reader for a document that cannot be read.
/// Calls with transient faults are retried, see <see cref="TapServiceOptions"/>.
/// </remarks>
public sealed partial class TapService
{
    private readonly Uri _baseUri;
    private readonly TapTransport _transport;
    private readonly TapHost _host;

    /// <summary>Describes a service; nothing is sent yet.</summary>
    /// <param name="baseUri">
    /// Base URL, such as https://heasarc.gsfc.nasa.gov/xamin/vo/tap. A user and password in it are sent as basic authentication and
    /// never shown.
    /// </param>
    /// <param name="options">Dialect, contact, time limits, retries.</param>
    /// <exception cref="AstroException">ServiceAddressInvalid or TapOptionInvalid.</exception>
    public TapService(Uri baseUri, TapServiceOptions? options = null)
    {
        Options = options ?? new TapServiceOptions();
        Options.Validate();
        TapTransport.UserAgent(Options.Contact);
        _baseUri = TapAddress.ToBase(baseUri);
        BaseUri = new Uri(TapAddress.Show(_baseUri));
        Dialect = Options.Dialect ?? TapDialects.ForUri(BaseUri);
        _transport = new TapTransport(_baseUri, Options);
        _host = TapHost.Of(_baseUri, Options.MaxConcurrency ?? Dialect.MaxConcurrency, Options.TimeProvider);
    }

    /// <summary>Base URL without credentials.</summary>
    public Uri BaseUri { get; }

    /// <summary>The peculiarities of the service.</summary>
    public TapDialect Dialect { get; }

    /// <summary>How to communicate with the service.</summary>
    public TapServiceOptions Options { get; }

    /// <summary>The same service, with or without stored answers.</summary>
    public TapService With(TapCaching? caching) => caching == Options.Caching ? this : new TapService(_baseUri, Options with { Dialect = Dialect, Caching = caching });

    /// <summary>
    /// Runs a query in the mode of <see cref="TapQueryOptions.Mode"/>, and waits for the whole table. A job is deleted afterwards, within a
    /// second even if the call is cancelled, depending on <see cref="TapQueryOptions.KeepJob"/>.
    /// </summary>
    /// <param name="adql">The query.</param>
    /// <param name="options">Limits, uploads, mode, the log.</param>
    /// <param name="cancellationToken">Cancels the call within some tenths of a second, whatever it is waiting for.</param>
    /// <exception cref="AstroException">
    /// See the remarks on this class and on <see cref="TapJob"/>. UploadInvalid, UploadTooLarge: a table cannot be sent.
    /// </exception>
    public Task<AstroTable> QueryAsync(string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        TapQueryOptions query = options ?? TapQueryOptions.Default;
        string kind = query.Mode == TapQueryMode.Sync ? "sync" : "query";
        return CachedAsync(kind, adql, query, () => AskAsync(adql, query, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Runs a query for rows of one table, in slices if the result would exceed the service's limit or takes too long, and compares the
    /// number of rows with the service's own COUNT(*) if that is fast. No row is lost or duplicated.
    /// </summary>
    /// <param name="query">The query and the column by which it may be sliced.</param>
    /// <param name="options">As for a query; without MaxRow and MaxRec, since all rows are fetched.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">As for a query. RowCountMismatch: the parts do not have as many rows as the service counts.</exception>
    public Task<AstroTable> QueryAsync(TapSlicedQuery query, TapQueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        TapQueryOptions allowed = options ?? TapQueryOptions.Default;
        return CachedAsync("sliced", query.Whole, allowed, () => AskInSlicesAsync(query, allowed, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Runs a query that joins with an uploaded table, in parts of that table: as many rows at a time as the service accepts, and half as
    /// many if the result exceeds a limit or takes too long. The results are in the order of the parts.
    /// </summary>
    /// <param name="adql">
    /// The query. Each row must depend on only one uploaded row: no TOP, ORDER BY, DISTINCT, GROUP BY, OFFSET or set operators.
    /// </param>
    /// <param name="upload">The table to send in parts; other tables in the options are sent with each part.</param>
    /// <param name="options">As for a query; without MaxRow and MaxRec.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">QueryNotSplittable, or as for a query.</exception>
    public async Task<AstroTable> QueryAsync(
        string adql, TapUpload upload, TapQueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (AdqlText.FindWholeResultClause(adql) is string clause)
            throw TapErrors.QueryNotSplittable(adql, $"it has {clause}");
        TapQueryOptions query = options ?? TapQueryOptions.Default;
        return await CachedAsync(
            "split",
            adql,
            query with { Uploads = [upload, .. query.Uploads] },
            () => AskInPartsAsync(adql, upload, query, cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs a query and returns its rows as they arrive, so that a result may be larger than memory. The call is retried after faults until
    /// the table begins, not after that. The caller disposes the reader, and with it any job.
    /// </summary>
    /// <param name="adql">The query.</param>
    /// <param name="options">Limits, uploads, mode, the log.</param>
    /// <param name="cancellationToken">Cancels the opening; each block has its own token.</param>
    /// <exception cref="AstroException">As for a query. ResultTruncated is thrown after the last rows.</exception>
    public async Task<TableReader> OpenAsync(string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        TapCall call = await PlanAsync(adql, options ?? TapQueryOptions.Default, cancellationToken).ConfigureAwait(false);
        if (call.IsJob)
        {
            return await WithJobAsync<TableReader>(
                call,
                async (job, token) => new TapJobReader(await job.OpenResultAsync(call.Query, token).ConfigureAwait(false), job),
                leave: false,
                cancellationToken).ConfigureAwait(false);
        }

        TapForm form = CreateForm(call, cancellationToken);
        return await RetryAsync<TableReader>(
            call,
            async attempt =>
            {
                TapAnswer answer = await AskSyncAsync(call, form, attempt).ConfigureAwait(false);
                TapResultReader reader = await answer.ReadTableAsync().ConfigureAwait(false);
                reader.ReleaseToken();
                return reader;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs a query and copies the answer byte by byte, decompressed if it came compressed, in the format of
    /// <see cref="TapQueryOptions.ResponseFormat"/>. An error in the answer, a truncated result and a broken answer are errors here too, as
    /// far as the format can show them: only VOTable can.
    /// </summary>
    /// <param name="adql">The query.</param>
    /// <param name="target">The target: a stream that can be emptied. After an error it holds what was received.</param>
    /// <param name="options">Limits, uploads, mode, the log.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Number of bytes, and whether the result is complete as far as that is known.</returns>
    /// <exception cref="AstroException">As for a query.</exception>
    public async Task<TapDownload> CopyAsync(string adql, Stream target, TapQueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        TapCall call = await PlanAsync(adql, options ?? TapQueryOptions.Default, cancellationToken).ConfigureAwait(false);
        if (call.IsJob)
            return await WithJobAsync(call, (job, token) => job.CopyResultAsync(target, call.Query, token), leave: true, cancellationToken).ConfigureAwait(false);
        TapForm form = CreateForm(call, cancellationToken);
        return await RetryAsync(
            call,
            async attempt =>
            {
                using TapAnswer answer = await AskSyncAsync(call, form, attempt).ConfigureAwait(false);
                return await answer.CopyToAsync(target).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates a job and, by default, starts it. <see cref="TapQueryOptions.KeepJob"/> determines whether it is kept.</summary>
    /// <param name="adql">The query.</param>
    /// <param name="options">Limits, uploads, whether the job is started and kept, the log.</param>
    /// <param name="cancellationToken">Cancels the call; a job that was just created is deleted.</param>
    /// <exception cref="AstroException">As for a query.</exception>
    public async Task<TapJob> SubmitAsync(string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        TapQueryOptions query = (options ?? TapQueryOptions.Default) with { Mode = TapQueryMode.Async };
        TapCall call = await PlanAsync(adql, query, cancellationToken).ConfigureAwait(false);
        return await CreateJobAsync(call, query.StartJob, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The archive's name and the base URL.</summary>
    public override string ToString() => $"{Dialect.Name} ({TapAddress.Show(BaseUri)})";
}
