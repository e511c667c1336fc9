namespace PSAstroXmatch;

/// <summary>The kind of an error, from which the cmdlets derive the PowerShell error category.</summary>
public enum AstroErrorKind
{
    /// <summary>An argument is not valid.</summary>
    InvalidArgument,

    /// <summary>A file or an answer does not conform to its format.</summary>
    InvalidData,

    /// <summary>A file, folder, catalog or column does not exist.</summary>
    NotFound,

    /// <summary>A service can't be reached or did not answer in time.</summary>
    Connection,

    /// <summary>A service returned an error.</summary>
    Service,

    /// <summary>A limit of a service or of memory would truncate the result.</summary>
    Limit,

    /// <summary>A file can't be written or read.</summary>
    Access,
}

/// <summary>
/// The engine's exception for every error that a user can cause or correct: what happened, where, and what to do. Its texts, and the messages
/// of its causes, quote services and files without their control characters (<see cref="VisibleText"/>).
/// </summary>
public sealed class AstroException : Exception
{
    /// <summary>Creates an error with a stable id.</summary>
    /// <param name="errorId">One of <see cref="ErrorIds"/>, part of the FullyQualifiedErrorId in PowerShell; it has one kind.</param>
    /// <param name="message">What happened and where (file, row, column, service), in one or two sentences.</param>
    /// <param name="recommendation">What the user can do about it.</param>
    /// <param name="target">The path, query or object that it is about.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public AstroException(
        string errorId,
        string message,
        string recommendation,
        object? target = null,
        Exception? innerException = null)
        : base(VisibleText.Of(message), Shown(innerException))
    {
        ErrorId = errorId;
        Kind = ErrorKinds.Of(errorId);
        Recommendation = VisibleText.Of(recommendation);
        Target = target;
    }

    /// <summary>Stable id, such as <c>TableTruncated</c>.</summary>
    public string ErrorId { get; }

    /// <summary>The kind of error.</summary>
    public AstroErrorKind Kind { get; }

    /// <summary>What the user can do about it.</summary>
    public string Recommendation { get; }

    /// <summary>The path, query or object that the error is about.</summary>
    public object? Target { get; }

    /// <summary>Name of the archive or service that the error comes from; null if it does not come from a service.</summary>
    public string? Service { get; init; }

    /// <summary>Status of the HTTP response, such as 503; null if there was no response, or if the response reported success.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>What the service itself says about the error, as one paragraph of plain text; null if it says nothing.</summary>
    public string? ServiceWords
    {
        get;
        init => field = value is null ? null : VisibleText.Of(value);
    }

    // PowerShell's Get-Error shows the causes too, and .NET repeats what a server sent in some of their messages.
    private static Exception? Shown(Exception? cause)
    {
        for (Exception? inner = cause; inner is not null; inner = inner.InnerException)
        {
            if (VisibleText.Of(inner.Message) != inner.Message)
                return new Cause($"{cause!.GetType()}: {VisibleText.Of(inner.Message)}");
        }

        return cause;
    }

    /// <summary>Stands for a cause whose message can't be shown as it is.</summary>
    private sealed class Cause(string message) : Exception(message);
}
