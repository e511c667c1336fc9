using System.Diagnostics;
using System.Globalization;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// A service of the IVOA's Table Access Protocol (TAP 1.1, https://www.ivoa.net/documents/TAP/): takes queries in ADQL, gives tables.
/// Safe for use by several threads.
/// </summary>
/// <remarks>
/// Every call may end in an <see cref="AstroException"/> with one of these ids: <c>ServiceError</c> (the service's own words),
/// <c>ServiceUnavailable</c>, <c>ServiceUnreachable</c>, <c>ServiceTimeout</c>, <c>ServiceForbidden</c>, <c>ServiceNotFound</c>,
/// <c>ServiceRedirectInvalid</c>, <c>ResultTruncated</c> (a limit cut the result), <c>TableTruncated</c> (the answer broke off),
/// <c>AnswerDamaged</c>, or the id of the VOTable reader for a document that it can't read.
/// Faults that may pass are tried again, see <see cref="TapServiceOptions"/>.
/// </remarks>
public sealed class TapService
{
    private readonly Uri _baseUri;
    private readonly TapTransport _transport;

    /// <summary>Describes a service; nothing is sent yet.</summary>
    /// <param name="baseUri">
    /// Base URL, such as https://heasarc.gsfc.nasa.gov/xamin/vo/tap. A user and password in it are sent as basic authentication and
    /// shown nowhere.
    /// </param>
    /// <param name="options">Dialect, contact, limits of time, retries.</param>
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
    }

    /// <summary>Base URL without credentials.</summary>
    public Uri BaseUri { get; }

    /// <summary>What is peculiar to the service.</summary>
    public TapDialect Dialect { get; }

    /// <summary>How the service is talked to.</summary>
    public TapServiceOptions Options { get; }

    /// <summary>Runs a query at the service's /sync and waits for the whole table.</summary>
    /// <param name="adql">The query.</param>
    /// <param name="options">MAXREC, whether a cut result is taken, the log; the log is called on the calling thread.</param>
    /// <param name="cancellationToken">Ends the call within some tenths of a second, whatever it is waiting for.</param>
    /// <exception cref="AstroException">See the remarks on this class.</exception>
    public AstroTable RunSync(string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        TapBlocking.Run((query, token) => RunSyncAsync(adql, query, token), options, cancellationToken);

    /// <summary>As <see cref="RunSync"/>, without blocking the calling thread; the log is called on any thread.</summary>
    public Task<AstroTable> RunSyncAsync(string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        TapCall call = CreateCall(adql, options);
        return TapRetry.ExecuteAsync(
            async token =>
            {
                long start = Stopwatch.GetTimestamp();
                using TapResultReader reader = await SendAsync(call, token).ConfigureAwait(false);
                AstroTable table = ReadToEnd(reader, token);
                call.Query.Log?.Invoke(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{call.Request.Service}: {table.RowCount:N0} rows in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s."));
                return table;
            },
            Options,
            call.Request,
            call.Query.Log,
            cancellationToken);
    }

    /// <summary>
    /// Runs a query at the service's /sync and hands out its rows while they arrive, so that a result may be larger than memory.
    /// Faults are tried again until the table begins, not after that. The caller disposes the reader.
    /// </summary>
    /// <param name="adql">The query.</param>
    /// <param name="options">MAXREC, whether a cut result is taken, the log; the log is called on the calling thread.</param>
    /// <param name="cancellationToken">Ends the opening; each block has a token of its own.</param>
    /// <exception cref="AstroException">See the remarks on this class. ResultTruncated comes after the last rows.</exception>
    public TableReader OpenSync(string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        TapBlocking.Run((query, token) => OpenSyncAsync(adql, query, options?.Log, token), options, cancellationToken);

    /// <summary>
    /// The columns of a table, as the service sends them for <c>SELECT TOP 1 * FROM table</c>: works everywhere, and tells which of a
    /// catalog's optional columns this service has.
    /// </summary>
    /// <param name="table">Name of the table as ADQL spells it.</param>
    /// <param name="options">The log.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="AstroException">TableNameInvalid, or see the remarks on this class.</exception>
    public IReadOnlyList<ColumnInfo> GetColumns(string table, TapQueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (!AdqlText.IsTableName(table))
            throw TapErrors.TableNameInvalid(table);
        TapQueryOptions probe = new() { AllowTruncated = true, Log = options?.Log };
        return [.. RunSync($"SELECT TOP 1 * FROM {table}", probe, cancellationToken).Columns.Select(column => column.Info)];
    }

    /// <summary>The archive's name and the base URL.</summary>
    public override string ToString() => $"{Dialect.Name} ({TapAddress.Show(BaseUri)})";

    private Task<TableReader> OpenSyncAsync(string adql, TapQueryOptions opening, Action<string>? laterLog, CancellationToken cancellationToken)
    {
        TapCall call = CreateCall(adql, opening);
        // The reader outlives this call, and with it the messages that are passed on while the caller waits.
        TapCall reading = call with { Query = opening with { Log = laterLog } };
        return TapRetry.ExecuteAsync<TableReader>(
            async token =>
            {
                TapResultReader reader = await SendAsync(reading, token).ConfigureAwait(false);
                reader.ReleaseToken();
                return reader;
            },
            Options,
            call.Request,
            opening.Log,
            cancellationToken);
    }

    private TapCall CreateCall(string adql, TapQueryOptions? options)
    {
        if (string.IsNullOrWhiteSpace(adql))
            throw TapErrors.QueryEmpty();
        options ??= TapQueryOptions.Default;
        if (options.MaxRec < 0)
            throw TapErrors.OptionInvalid(nameof(options.MaxRec), ValueText.Format(options.MaxRec), "0 or a larger number");
        string query = Dialect.TopToSend is long top ? AdqlText.EnsureTop(adql, top) : adql;
        string address = TapAddress.Show(TapAddress.Endpoint(BaseUri, "sync"));
        options.Log?.Invoke($"{Dialect.Name} ({address}): {query}");
        return new TapCall(new TapRequestInfo(Dialect.Name, address, query), options, Options, Dialect);
    }

    private async Task<TapResultReader> SendAsync(TapCall call, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> form =
        [
            new("REQUEST", "doQuery"),
            new("LANG", "ADQL"),
            new("QUERY", call.Request.Adql),
        ];
        if (Dialect.ResponseFormat is string format)
            form.Add(new("RESPONSEFORMAT", format));
        if (call.Query.MaxRec is long maxRec)
            form.Add(new("MAXREC", maxRec.ToString(CultureInfo.InvariantCulture)));
        HttpResponseMessage response = await _transport
            .PostAsync(TapAddress.Endpoint(_baseUri, "sync"), form, call.Request, cancellationToken).ConfigureAwait(false);
        return await TapAnswer.OpenAsync(response, call, cancellationToken).ConfigureAwait(false);
    }

    private static AstroTable ReadToEnd(TapResultReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return reader.ReadToEnd(cancellationToken);
        }
        catch (AstroException error) when (reader.FaultMayPass)
        {
            throw new TapTransientException(error);
        }
    }
}
