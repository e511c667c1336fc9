using System.Collections;
using System.Management.Automation;
using System.Text;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Asks a TAP service in ADQL and emits the rows, or writes them to a file.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "TapQuery", SupportsShouldProcess = true)]
[OutputType(typeof(AstroTableRow), typeof(AstroTable), typeof(FileInfo))]
public sealed class InvokeTapQueryCommand : TapServiceCmdlet
{
    /// <summary>The query in ADQL.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(TapQueryCompleter))]
    public string Query { get; set; } = "";

    /// <summary>
    /// Tables that go to the service with the query: @{ mine = $objects } is TAP_UPLOAD.mine there. Objects, rows, a table of
    /// Import-AstroTable, or the path of a file.
    /// </summary>
    [Parameter]
    public IDictionary? Upload { get; set; }

    /// <summary>Runs the query as a job on the service, also where an immediate answer would do. The job is deleted afterwards.</summary>
    [Parameter]
    public SwitchParameter Async { get; set; }

    /// <summary>The most rows that are wanted. More than these are not an error.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public long? MaxRow { get; set; }

    /// <summary>Takes a result that a limit of the service has cut, with a warning. Without it that is an error.</summary>
    [Parameter]
    public SwitchParameter AllowTruncated { get; set; }

    /// <summary>Stores the answer, and takes a stored one of up to this age in place of asking: 12h, 7d.</summary>
    [Parameter]
    [DurationTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan? CacheAge { get; set; }

    /// <summary>Asks anew even where a stored answer is there, and stores what comes.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Sends nothing: takes a stored answer of whatever age, and where there is none that is an error.</summary>
    [Parameter]
    public SwitchParameter Offline { get; set; }

    /// <summary>Emits one columnar table in place of rows.</summary>
    [Parameter]
    public SwitchParameter AsTable { get; set; }

    /// <summary>Writes the rows to a file (.csv, .tsv, .vot, also .gz) as they come, and emits the file: a result may be larger than memory.</summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <summary>
    /// Gives the answer as the service sent it: to -OutFile byte by byte, else as one text. That the result is whole is only known of a
    /// VOTable.
    /// </summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>With -Raw, the format that is asked for, as the service names it: votable, csv, fits, or a MIME type.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ResponseFormatCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ResponseFormat { get; set; }

    /// <summary>Replaces a file that is write-protected too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Refuses to replace a file.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (ResponseFormat is not null && !Raw)
            throw Errors.InvalidArgument("ResponseFormatInvalid", "-ResponseFormat is for answers that are given as they are.", "Give -Raw too, or leave it out.", ResponseFormat);
        if (Raw && (AsTable || TapCachingChoice.Create(CacheAge, Refresh, Offline) is not null))
            throw Errors.InvalidArgument("RawAmbiguous", "-Raw gives the service's own bytes: no table, and no stored answer.", "Leave out -AsTable, -CacheAge, -Refresh and -Offline, or -Raw.");
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
            TapRows.WriteTable(this, Activity(service), (query, stopping) => service.Run(Query, query, stopping), options);
        else
            TapRows.Write(this, Activity(service), (query, stopping) => service.Open(Query, query, stopping), options);
    }

    private void WriteRaw(TapService service, TapQueryOptions options)
    {
        OutputFile? output = Output();
        string? file = output?.Path;
        if (file is not null && !ShouldProcess(file, "Write the answer of the service"))
            return;
        output?.Check();
        string text = "";
        TapDownload download = RunQuery(Activity(service), (log, stopping) =>
        {
            TapQueryOptions logging = options with { Log = log };
            if (output is not null)
            {
                TapDownload? written = null;
                AtomicFile.Write(output.Path, output.Overwrite, stream => written = service.Download(Query, stream, logging, stopping));
                return written!;
            }

            using MemoryStream memory = new();
            TapDownload read = service.Download(Query, memory, logging, stopping);
            text = Text(memory.ToArray());
            return read;
        });
        if (download.IsTruncated)
            TapRows.WarnOfCut(this);
        if (download.Doubt is string doubt)
            WriteWarning($"It is not known whether the result is whole, since the answer can't be read as a VOTable to its end: {doubt}");
        WriteObject(file is null ? text : new FileInfo(file));
    }

    // Bytes that are no text, such as FITS, would be changed by being made one.
    private static string Text(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException cause)
        {
            throw new AstroException(
                "AnswerNotText",
                AstroErrorKind.InvalidArgument,
                $"The answer of {ValueText.Format(bytes.Length)} bytes is no text in UTF-8.",
                "Give -OutFile, which takes it byte by byte.",
                null,
                cause);
        }
    }

    // A stored answer is a whole table.
    private void WriteCached(TapService service, TapQueryOptions options)
    {
        OutputFile? output = Output();
        string? file = output?.Path;
        if (file is not null && !ShouldProcess(file, "Write the rows of the query"))
            return;
        output?.Check();
        AstroTable table = RunQuery(Activity(service), (log, stopping) =>
        {
            AstroTable answer = service.Run(Query, options with { Log = log }, stopping);
            if (output is not null)
                TableFileWriter.Write(output.Path, output.Overwrite, [answer], stopping);
            return answer;
        });
        TapRows.WarnIfTruncated(this, table.Parameters, AllowTruncated);
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
            TapRows.WriteFile(this, Activity(service), (query, stopping) => service.Open(Query, query, stopping), options, output);
    }

    private OutputFile? Output() => OutputFile.Optional(this, OutFile, Force, NoClobber);

    private static string Activity(TapService service) => "Asking " + service.Dialect.Name;
}
