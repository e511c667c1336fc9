namespace PSAstroXmatch.Engine.Tables.Fits;

/// <summary>Finds the requested table among the header-data units of a FITS file.</summary>
internal static class FitsTableFinder
{
    /// <summary>Reads through the file up to and including the header of the table.</summary>
    /// <exception cref="AstroException">TableNotFound: there is no such table; the message lists the existing ones.</exception>
    public static FitsHeader Find(FitsInput input, FitsHeader primary, FitsReadOptions options)
    {
        if (options.Hdu is < 0)
            throw NotFound(input, $"the number of an HDU can't be negative ({options.Hdu}).");
        if (options.Hdu == 0)
            throw NotFound(input, "HDU 0 is the primary HDU, which is never a table.");
        List<string> seen = [];
        FitsHeader header = primary;
        for (int hdu = 1; ; hdu++)
        {
            FitsHeader? next = TrySkipData(input, header) ? FitsHeader.Read(input, hdu) : null;
            if (next is null)
                throw NotFound(input, Missing(options, seen));
            header = next;
            string? why = WhyNoTable(header);
            seen.Add($"{hdu}{(header.Name is null ? "" : " " + header.Name)} ({why ?? "a table"})");
            bool chosen = options.Hdu == hdu || (options.ExtensionName is not null && options.ExtensionName.Equals(header.Name, StringComparison.OrdinalIgnoreCase));
            if (chosen && why is not null)
                throw NotFound(input, $"HDU {hdu} is not a table but {why}.");
            if (chosen || (why is null && options.Hdu is null && options.ExtensionName is null))
                return header;
        }
    }

    // The padding after the last data may be missing; then nothing follows.
    private static bool TrySkipData(FitsInput input, FitsHeader header)
    {
        long length = header.DataLength;
        if (input.TrySkip(length))
            return input.TrySkip(FitsInput.Padded(length) - length);
        throw TableErrors.Invalid(
            ErrorIds.TableTruncated,
            input.Source,
            $"{input.Source} is truncated: it ends at byte {input.Position:N0}, inside the data of HDU {header.Hdu}.",
            "Download or copy the file again.");
    }

    // Compressed images and tables are stored as binary tables of compressed tiles (FITS 4.0, section 10).
    private static string? WhyNoTable(FitsHeader header)
    {
        if (header.Kind is not ("BINTABLE" or "TABLE" or "A3DTABLE"))
            return header.Kind == "IMAGE" ? "an image" : $"of the kind {header.Kind}";
        if (header.GetText("ZIMAGE") == "T")
            return "a compressed image";
        return header.GetText("ZTABLE") == "T" ? "a compressed table, which can't be read" : null;
    }

    private static string Missing(FitsReadOptions options, List<string> seen)
    {
        string wanted = options.Hdu is not null ? $"HDU {options.Hdu} does not exist"
            : options.ExtensionName is not null ? $"no extension is named {options.ExtensionName}"
            : "it has no table";
        return seen.Count == 0 ? $"{wanted}; it has only a primary HDU." : $"{wanted}; its extensions: {string.Join(", ", seen)}.";
    }

    private static AstroException NotFound(FitsInput input, string message) =>
        TableErrors.TableNotFound(input.Source, message, "Name an extension that is a table, by its number or its EXTNAME.");
}

/// <summary>Which table of a FITS file to read; by default the first one.</summary>
public sealed record FitsReadOptions
{
    /// <summary>Number of the header-data unit: 1 is the first extension.</summary>
    public int? Hdu { get; init; }

    /// <summary>Name of the extension (EXTNAME); case does not matter.</summary>
    public string? ExtensionName { get; init; }
}
