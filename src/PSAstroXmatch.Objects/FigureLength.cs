using System.ComponentModel;
using System.Globalization;

namespace PSAstroXmatch;

/// <summary>A length on screen or paper: pixels, or inches, which are converted to pixels with the resolution.</summary>
[TypeConverter(typeof(FigureLengthConverter))]
public readonly record struct FigureLength
{
    private static readonly (string Unit, double Inches)[] Units = [("cm", 1 / 2.54), ("mm", 1 / 25.4), ("in", 1)];

    private FigureLength(double value, bool isInches)
    {
        Value = value;
        IsInches = isInches;
    }

    private double Value { get; }

    private bool IsInches { get; }

    /// <summary>A length in pixels.</summary>
    public static FigureLength Pixels(double pixels) => new(pixels, false);

    /// <summary>A length in inches.</summary>
    public static FigureLength Inches(double inches) => new(inches, true);

    /// <summary>Reads a length such as 1600, 17cm, 120mm, 7in or 500px; false for anything else, also for zero and below.</summary>
    public static bool TryParse(string? text, out FigureLength length)
    {
        string trimmed = (text ?? "").Trim();
        foreach ((string unit, double inches) in Units)
        {
            if (trimmed.EndsWith(unit, StringComparison.OrdinalIgnoreCase) && TryReadNumber(trimmed[..^unit.Length], out double size))
            {
                length = Inches(size * inches);
                return true;
            }
        }

        bool read = TryReadNumber(trimmed.EndsWith("px", StringComparison.OrdinalIgnoreCase) ? trimmed[..^2] : trimmed, out double pixels);
        length = read ? Pixels(pixels) : default;
        return read;
    }

    /// <summary>The number of pixels at a resolution.</summary>
    /// <param name="dpi">Resolution in pixels per inch.</param>
    public int At(double dpi) => (int)Math.Clamp(Math.Round(IsInches ? Value * dpi : Value), int.MinValue, int.MaxValue);

    /// <summary>The length as a user writes it: 1600, or 6.5in.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture) + (IsInches ? "in" : "");

    private static bool TryReadNumber(string text, out double number) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number) && number > 0;
}

/// <summary>Reads lengths where a type is asked for by name, such as PowerShell's <c>[PSAstroXmatch.FigureLength] '17cm'</c>.</summary>
internal sealed class FigureLengthConverter : TypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        typeof(IFormattable).IsAssignableFrom(sourceType) || sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    /// <inheritdoc/>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
    {
        string text = value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? "";
        return FigureLength.TryParse(text, out FigureLength length) ? length : throw new FormatException(
            $"'{text}' is not a figure length. Write pixels (1600) or a length with its unit (17cm, 120mm, 7in), with a decimal point.");
    }
}
