namespace PSAstroXmatch;

/// <summary>The kind of each error: an id has one kind, wherever it is used.</summary>
internal static class ErrorKinds
{
    /// <summary>The kind of an error.</summary>
    /// <exception cref="ArgumentException">The id is not one of <see cref="ErrorIds"/>.</exception>
    public static AstroErrorKind Of(string errorId) => errorId switch
    {
        ErrorIds.AngleDecimalComma or ErrorIds.AngleInvalid or ErrorIds.AnswerNotText or ErrorIds.ArgumentsConflict
            or ErrorIds.AxisInvalid or ErrorIds.BinsInvalid or ErrorIds.CachingAmbiguous or ErrorIds.CatalogNameTaken
            or ErrorIds.CatalogUnknown or ErrorIds.CategoryInvalid or ErrorIds.CentreMissing or ErrorIds.ColorUnknown
            or ErrorIds.CoordinateInvalid or ErrorIds.CredentialAmbiguous or ErrorIds.DelimiterInvalid or ErrorIds.EpochMissing
            or ErrorIds.FieldInvalid or ErrorIds.FigureFormatUnknown or ErrorIds.FigureSizeInvalid or ErrorIds.FormatUnknown
            or ErrorIds.InputInvalid or ErrorIds.JitterInvalid or ErrorIds.JobNotFinished or ErrorIds.JobsTooMany
            or ErrorIds.LargestErrorInvalid or ErrorIds.LargestErrorMissing or ErrorIds.LatitudeInvalid or ErrorIds.LayerInvalid
            or ErrorIds.LeftMissing or ErrorIds.MatchCriterionAmbiguous or ErrorIds.MatchLengthMismatch
            or ErrorIds.MatchRadiusInvalid or ErrorIds.MatchRadiusMissing or ErrorIds.NotANumber or ErrorIds.ObjectsDiffer
            or ErrorIds.OrderInvalid or ErrorIds.PairConditionFailed or ErrorIds.PanelsInvalid or ErrorIds.PatternInvalid or ErrorIds.QueryEmpty
            or ErrorIds.QueryNotSplittable or ErrorIds.RadiusInvalid or ErrorIds.RangeInvalid or ErrorIds.RawAmbiguous
            or ErrorIds.RegionIncomplete or ErrorIds.ResponseFormatInvalid or ErrorIds.SelfMatchJoinInvalid
            or ErrorIds.ServiceAddressInvalid or ErrorIds.ServiceMissing or ErrorIds.ServiceUnknown
            or ErrorIds.SimulationScaleOutOfRange or ErrorIds.SizeInvalid or ErrorIds.StackInvalid or ErrorIds.TableNameInvalid
            or ErrorIds.TablesTooMany or ErrorIds.TapOptionInvalid or ErrorIds.UnitRowInvalid or ErrorIds.UploadInvalid
            or ErrorIds.ValueMissing
            => AstroErrorKind.InvalidArgument,
        ErrorIds.AnswerDamaged or ErrorIds.ColumnTypeChanged or ErrorIds.CompressedFileDamaged or ErrorIds.DtdNotAllowed
            or ErrorIds.EcsvHeaderInvalid or ErrorIds.FitsHeaderInvalid or ErrorIds.FitsValueInvalid or ErrorIds.IpacHeaderInvalid
            or ErrorIds.JobFileDamaged or ErrorIds.ObjectFlattened or ErrorIds.PositionMissing or ErrorIds.RaggedRow or ErrorIds.RowCountMismatch
            or ErrorIds.SerializationNotSupported or ErrorIds.TableChanged or ErrorIds.TableDamaged or ErrorIds.TableEmpty
            or ErrorIds.TableFormatUnknown or ErrorIds.TablesDiffer or ErrorIds.TableTruncated or ErrorIds.UnitUnknown or ErrorIds.UnterminatedQuote
            or ErrorIds.ValueInvalid or ErrorIds.VOTableHeaderInvalid
            => AstroErrorKind.InvalidData,
        ErrorIds.CatalogNotFound or ErrorIds.ColumnNotFound or ErrorIds.DetectorNotFound or ErrorIds.FermiClassNotFound
            or ErrorIds.FileNotFound or ErrorIds.FolderNotFound or ErrorIds.JobNotFound or ErrorIds.JobUnknown
            or ErrorIds.NotInCache or ErrorIds.PositionColumnsNotFound or ErrorIds.PropertyNotFound or ErrorIds.ServiceNotFound
            or ErrorIds.SourceNotFound or ErrorIds.TableNotFound or ErrorIds.TargetNotFound or ErrorIds.VizierTableUnknown
            => AstroErrorKind.NotFound,
        ErrorIds.ServiceRedirectInvalid or ErrorIds.ServiceTimeout or ErrorIds.ServiceUnavailable or ErrorIds.ServiceUnreachable
            => AstroErrorKind.Connection,
        ErrorIds.JobAborted or ErrorIds.ServiceError or ErrorIds.ServiceForbidden
            => AstroErrorKind.Service,
        ErrorIds.MatchTooManyPairs or ErrorIds.ResultTooLarge or ErrorIds.ResultTruncated or ErrorIds.UploadTooLarge
            or ErrorIds.XMatchRadiusTooLarge
            => AstroErrorKind.Limit,
        ErrorIds.FileAccessDenied or ErrorIds.FileExists or ErrorIds.FileNotReadable or ErrorIds.FileNotWritten
            => AstroErrorKind.Access,
        _ => throw new ArgumentException($"'{errorId}' is not one of {nameof(ErrorIds)}.", nameof(errorId)),
    };
}
