using System.Collections;
using System.Management.Automation;
using System.Text;
using PSAstroXmatch.Engine.Storage;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Sends an ADQL query to a TAP service and returns the rows, or writes them to a file.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "TapQuery", SupportsShouldProcess = true)]
[OutputType(typeof(AstroTableRow), typeof(AstroTable), typeof(FileInfo))]
public sealed class InvokeTapQueryCommand : TapServiceCmdlet
{
    /// <summary>The query in ADQL.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(TapQueryCompleter))]
    public string Query { get; set; } = "";

    /// <summary>
    /// Tables to upload with the query: @{ mine = $objects } is TAP_UPLOAD.mine in the query. Each can be objects, rows, a table from
    /// Import-AstroTable, or the path of a file. An upload without rows is an error (UploadInvalid).
    /// </summary>
    [Parameter]
    public IDictionary? Upload { get; set; }

    /// <summary>
    /// Runs the query as a job on the service, even if a synchronous request would do. The job is deleted afterwards, also after Ctrl+C.
    /// </summary>
    [Parameter]
    public SwitchParameter Async { get; set; }

    /// <summary>Maximum number of rows to return. It is not an error if there are more.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public long? MaxRow { get; set; }

    /// <summary>
    /// Accepts a result that was cut off at a limit of the service, with a warning. Without it, this is an error (ResultTruncated).
    /// </summary>
    [Parameter]
    public SwitchParameter AllowTruncated { get; set; }

    /// <summary>
    /// Caches complete answers on disk, and reuses a cached answer up to this age: 12h, 7d, 30min, or a number in seconds. Without
    /// -CacheAge, -Refresh or -Offline, nothing is cached or reused.
    /// </summary>
    [Parameter]
    [DurationTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan? CacheAge { get; set; }

    /// <summary>
    /// Queries the service even if there is a cached answer, and caches the new one. Cannot be combined with -Offline (CachingAmbiguous).
    /// </summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Sends nothing, and uses cached answers of any age. A query without a cached answer is an error (NotInCache).</summary>
    [Parameter]
    public SwitchParameter Offline { get; set; }

    /// <summary>Returns one table instead of rows.</summary>
    [Parameter]
    public SwitchParameter AsTable { get; set; }

    /// <summary>
    /// Writes the rows to a file as they arrive, in one of the formats of Export-AstroTable, and returns the file. The result may be larger
    /// than memory. An existing file is replaced only when all rows have arrived.
    /// </summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <summary>
    /// Returns the answer exactly as the service sent it: byte by byte to -OutFile, otherwise as one string. Only a VOTable tells whether
    /// it is complete. Cannot be combined with -AsTable or with caching (RawAmbiguous).
    /// </summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>With -Raw, the format to request, as the service names it: votable, csv, fits, or a MIME type.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ResponseFormatCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ResponseFormat { get; set; }

    /// <inheritdoc cref="ExportAstroTableCommand.Force"/>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc cref="ExportAstroTableCommand.NoClobber"/>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (ResponseFormat is not null && !Raw)
            throw new AstroException(ErrorIds.ResponseFormatInvalid, "-ResponseFormat needs -Raw.", "Add -Raw, or remove -ResponseFormat.", ResponseFormat);
        if (Raw && (AsTable || TapCachingChoice.Create(CacheAge, Refresh, Offline) is not null))
            throw new AstroException(ErrorIds.RawAmbiguous, "-Raw passes on the bytes of the service, so it can't be combined with -AsTable or stored answers.",
                "Remove -AsTable, -CacheAge, -Refresh and -Offline, or remove -Raw.");
        OutputFile? output = Output();
        if (output is not null && !Raw)
            TableFileWriter.CheckFormat(output.Path);
        output?.Check();
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        TapCaching? caching = TapCachingChoice.Create(CacheAge, Refresh, Offline);
        TapService service = TapSession.Find(Service, ServiceOptions() with { Caching = caching });
        TapQueryOptions options = new()
        {
            MaxRow = MaxRow,
            AllowTruncated = AllowTruncated,
            Uploads = TapUploads.Create(this, Upload, StopToken),
            Mode = Async ? TapQueryMode.Async : TapQueryMode.Auto,
        };
        if (Raw)
            WriteRaw(service, options with { ResponseFormat = ResponseFormat });
        else if (caching is not null)
            WriteCached(service, options);
        else if (Output() is OutputFile output)
            WriteFile(service, options, output);
        else if (AsTable)
            TapRows.WriteTable(this, Activity(service), (query, stopping) => service.QueryAsync(Query, query, stopping), options);
        else
            TapRows.Write(this, Activity(service), (query, stopping) => service.OpenAsync(Query, query, stopping), options);
    }

    private void WriteRaw(TapService service, TapQueryOptions options)
    {
        OutputFile? output = Output();
        string? file = output?.Path;
        if (file is not null && !ShouldProcess(file, "Write the answer of the service"))
            return;
        output?.Check();
        string text = "";
        TapDownload download = RunQuery(Activity(service), async (log, stopping) =>
        {
            TapQueryOptions logging = options with { Log = log };
            if (output is not null)
            {
                return await AtomicFile.WriteAsync(
                    output.Path, output.Overwrite, stream => service.CopyAsync(Query, stream, logging, stopping)).ConfigureAwait(false);
            }

            using MemoryStream memory = new();
            TapDownload read = await service.CopyAsync(Query, memory, logging, stopping).ConfigureAwait(false);
            text = Text(memory.ToArray());
            return read;
        });
        TapRows.WarnIfTruncated(this, download.IsTruncated, AllowTruncated);
        if (download.Doubt is string doubt)
            WriteWarning($"It is not known whether the result is whole, since the answer can't be read as a VOTable to its end: {doubt}");
        WriteObject(file is null ? text : new FileInfo(file));
    }

    // Binary data, such as FITS, would be damaged by conversion to text.
    private static string Text(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException cause)
        {
            throw new AstroException(
                ErrorIds.AnswerNotText,
                $"The answer of {ValueText.Format(bytes.Length)} bytes is not UTF-8 text.",
                "Use -OutFile to save it unchanged.",
                null,
                cause);
        }
    }

    // A stored answer is always a complete table.
    private void WriteCached(TapService service, TapQueryOptions options)
    {
        OutputFile? output = Output();
        string? file = output?.Path;
        if (file is not null && !ShouldProcess(file, "Write the rows of the query"))
            return;
        output?.Check();
        AstroTable table = RunQuery(Activity(service), async (log, stopping) =>
        {
            AstroTable answer = await service.QueryAsync(Query, options with { Log = log }, stopping).ConfigureAwait(false);
            if (output is not null)
                TableFileWriter.Write(output.Path, output.Overwrite, [answer], stopping);
            return answer;
        });
        TapRows.WarnIfTruncated(this, table.IsTruncated, AllowTruncated);
        if (file is not null)
            WriteObject(new FileInfo(file));
        else if (AsTable)
            WriteObject(table);
        else
            TapRows.WriteRows(this, table);
    }

    private void WriteFile(TapService service, TapQueryOptions options, OutputFile output)
    {
        if (ShouldProcess(output.Path, "Write the rows of the query"))
            TapRows.WriteFile(this, Activity(service), (query, stopping) => service.OpenAsync(Query, query, stopping), options, output);
    }

    private OutputFile? Output() => OutputFile.Optional(this, OutFile, Force, NoClobber);

    private static string Activity(TapService service) => "Querying " + service.Dialect.Name;
}
