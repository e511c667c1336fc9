using System.Globalization;

namespace PSAstroXmatch.Engine.Tables.Fits;

/// <summary>The layout of a binary table column (FITS 4.0, section 7.3): TFORM, TDIM, TSCAL, TZERO, TNULL.</summary>
internal sealed record FitsField
{
    private const string Codes = "LXBIJKAEDCMPQ";

    /// <summary>Number of the column, counted from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Unique name.</summary>
    public required string Name { get; init; }

    /// <summary>Data type of an element, also for a variable-length array.</summary>
    public required char Code { get; init; }

    /// <summary>P or Q if the values are in the heap, otherwise the null character.</summary>
    public char Descriptor { get; init; }

    /// <summary>Number of elements in the row; for a string, its length.</summary>
    public required int Repeat { get; init; }

    /// <summary>Width of each string of an array of strings, in bytes; 0 for a single string.</summary>
    public int TextWidth { get; init; }

    /// <summary>Lengths of the axes, fastest first; null if there are none.</summary>
    public int[]? Dimensions { get; init; }

    /// <summary>Offset of the column in the row, in bytes.</summary>
    public int Offset { get; init; }

    /// <summary>Value = Zero + Scale × stored value.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>See <see cref="Scale"/>.</summary>
    public double Zero { get; init; }

    /// <summary>Stored integer that stands for a missing value.</summary>
    public long? Null { get; init; }

    /// <summary>Width in the row, in bytes.</summary>
    public int Width => Descriptor switch
    {
        'P' => 8 * Math.Min(Repeat, 1),
        'Q' => 16 * Math.Min(Repeat, 1),
        _ when Code == 'X' => (Repeat + 7) / 8,
        _ => checked(Repeat * SizeOf(Code)),
    };

    /// <summary>Size of an element, in bytes.</summary>
    public static int SizeOf(char code) => code switch
    {
        'L' or 'B' or 'A' or 'X' => 1,
        'I' => 2,
        'J' or 'E' => 4,
        'K' or 'D' or 'C' => 8,
        _ => 16,
    };

    /// <summary>Reads the keywords of a column.</summary>
    /// <param name="header">Header of the table.</param>
    /// <param name="number">Number of the column, counted from 1.</param>
    /// <param name="name">Its name.</param>
    /// <param name="offset">Its offset in the row.</param>
    public static FitsField Parse(FitsHeader header, int number, string name, int offset)
    {
        string form = (header.GetText($"TFORM{number}") ?? throw header.Invalid($"TFORM{number}, the format of column {name}, is missing")).Trim();
        int digits = form.AsSpan().IndexOfAnyExceptInRange('0', '9');
        int repeat = 1;
        if (digits < 0 || !Codes.Contains(form[digits]) || (digits > 0 && !int.TryParse(form[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out repeat)))
            throw header.Invalid($"TFORM{number} = '{form}' of column {name} is not a binary table format");
        char code = form[digits];
        char descriptor = '\0';
        if (code is 'P' or 'Q')
        {
            descriptor = code;
            code = digits + 1 < form.Length ? form[digits + 1] : '?';
            if (!Codes.Contains(code) || code is 'P' or 'Q')
                throw header.Invalid($"TFORM{number} = '{form}' of column {name} does not give the type of its arrays");
        }

        int[]? dimensions = descriptor == '\0' ? ParseDimensions(header.GetText($"TDIM{number}"), repeat) : null;
        try
        {
            FitsField field = new()
            {
                Number = number,
                Name = name,
                Code = code,
                Descriptor = descriptor,
                Repeat = repeat,
                Dimensions = dimensions,
                TextWidth = code == 'A' && descriptor == '\0' ? ParseTextWidth(form[(digits + 1)..], dimensions, repeat) : 0,
                Offset = offset,
                Scale = header.GetReal($"TSCAL{number}", 1),
                Zero = header.GetReal($"TZERO{number}", 0),
                Null = code is 'B' or 'I' or 'J' or 'K' && header.GetText($"TNULL{number}") is not null ? header.GetInteger($"TNULL{number}") : null,
            };
            _ = checked(offset + field.Width);
            return field;
        }
        catch (OverflowException cause)
        {
            throw header.Invalid($"TFORM{number} = '{form}' of column {name} is too long", cause);
        }
    }

    // Axes that do not fit the number of elements are ignored, as in astropy.
    private static int[]? ParseDimensions(string? text, int repeat)
    {
        if (text is null)
            return null;
        string[] parts = text.Trim().Trim('(', ')').Split(',');
        int[] dimensions = new int[parts.Length];
        long product = 1;
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out dimensions[i]) || dimensions[i] < 1)
                return null;
            product *= dimensions[i];
            if (product > repeat)
                return null;
        }

        return product == repeat ? dimensions : null;
    }

    // TDIM (width, count, …), or the older rAw: r characters as strings of width w.
    private static int ParseTextWidth(string afterCode, int[]? dimensions, int repeat)
    {
        if (dimensions is { Length: > 1 })
            return dimensions[0];
        return int.TryParse(afterCode, NumberStyles.None, CultureInfo.InvariantCulture, out int width) && width > 0 && width < repeat && repeat % width == 0 ? width : 0;
    }
}
