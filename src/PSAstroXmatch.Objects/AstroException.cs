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

/// <summary>The kind of each error: an id has one kind, wherever it is used.</summary>
internal static class ErrorKinds
{
    /// <summary>The kind of an error.</summary>
    /// <exception cref="ArgumentException">The id is not one of <see cref="ErrorIds"/>.</exception>
    public static AstroErrorKind Of(string errorId) => errorId switch
    {
        ErrorIds.AngleDecimalComma or ErrorIds.AngleInvalid or ErrorIds.AnswerNotText or ErrorIds.ArgumentsConflict
            or ErrorIds.AxisInvalid or ErrorIds.BinsInvalid or ErrorIds.CachingAmbiguous or ErrorIds.CatalogNameTaken
            or ErrorIds.CatalogUnknown or ErrorIds.CategoryInvalid or ErrorIds.CentreMissing or ErrorIds.ColorUnknown or ErrorIds.ColumnExists
            or ErrorIds.CoordinateInvalid or ErrorIds.CredentialAmbiguous or ErrorIds.DelimiterInvalid or ErrorIds.EpochInvalid
            or ErrorIds.EpochMissing or ErrorIds.EpochUnknown or ErrorIds.FieldInvalid or ErrorIds.FigureFormatUnknown or ErrorIds.FigureSizeInvalid
            or ErrorIds.FormatUnknown or ErrorIds.FrameUnknown
            or ErrorIds.InputInvalid or ErrorIds.JitterInvalid or ErrorIds.JobNotFinished or ErrorIds.JobsTooMany
            or ErrorIds.LargestErrorInvalid or ErrorIds.LargestErrorMissing or ErrorIds.LatitudeInvalid or ErrorIds.LayerInvalid
            or ErrorIds.LeftMissing or ErrorIds.MatchCriterionAmbiguous or ErrorIds.MatchLengthMismatch
            or ErrorIds.MatchRadiusInvalid or ErrorIds.MatchRadiusMissing or ErrorIds.NotANumber or ErrorIds.ObjectsDiffer
            or ErrorIds.OrderInvalid or ErrorIds.PairConditionFailed or ErrorIds.PanelAxesInvalid or ErrorIds.PanelsInvalid or ErrorIds.PatternInvalid
            or ErrorIds.PositionErrorInvalid or ErrorIds.ProbabilityInvalid or ErrorIds.QueryEmpty
            or ErrorIds.QueryNotSplittable or ErrorIds.RadiusInvalid or ErrorIds.RangeInvalid or ErrorIds.RawAmbiguous
            or ErrorIds.RegionIncomplete or ErrorIds.ResponseFormatInvalid or ErrorIds.ScriptBlockFailed or ErrorIds.SelfMatchJoinInvalid
            or ErrorIds.ServiceAddressInvalid or ErrorIds.ServiceMissing or ErrorIds.ServiceUnknown
            or ErrorIds.SimulationScaleOutOfRange or ErrorIds.SizeInvalid or ErrorIds.StackInvalid or ErrorIds.TableNameInvalid
            or ErrorIds.TablesTooMany or ErrorIds.TapOptionInvalid or ErrorIds.UnitMissing or ErrorIds.UnitRowInvalid or ErrorIds.UploadInvalid
            or ErrorIds.ValueMissing
            => AstroErrorKind.InvalidArgument,
        ErrorIds.AnswerDamaged or ErrorIds.ColumnTypeChanged or ErrorIds.CompressedFileDamaged or ErrorIds.DtdNotAllowed
            or ErrorIds.EcsvHeaderInvalid or ErrorIds.FitsHeaderInvalid or ErrorIds.FitsValueInvalid or ErrorIds.FootprintInvalid or ErrorIds.IpacHeaderInvalid
            or ErrorIds.JobFileDamaged or ErrorIds.KeyNotExact or ErrorIds.ObjectFlattened or ErrorIds.PositionMissing or ErrorIds.RaggedRow or ErrorIds.RowCountMismatch
            or ErrorIds.SerializationNotSupported or ErrorIds.TableChanged or ErrorIds.TableDamaged or ErrorIds.TableEmpty
            or ErrorIds.TableFormatUnknown or ErrorIds.TablesDiffer or ErrorIds.TableTruncated or ErrorIds.UnitUnknown or ErrorIds.UnterminatedQuote
            or ErrorIds.ValueInvalid or ErrorIds.VOTableHeaderInvalid
            => AstroErrorKind.InvalidData,
        ErrorIds.ArchiveFolderNotFound or ErrorIds.CatalogNotFound or ErrorIds.ColumnNotFound or ErrorIds.DetectorNotFound or ErrorIds.FermiClassNotFound
            or ErrorIds.FileNotFound or ErrorIds.FolderNotFound or ErrorIds.JobNotFound or ErrorIds.JobUnknown
            or ErrorIds.NotInCache or ErrorIds.PositionColumnsNotFound or ErrorIds.PropertyNotFound or ErrorIds.ServiceNotFound
            or ErrorIds.SourceNotFound or ErrorIds.TableNotFound or ErrorIds.TargetNotFound or ErrorIds.VizierTableUnknown
            => AstroErrorKind.NotFound,
        ErrorIds.ServiceRedirectInvalid or ErrorIds.ServiceTimeout or ErrorIds.ServiceUnavailable or ErrorIds.ServiceUnreachable
            => AstroErrorKind.Connection,
        ErrorIds.JobAborted or ErrorIds.ServiceError or ErrorIds.ServiceForbidden
            => AstroErrorKind.Service,
        ErrorIds.InputTooLarge or ErrorIds.MatchTooManyPairs or ErrorIds.ResultTooLarge or ErrorIds.ResultTruncated or ErrorIds.UploadTooLarge
            or ErrorIds.XMatchRadiusTooLarge
            => AstroErrorKind.Limit,
        ErrorIds.FileAccessDenied or ErrorIds.FileExists or ErrorIds.FileNotReadable or ErrorIds.FileNotWritten
            => AstroErrorKind.Access,
        _ => throw new ArgumentException($"'{errorId}' is not one of {nameof(ErrorIds)}.", nameof(errorId)),
    };
}
