using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Creates every error record of the module, with its id, category, target and recommended action.</summary>
internal static class Errors
{
    /// <summary>The error record of an error of the engine.</summary>
    /// <param name="problem">The error.</param>
    /// <param name="withoutService">What to do instead if a service cannot be reached.</param>
    public static ErrorRecord ToRecord(AstroException problem, string withoutService) =>
        new(problem, problem.ErrorId, Category(problem.Kind), problem.Target)
        {
            ErrorDetails = new ErrorDetails(problem.Message)
            {
                RecommendedAction = problem.ErrorId is "ServiceUnreachable" or "ServiceUnavailable"
                    ? $"{problem.Recommendation} {withoutService}"
                    : problem.Recommendation,
            },
        };

    /// <summary>An argument that can't be used.</summary>
    public static AstroException InvalidArgument(string id, string message, string recommendation, object? target = null) =>
        new(id, AstroErrorKind.InvalidArgument, message, recommendation, target);

    /// <summary>Something that was requested by name and does not exist.</summary>
    public static AstroException NotFound(string id, string message, string recommendation, object? target) =>
        new(id, AstroErrorKind.NotFound, message, recommendation, target);

    /// <summary>An object in the pipeline that the cmdlet can't use.</summary>
    public static AstroException WrongInput(string cmdlet, string expected, object? actual) => new(
        "InputInvalid",
        AstroErrorKind.InvalidArgument,
        $"{cmdlet} takes {expected}, not {actual?.GetType().Name ?? "null"}.",
        $"Give it {expected}.",
        actual);

    /// <summary>An object of which a job, a remote session or Clixml kept only the text.</summary>
    public static AstroException Flattened(string what, string lost, string recommendation, object target) => new(
        "ObjectFlattened",
        AstroErrorKind.InvalidData,
        $"{what} that came from a job, a remote session or Clixml has lost {lost}: '{target}' is only its text.",
        recommendation,
        target);

    /// <summary>A table in which the service reports that its query failed.</summary>
    public static AstroException FailedQuery(string file, string? words, int rows) => new(
        "ServiceError",
        AstroErrorKind.Service,
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
        _ => ErrorCategory.WriteError,
    };
}
