using System.Globalization;
using System.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// The cross-match service of CDS, Strasbourg (https://cdsxmatch.cds.unistra.fr): joins a list of positions with any VizieR table,
/// however large. One job at a time: the service blocks users who send more.
/// </summary>
/// <remarks>
/// Its properties are taken from its API documentation, astroquery's module and the STILTS manual, and are untested: a radius of at most
/// 180 arcsec; lists of up to 100 MB; at most 2,000,000 rows, at which it silently truncates the result; "Too many jobs are being
/// processed, try later!" when it is busy.
/// </remarks>
public sealed class CdsXMatch
{
    /// <summary>The maximum radius that the service accepts, degrees.</summary>
    public const double MaxRadius = 180 / 3600.0;

    /// <summary>The acknowledgement to include in publications.</summary>
    public const string Acknowledgement = "This research made use of the cross-match service provided by CDS, Strasbourg.";

    private const long UsualRowLimit = 2_000_000;

    // 40 bytes per row: 20 of the 100 MB that the service accepts.
    private const int PositionsInPart = 500_000;

    private const string BusyWords = "Too many jobs";

    private readonly TapDialect _dialect;
    private readonly Uri _uri;
    private readonly TapServiceOptions _options;
    private readonly TapTransport _transport;
    private readonly TapHost _host;

    /// <summary>Describes the service; nothing is sent yet.</summary>
    /// <param name="uri">Address of its API; null for the one at CDS.</param>
    /// <param name="options">Time limits, retries.</param>
    public CdsXMatch(Uri? uri = null, TapServiceOptions? options = null)
        : this(uri, options, UsualRowLimit)
    {
    }

    /// <summary>A service with a different row limit.</summary>
    internal CdsXMatch(Uri? uri, TapServiceOptions? options, long rowLimit)
    {
        _dialect = new TapDialect("CDS X-Match") { HardRowLimit = rowLimit, MaxConcurrency = 1 };
        _uri = uri ?? DefaultUri;
        _options = options ?? new TapServiceOptions();
        _options.Validate();
        _transport = new TapTransport(_uri, _options);
        _host = TapHost.Of(_uri, _dialect.MaxConcurrency, _options.TimeProvider);
    }

    /// <summary>The address of this service.</summary>
    internal Uri Address => _uri;

    /// <summary>The address of CDS, which astroquery has used since November 2025 (its pull request 3465) in place of http://cdsxmatch.u-strasbg.fr.</summary>
    public static Uri DefaultUri { get; } = new("https://cdsxmatch.cds.unistra.fr/xmatch/api/v1/sync");

    /// <summary>Finds all rows of a table within a radius of the positions.</summary>
    /// <param name="ra">Right ascensions, ICRS, degrees.</param>
    /// <param name="dec">Declinations, ICRS, degrees.</param>
    /// <param name="vizierTable">Name of the table in VizieR, such as II/246/out.</param>
    /// <param name="radius">Radius in degrees.</param>
    /// <param name="log">Receives one line per request.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>
    /// One row per pair: the table's columns, and position_id, the index of the position. The rows are in no particular order, and the
    /// service's distance is best recomputed, since it may have applied proper motions.
    /// </returns>
    /// <exception cref="AstroException">XMatchRadiusTooLarge, or as for a TAP service.</exception>
    public async Task<AstroTable> MatchAsync(
        double[] ra, double[] dec, string vizierTable, double radius, Action<string>? log = null, CancellationToken cancellationToken = default)
    {
        if (!(radius <= MaxRadius))
            throw RadiusTooLarge(radius);
        TapRequestInfo request = new(_dialect.Name, TapAddress.Show(_uri), $"positions × vizier:{vizierTable}");
        Stack<(int Start, int Count)> waiting = [];
        for (int start = 0; start < ra.Length; start += PositionsInPart)
            waiting.Push((start, Math.Min(PositionsInPart, ra.Length - start)));
        List<AstroTable> parts = [];
        while (waiting.TryPop(out (int Start, int Count) part))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                byte[] positions = Positions(ra, dec, part.Start, part.Count);
                parts.Add(await AskAsync(positions, vizierTable, radius, request, log, cancellationToken).ConfigureAwait(false));
            }
            catch (AstroException error) when (TapSlicer.IsTooMuch(error) && part.Count > 1)
            {
                log?.Invoke($"{_dialect.Name}: {ValueText.Count(part.Count)} positions are too many ({error.ErrorId}); trying halves.");
                waiting.Push((part.Start + part.Count / 2, part.Count - part.Count / 2));
                waiting.Push((part.Start, part.Count / 2));
            }
        }

        return AstroTable.Concat(parts, why => TapErrors.AnswerDamaged(request, why, null));
    }

    private Task<AstroTable> AskAsync(
        byte[] positions, string vizierTable, double radius, TapRequestInfo request, Action<string>? log, CancellationToken cancellationToken)
    {
        TapForm form = new();
        form.Add("request", "xmatch");
        form.Add("distMaxArcsec", Math.Min(180, radius * 3600).ToString("0.######", CultureInfo.InvariantCulture));
        form.Add("RESPONSEFORMAT", "votable");
        form.Add("selection", "all");
        form.Add("colRA1", "position_ra");
        form.Add("colDec1", "position_dec");
        form.Add("cat2", "vizier:" + vizierTable);
        form.AddFile("cat1", "positions.csv", "text/csv", positions);
        TapCall call = new(request, new TapQueryOptions { Log = log }, _options, _dialect);
        log?.Invoke($"{_dialect.Name} ({request.Address}): {request.Adql}, {ValueText.Format(radius * 3600)} arcsec.");
        return TapRetry.ExecuteAsync(attempt => AttemptAsync(call, form, attempt), _options, request, log, cancellationToken, _host);
    }

    private async Task<AstroTable> AttemptAsync(TapCall call, TapForm form, CancellationToken cancellationToken)
    {
        IDisposable slot = await _host.EnterAsync(call.Query.Log, call.Request, cancellationToken).ConfigureAwait(false);
        try
        {
            TapAnswer answer = await _transport
                .AskAsync(new TapMessage(HttpMethod.Post, _uri, form), call, cancellationToken, slot).ConfigureAwait(false);
            using TapResultReader reader = await answer.ReadTableAsync().ConfigureAwait(false);
            return reader.ReadWhole(cancellationToken);
        }
        catch (AstroException busy) when (busy.ServiceWords?.Contains(BusyWords, StringComparison.OrdinalIgnoreCase) == true)
        {
            throw new TapTransientException(busy);
        }
    }

    private static byte[] Positions(double[] ra, double[] dec, int start, int count)
    {
        StringBuilder text = new("position_id,position_ra,position_dec\n", 40 * (count + 1));
        for (int i = start; i < start + count; i++)
            text.Append(ValueText.Format(i)).Append(',').Append(ValueText.Format(ra[i])).Append(',').Append(ValueText.Format(dec[i])).Append('\n');
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static AstroException RadiusTooLarge(double radius) => new(
        ErrorIds.XMatchRadiusTooLarge,
        $"CDS X-Match accepts radii of up to 180 arcsec, not {ValueText.Format(radius * 3600)}.",
        "Give a smaller radius, or let the archive do the search.",
        radius);
}
