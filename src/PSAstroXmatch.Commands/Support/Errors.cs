using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Every error record of the module is made here: id, category, target and the recommended action side by side.</summary>
internal static class Errors
{
    /// <summary>The error record of an error of the engine.</summary>
    /// <param name="problem">The error.</param>
    /// <param name="withoutService">What to do instead where a service can't be had.</param>
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

    /// <summary>Something that was asked for by name and is not there.</summary>
    public static AstroException NotFound(string id, string message, string recommendation, object? target) =>
        new(id, AstroErrorKind.NotFound, message, recommendation, target);

    /// <summary>An object in the pipeline that the cmdlet can't use.</summary>
    public static AstroException WrongInput(string cmdlet, string expected, object? actual) => new(
        "InputInvalid",
        AstroErrorKind.InvalidArgument,
        $"{cmdlet} takes {expected}, not {actual?.GetType().Name ?? "null"}.",
        $"Pipe {expected} into it.",
        actual);

    /// <summary>A table whose service says that its query failed.</summary>
    public static AstroException FailedQuery(string file, string? words, int rows) => new(
        "ServiceError",
        AstroErrorKind.Service,
        $"{file}: the service that sent it says that the query failed: {words ?? "(no reason given)"}. It holds {rows} rows, which may not be all.",
        "Ask the service again, or use the rows knowing that.",
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
