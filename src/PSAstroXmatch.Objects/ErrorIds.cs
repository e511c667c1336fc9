namespace PSAstroXmatch;

/// <summary>
/// The id of every error of the engine and the cmdlets. Scripts rely on them, so an id never changes its meaning.
/// docs/errors.md lists them with what to do.
/// </summary>
public static class ErrorIds
{
    /// <summary>An angle or a coordinate is written with a decimal comma.</summary>
    public const string AngleDecimalComma = nameof(AngleDecimalComma);

    /// <summary>A text or number is not a valid angle.</summary>
    public const string AngleInvalid = nameof(AngleInvalid);

    /// <summary>The answer of a service cannot be read, or lacks what was requested.</summary>
    public const string AnswerDamaged = nameof(AnswerDamaged);

    /// <summary>An answer that was requested as text is binary, such as FITS.</summary>
    public const string AnswerNotText = nameof(AnswerNotText);

    /// <summary>The folder of the session's archive does not exist.</summary>
    public const string ArchiveFolderNotFound = nameof(ArchiveFolderNotFound);

    /// <summary>Two parameters exclude each other, or one needs another.</summary>
    public const string ArgumentsConflict = nameof(ArgumentsConflict);

    /// <summary>An axis of a chart cannot be both logarithmic and in longitudes.</summary>
    public const string AxisInvalid = nameof(AxisInvalid);

    /// <summary>The bins of a histogram are not valid, or are too many.</summary>
    public const string BinsInvalid = nameof(BinsInvalid);

    /// <summary>Parameters for cached answers contradict each other.</summary>
    public const string CachingAmbiguous = nameof(CachingAmbiguous);

    /// <summary>The name of a catalog to register belongs to a built-in catalog.</summary>
    public const string CatalogNameTaken = nameof(CatalogNameTaken);

    /// <summary>The archive or the session has no such catalog.</summary>
    public const string CatalogNotFound = nameof(CatalogNotFound);

    /// <summary>An argument is not the name of a known catalog.</summary>
    public const string CatalogUnknown = nameof(CatalogUnknown);

    /// <summary>A category of names cannot be combined with numerical options or with a second property.</summary>
    public const string CategoryInvalid = nameof(CategoryInvalid);

    /// <summary>There is no kind of position around which all the input objects can be searched.</summary>
    public const string CentreMissing = nameof(CentreMissing);

    /// <summary>A text is not a colour.</summary>
    public const string ColorUnknown = nameof(ColorUnknown);

    /// <summary>An object or a table has a property or column of that name already.</summary>
    public const string ColumnExists = nameof(ColumnExists);

    /// <summary>A table has no column of that name, or lacks a column that is needed.</summary>
    public const string ColumnNotFound = nameof(ColumnNotFound);

    /// <summary>A later row of a CSV stream has another type of value than the first rows.</summary>
    public const string ColumnTypeChanged = nameof(ColumnTypeChanged);

    /// <summary>A gzip or bzip2 file is damaged or incomplete.</summary>
    public const string CompressedFileDamaged = nameof(CompressedFileDamaged);

    /// <summary>A text or pair of numbers is not a valid position.</summary>
    public const string CoordinateInvalid = nameof(CoordinateInvalid);

    /// <summary>Two credentials are given, or one for the jobs of several services.</summary>
    public const string CredentialAmbiguous = nameof(CredentialAmbiguous);

    /// <summary>A character cannot separate the columns of a text table.</summary>
    public const string DelimiterInvalid = nameof(DelimiterInvalid);

    /// <summary>Chandra has no detector of that name.</summary>
    public const string DetectorNotFound = nameof(DetectorNotFound);

    /// <summary>A VOTable declares its own document type or entities, which are never expanded.</summary>
    public const string DtdNotAllowed = nameof(DtdNotAllowed);

    /// <summary>The header of an ECSV table is not valid.</summary>
    public const string EcsvHeaderInvalid = nameof(EcsvHeaderInvalid);

    /// <summary>A text is not an epoch.</summary>
    public const string EpochInvalid = nameof(EpochInvalid);

    /// <summary>A catalog with proper motions is registered without the epoch of its positions.</summary>
    public const string EpochMissing = nameof(EpochMissing);

    /// <summary>Positions are to be moved to another epoch, but their own epoch is not known.</summary>
    public const string EpochUnknown = nameof(EpochUnknown);

    /// <summary>The 4FGL catalog has no class of that name.</summary>
    public const string FermiClassNotFound = nameof(FermiClassNotFound);

    /// <summary>A sky map cannot show a field of that size in its projection.</summary>
    public const string FieldInvalid = nameof(FieldInvalid);

    /// <summary>The extension of a figure's file name is not that of a supported format.</summary>
    public const string FigureFormatUnknown = nameof(FigureFormatUnknown);

    /// <summary>The size or resolution of a figure is not valid.</summary>
    public const string FigureSizeInvalid = nameof(FigureSizeInvalid);

    /// <summary>A file or folder cannot be read, written or removed, because permission is denied or it is write-protected.</summary>
    public const string FileAccessDenied = nameof(FileAccessDenied);

    /// <summary>A file exists already, and replacing it was forbidden.</summary>
    public const string FileExists = nameof(FileExists);

    /// <summary>A file does not exist, or a path does not lead to a file.</summary>
    public const string FileNotFound = nameof(FileNotFound);

    /// <summary>A file cannot be read because of its disk, or because another program has locked it.</summary>
    public const string FileNotReadable = nameof(FileNotReadable);

    /// <summary>A file could not be written.</summary>
    public const string FileNotWritten = nameof(FileNotWritten);

    /// <summary>The header of a FITS file is not valid.</summary>
    public const string FitsHeaderInvalid = nameof(FitsHeaderInvalid);

    /// <summary>A cell of a FITS table does not hold a value of its column's type.</summary>
    public const string FitsValueInvalid = nameof(FitsValueInvalid);

    /// <summary>The folder of a file to write does not exist.</summary>
    public const string FolderNotFound = nameof(FolderNotFound);

    /// <summary>A coverage map is not a space MOC in ICRS, or it covers nothing.</summary>
    public const string FootprintInvalid = nameof(FootprintInvalid);

    /// <summary>The extension of a file name is not that of a table format that can be written.</summary>
    public const string FormatUnknown = nameof(FormatUnknown);

    /// <summary>A frame of positions is not known, or what a file says of it is not understood.</summary>
    public const string FrameUnknown = nameof(FrameUnknown);

    /// <summary>A cmdlet cannot use an object from the pipeline or a parameter.</summary>
    public const string InputInvalid = nameof(InputInvalid);

    /// <summary>A table is larger than what can be held in memory.</summary>
    public const string InputTooLarge = nameof(InputTooLarge);

    /// <summary>The header of an IPAC table is not valid.</summary>
    public const string IpacHeaderInvalid = nameof(IpacHeaderInvalid);

    /// <summary>The jitter of a scatter plot is not valid.</summary>
    public const string JitterInvalid = nameof(JitterInvalid);

    /// <summary>The service ended a job before it was complete.</summary>
    public const string JobAborted = nameof(JobAborted);

    /// <summary>The file of a stored job cannot be read.</summary>
    public const string JobFileDamaged = nameof(JobFileDamaged);

    /// <summary>A job has no result yet.</summary>
    public const string JobNotFinished = nameof(JobNotFinished);

    /// <summary>The service no longer has a job.</summary>
    public const string JobNotFound = nameof(JobNotFound);

    /// <summary>The results of several jobs cannot go to one file.</summary>
    public const string JobsTooMany = nameof(JobsTooMany);

    /// <summary>No stored job has that id or name.</summary>
    public const string JobUnknown = nameof(JobUnknown);

    /// <summary>A key is a floating-point number that does not hold all digits of an identifier.</summary>
    public const string KeyNotExact = nameof(KeyNotExact);

    /// <summary>The largest position error of a catalog is not valid.</summary>
    public const string LargestErrorInvalid = nameof(LargestErrorInvalid);

    /// <summary>A catalog with position errors is registered without the largest of them.</summary>
    public const string LargestErrorMissing = nameof(LargestErrorMissing);

    /// <summary>A maximum galactic latitude is not valid.</summary>
    public const string LatitudeInvalid = nameof(LatitudeInvalid);

    /// <summary>Options of a sky map layer exclude each other.</summary>
    public const string LayerInvalid = nameof(LayerInvalid);

    /// <summary>A match has no left side.</summary>
    public const string LeftMissing = nameof(LeftMissing);

    /// <summary>A match is defined in more than one way.</summary>
    public const string MatchCriterionAmbiguous = nameof(MatchCriterionAmbiguous);

    /// <summary>There is not one radius or ellipse per row.</summary>
    public const string MatchLengthMismatch = nameof(MatchLengthMismatch);

    /// <summary>A match radius is not valid.</summary>
    public const string MatchRadiusInvalid = nameof(MatchRadiusInvalid);

    /// <summary>A match has no radius and no error ellipse.</summary>
    public const string MatchRadiusMissing = nameof(MatchRadiusMissing);

    /// <summary>A match has more pairs than fit in memory.</summary>
    public const string MatchTooManyPairs = nameof(MatchTooManyPairs);

    /// <summary>A property that must be a number is not one.</summary>
    public const string NotANumber = nameof(NotANumber);

    /// <summary>Nothing may be sent to the service, and there is no cached answer.</summary>
    public const string NotInCache = nameof(NotInCache);

    /// <summary>An object that came from a job, a remote session or Clixml has lost what is needed of it.</summary>
    public const string ObjectFlattened = nameof(ObjectFlattened);

    /// <summary>The objects of a list have no properties in common, or their values differ in unit, frame or epoch.</summary>
    public const string ObjectsDiffer = nameof(ObjectsDiffer);

    /// <summary>The order of a HEALPix density map is not valid.</summary>
    public const string OrderInvalid = nameof(OrderInvalid);

    /// <summary>A condition on the pairs of a match fails for a pair.</summary>
    public const string PairConditionFailed = nameof(PairConditionFailed);

    /// <summary>A scatter plot with several properties on both axes cannot be split into panels.</summary>
    public const string PanelAxesInvalid = nameof(PanelAxesInvalid);

    /// <summary>A sky map cannot be split into panels as requested.</summary>
    public const string PanelsInvalid = nameof(PanelsInvalid);

    /// <summary>A wildcard pattern is not valid.</summary>
    public const string PatternInvalid = nameof(PatternInvalid);

    /// <summary>A table has no columns, or more than one pair of columns, that are known to hold positions.</summary>
    public const string PositionColumnsNotFound = nameof(PositionColumnsNotFound);

    /// <summary>Positions have no errors, or errors that are not usable, where a probability needs them.</summary>
    public const string PositionErrorInvalid = nameof(PositionErrorInvalid);

    /// <summary>Rows have no usable position.</summary>
    public const string PositionMissing = nameof(PositionMissing);

    /// <summary>A probability, or a number that probabilities are computed with, is not valid.</summary>
    public const string ProbabilityInvalid = nameof(ProbabilityInvalid);

    /// <summary>No object has a property of that name.</summary>
    public const string PropertyNotFound = nameof(PropertyNotFound);

    /// <summary>A query is empty.</summary>
    public const string QueryEmpty = nameof(QueryEmpty);

    /// <summary>A query cannot be run in parts, because its rows depend on each other.</summary>
    public const string QueryNotSplittable = nameof(QueryNotSplittable);

    /// <summary>A search radius is not valid.</summary>
    public const string RadiusInvalid = nameof(RadiusInvalid);

    /// <summary>A row has more or fewer cells than there are columns.</summary>
    public const string RaggedRow = nameof(RaggedRow);

    /// <summary>The range of times, of an axis or of a colour scale is not valid.</summary>
    public const string RangeInvalid = nameof(RangeInvalid);

    /// <summary>-Raw is combined with options that need a table.</summary>
    public const string RawAmbiguous = nameof(RawAmbiguous);

    /// <summary>A circle has a position but no radius, or a radius but no position.</summary>
    public const string RegionIncomplete = nameof(RegionIncomplete);

    /// <summary>A response format is requested for an answer that is not passed on unchanged.</summary>
    public const string ResponseFormatInvalid = nameof(ResponseFormatInvalid);

    /// <summary>A result has more rows than one table can hold.</summary>
    public const string ResultTooLarge = nameof(ResultTooLarge);

    /// <summary>The service left out rows at a limit.</summary>
    public const string ResultTruncated = nameof(ResultTruncated);

    /// <summary>The number of rows that the service sent differs from the number that it counts.</summary>
    public const string RowCountMismatch = nameof(RowCountMismatch);

    /// <summary>A script block that gives a value of each object fails for an object.</summary>
    public const string ScriptBlockFailed = nameof(ScriptBlockFailed);

    /// <summary>A kind of join makes no sense for a table matched with itself.</summary>
    public const string SelfMatchJoinInvalid = nameof(SelfMatchJoinInvalid);

    /// <summary>A VOTable stores its rows in a way that is not supported.</summary>
    public const string SerializationNotSupported = nameof(SerializationNotSupported);

    /// <summary>A text is not the address of a TAP service.</summary>
    public const string ServiceAddressInvalid = nameof(ServiceAddressInvalid);

    /// <summary>The service reports that the query failed.</summary>
    public const string ServiceError = nameof(ServiceError);

    /// <summary>The service refuses the query: it requires a login, or blocks this machine.</summary>
    public const string ServiceForbidden = nameof(ServiceForbidden);

    /// <summary>The archive of the session does not take queries.</summary>
    public const string ServiceMissing = nameof(ServiceMissing);

    /// <summary>There is no TAP service at the address.</summary>
    public const string ServiceNotFound = nameof(ServiceNotFound);

    /// <summary>The service redirects the query to an address that cannot be followed.</summary>
    public const string ServiceRedirectInvalid = nameof(ServiceRedirectInvalid);

    /// <summary>The service did not answer in time.</summary>
    public const string ServiceTimeout = nameof(ServiceTimeout);

    /// <summary>The service is not working at present, or takes no more queries for now.</summary>
    public const string ServiceUnavailable = nameof(ServiceUnavailable);

    /// <summary>A text is neither the name of a known service nor an address.</summary>
    public const string ServiceUnknown = nameof(ServiceUnknown);

    /// <summary>There is no connection to the service.</summary>
    public const string ServiceUnreachable = nameof(ServiceUnreachable);

    /// <summary>The scale of the simulated sky is out of range.</summary>
    public const string SimulationScaleOutOfRange = nameof(SimulationScaleOutOfRange);

    /// <summary>The size of a marker is not valid.</summary>
    public const string SizeInvalid = nameof(SizeInvalid);

    /// <summary>The catalog has no source of that name.</summary>
    public const string SourceNotFound = nameof(SourceNotFound);

    /// <summary>Means and medians cannot be stacked.</summary>
    public const string StackInvalid = nameof(StackInvalid);

    /// <summary>A file changed while it was being matched.</summary>
    public const string TableChanged = nameof(TableChanged);

    /// <summary>A VOTable violates the standard, so that it cannot be read.</summary>
    public const string TableDamaged = nameof(TableDamaged);

    /// <summary>A table file is empty.</summary>
    public const string TableEmpty = nameof(TableEmpty);

    /// <summary>A file or an answer is not a table in a supported format.</summary>
    public const string TableFormatUnknown = nameof(TableFormatUnknown);

    /// <summary>A name is not a valid table name in ADQL.</summary>
    public const string TableNameInvalid = nameof(TableNameInvalid);

    /// <summary>A file or a service has no table of that name.</summary>
    public const string TableNotFound = nameof(TableNotFound);

    /// <summary>Tables that are to become one differ in their columns, or have too many rows together.</summary>
    public const string TablesDiffer = nameof(TablesDiffer);

    /// <summary>Too many tables match a pattern to list their columns.</summary>
    public const string TablesTooMany = nameof(TablesTooMany);

    /// <summary>A table or an answer ends before it is complete.</summary>
    public const string TableTruncated = nameof(TableTruncated);

    /// <summary>An option of a TAP query is out of range.</summary>
    public const string TapOptionInvalid = nameof(TapOptionInvalid);

    /// <summary>No Chandra observation has a target of that name.</summary>
    public const string TargetNotFound = nameof(TargetNotFound);

    /// <summary>A radius, an axis of an ellipse or another angle is in a column without a unit.</summary>
    public const string UnitMissing = nameof(UnitMissing);

    /// <summary>A row of units was requested for a format that stores units itself.</summary>
    public const string UnitRowInvalid = nameof(UnitRowInvalid);

    /// <summary>The unit of a column or property is unknown, or is not one of the quantity that is needed.</summary>
    public const string UnitUnknown = nameof(UnitUnknown);

    /// <summary>A quoted cell of a text table has no closing quotation mark.</summary>
    public const string UnterminatedQuote = nameof(UnterminatedQuote);

    /// <summary>A table cannot be uploaded: it has no rows, or a name or column that the service cannot take.</summary>
    public const string UploadInvalid = nameof(UploadInvalid);

    /// <summary>A table has more rows than the service accepts in an upload.</summary>
    public const string UploadTooLarge = nameof(UploadTooLarge);

    /// <summary>A cell does not hold a value of its column's type or range.</summary>
    public const string ValueInvalid = nameof(ValueInvalid);

    /// <summary>A statistic of a bar chart needs a property.</summary>
    public const string ValueMissing = nameof(ValueMissing);

    /// <summary>No VizieR table is known for a catalog.</summary>
    public const string VizierTableUnknown = nameof(VizierTableUnknown);

    /// <summary>The definition of a column or table in a VOTable is not valid.</summary>
    public const string VOTableHeaderInvalid = nameof(VOTableHeaderInvalid);

    /// <summary>The radius is larger than the cross-match service of CDS accepts.</summary>
    public const string XMatchRadiusTooLarge = nameof(XMatchRadiusTooLarge);
}
