using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Creates every error record of the module, with its id, category, target and recommended action.</summary>
internal static class Errors
{
    // What the engine recommends, said with the parameters and cmdlets that do it. The engine knows neither, so that its own words
    // come first. A cmdlet gives the advice only if it has the parameters: an error of the same id may mean another thing elsewhere.
    private static readonly Dictionary<string, Advice> WithCmdlets = new()
    {
        [ErrorIds.ArchiveFolderNotFound] = new("Choose it with Use-AstroArchive.") { Unless = ["Simulated"] },
        [ErrorIds.BinsInvalid] = new("Set them with -Bins, -BinWidth, -Minimum and -Maximum.") { Parameters = ["Bins", "BinWidth"] },
        [ErrorIds.FieldInvalid] = new("Set the field with -Field, and use -Projection PlateCarree or Gnomonic to show a part of the sky.") { Parameters = ["Field"] },
        [ErrorIds.FigureSizeInvalid] = new("Set the size with -Width, -Height and -Dpi.") { Parameters = ["Width", "Height", "Dpi"] },
        [ErrorIds.FileExists] = new("To replace the file, leave out -NoClobber.") { Parameters = ["NoClobber"] },
        [ErrorIds.NotInCache] = new("Run it once without -Offline (with -CacheAge or -Refresh, so that the answer is stored), or save whole catalogs with Save-AstroCatalog."),
        [ErrorIds.PanelsInvalid] = new("Use -Panels with -Projection PlateCarree.") { Parameters = ["Panels"] },
        [ErrorIds.StackInvalid] = new("To stack sums, use -Statistic Sum.") { Parameters = ["Statistic"] },
        [ErrorIds.VizierTableUnknown] = new("Name it with Register-AstroCatalog -VizierTable."),
    };

    /// <summary>The error record of an error of the engine.</summary>
    /// <param name="problem">The error.</param>
    /// <param name="cmdlet">The cmdlet that reports it.</param>
    /// <param name="withoutService">What to do instead if a service cannot be reached.</param>
    public static ErrorRecord ToRecord(AstroException problem, PSCmdlet cmdlet, string withoutService) =>
        new(problem, problem.ErrorId, Category(problem.Kind), problem.Target)
        {
            ErrorDetails = new ErrorDetails(problem.Message)
            {
                RecommendedAction = problem.ErrorId switch
                {
                    ErrorIds.ServiceUnreachable or ErrorIds.ServiceUnavailable => $"{problem.Recommendation} {withoutService}",
                    _ when WithCmdlets.TryGetValue(problem.ErrorId, out Advice? advice) && advice.IsFor(cmdlet) => $"{problem.Recommendation} {advice.Text}",
                    _ => problem.Recommendation,
                },
            },
        };

    /// <summary>An object in the pipeline that the cmdlet can't use.</summary>
    public static AstroException WrongInput(string cmdlet, string expected, object? actual) => new(
        ErrorIds.InputInvalid,
        $"{cmdlet} takes {expected}, not {actual?.GetType().Name ?? "null"}.",
        $"Give it {expected}.",
        actual);

    /// <summary>An object of which a job, a remote session or Clixml kept only the text.</summary>
    public static AstroException Flattened(string what, string lost, string recommendation, object target) => new(
        ErrorIds.ObjectFlattened,
        $"{what} that came from a job, a remote session or Clixml has lost {lost}: '{target}' is only its text.",
        recommendation,
        target);

    /// <summary>A table of which a job, a remote session, Clixml or Select-Object kept only the text.</summary>
    public static AstroException FlattenedTable(object target) => Flattened(
        "A table", "its rows", "Return rows instead of a table (Import-AstroTable without -AsTable), or write the table to a file.", target);

    /// <summary>A table in which the service reports that its query failed.</summary>
    public static AstroException FailedQuery(string file, string? words, int rows) => new(
        ErrorIds.ServiceError,
        $"{file} is the result of a query that failed at the service: {words ?? "(no reason given)"}. It holds {rows} rows, perhaps not all.",
        "Run the query again, or treat the rows as incomplete.",
        file);

    private static ErrorCategory Category(AstroErrorKind kind) => kind switch
    {
        AstroErrorKind.InvalidArgument => ErrorCategory.InvalidArgument,
        AstroErrorKind.InvalidData => ErrorCategory.InvalidData,
        AstroErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        AstroErrorKind.Connection => ErrorCategory.ConnectionError,
        AstroErrorKind.Service => ErrorCategory.InvalidResult,
        AstroErrorKind.Limit => ErrorCategory.LimitsExceeded,
        AstroErrorKind.Access => ErrorCategory.WriteError,
        _ => ErrorCategory.NotSpecified,
    };

    // What to type; only for cmdlets that have all of the parameters and none of the others.
    private sealed record Advice(string Text)
    {
        public string[] Parameters { get; init; } = [];

        public string[] Unless { get; init; } = [];

        public bool IsFor(PSCmdlet cmdlet)
        {
            Dictionary<string, ParameterMetadata> known = cmdlet.MyInvocation.MyCommand.Parameters;
            return Parameters.All(known.ContainsKey) && !Unless.Any(known.ContainsKey);
        }
    }
}
