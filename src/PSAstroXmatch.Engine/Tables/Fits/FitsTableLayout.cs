using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.Fits;

/// <summary>The row layout from the header of a table, and the readers of its columns.</summary>
internal sealed record FitsTableLayout
{
    /// <summary>Length of a row in bytes.</summary>
    public required int RowLength { get; init; }

    /// <summary>Number of rows.</summary>
    public required long RowCount { get; init; }

    /// <summary>The columns.</summary>
    public required FitsColumnReader[] Readers { get; init; }

    /// <summary>The heap of variable-length arrays, not yet loaded; null if there are none.</summary>
    public FitsHeap? Heap { get; init; }

    /// <summary>Reads the layout from the header of a table.</summary>
    /// <param name="header">The header.</param>
    /// <param name="canSeek">Whether the file can be read in any order.</param>
    /// <param name="system">The coordinate system of positions in the table; null if the file gives none.</param>
    public static FitsTableLayout Read(FitsHeader header, bool canSeek, CoordinateSystem? system)
    {
        long rowLength = header.GetCount("NAXIS1"), rowCount = header.GetCount("NAXIS2"), columnCount = header.GetCount("TFIELDS");
        // A row must fit into an array; the standard allows 999 columns.
        if (rowLength > Array.MaxLength / 2)
            throw header.Invalid($"a row would be {rowLength:N0} bytes long");
        if (columnCount > 999)
            throw header.Invalid($"TFIELDS = {columnCount} is more than the 999 columns that the standard allows");
        if (rowLength == 0 && columnCount > 0 && rowCount > int.MaxValue)
            throw header.Invalid($"it has {rowCount:N0} rows of 0 bytes");
        Dictionary<string, CoordinateSystem> own = CoordinateSystems.OfComments(header.Cards.Where(card => card.Keyword == "COMMENT").Select(card => card.Value));
        string[] names = ColumnNames.MakeUnique(Enumerable.Range(1, (int)columnCount).Select(i => header.GetText($"TTYPE{i}") ?? ""));
        if (header.Kind == "TABLE")
        {
            return new FitsTableLayout
            {
                RowLength = (int)rowLength,
                RowCount = rowCount,
                Readers = names.Select((name, i) => FitsTextColumns.Create(header, i + 1, Info(i + 1, name), (int)rowLength)).ToArray(),
            };
        }

        FitsField[] fields = ParseFields(header, names, rowLength);
        FitsHeap? heap = fields.Any(field => field.Descriptor != '\0') ? new FitsHeap(header, canSeek) : null;
        return new FitsTableLayout
        {
            RowLength = (int)rowLength,
            RowCount = rowCount,
            Readers = fields.Select(field => FitsColumnReaders.Create(field, Info(field.Number, field.Name), heap)).ToArray(),
            Heap = heap,
        };

        ColumnInfo Info(int number, string name)
        {
            ColumnInfo info = ToInfo(header, number, name);
            return info with
            {
                CoordinateSystem = own.GetValueOrDefault(name) ?? CoordinateSystems.For(system, info, names)
                    ?? DescribedFrames.SystemOf(name, info.Ucd, info.Unit, info.Description),
            };
        }
    }

    /// <summary>The error for a file that ends before its table does.</summary>
    public static AstroException Truncated(FitsInput input, long completeRows, long rowCount) => TableErrors.Invalid(
        ErrorIds.TableTruncated,
        input.Source,
        completeRows >= rowCount
            ? $"{input.Source} is truncated: it ends at byte {input.Position:N0}, inside the heap after the {rowCount:N0} rows of the table."
            : $"{input.Source} is truncated: it ends at byte {input.Position:N0}, in row {completeRows + 1:N0} of {rowCount:N0}.",
        "Download or copy the file again.");

    private static FitsField[] ParseFields(FitsHeader header, string[] names, long rowLength)
    {
        FitsField[] fields = new FitsField[names.Length];
        int offset = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = FitsField.Parse(header, i + 1, names[i], offset);
            offset += fields[i].Width;
        }

        return offset <= rowLength ? fields : throw header.Invalid($"the columns need {offset:N0} bytes, but a row has {rowLength:N0} (NAXIS1)");
    }

    // "TTYPE2 = 'RA' / Right ascension (B1950)". Other comments are mostly those of a library, such as "label for field 2".
    private static string? FrameIn(string? comment) => comment is not null && DescribedFrames.Of(comment) is { Frames.Count: > 0 } or { IsUnclear: true } ? comment : null;

    private static ColumnInfo ToInfo(FitsHeader header, int number, string name) => new(name, typeof(object))
    {
        Unit = header.GetText($"TUNIT{number}")?.Trim(),
        Ucd = header.GetText($"TUCD{number}")?.Trim(),
        Utype = header.GetText($"TUTYP{number}")?.Trim(),
        Description = header.GetText($"TCOMM{number}")?.Trim() ?? FrameIn(header.GetComment($"TTYPE{number}")),
    };
}
