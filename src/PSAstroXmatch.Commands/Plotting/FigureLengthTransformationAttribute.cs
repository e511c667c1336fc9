using System.Globalization;
using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>A length on screen or paper: pixels, or inches, which are converted to pixels with the resolution.</summary>
public readonly record struct FigureLength
{
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

    /// <summary>The number of pixels at a resolution.</summary>
    /// <param name="dpi">Resolution in pixels per inch.</param>
    public int At(double dpi) => (int)Math.Clamp(Math.Round(IsInches ? Value * dpi : Value), int.MinValue, int.MaxValue);

    /// <summary>The length as a user writes it: 1600, or 6.5in.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture) + (IsInches ? "in" : "");
}

/// <summary>Reads a figure length such as 1600, 17cm, 120mm, 7in or 500px.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FigureLengthTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly (string Unit, double Inches)[] Units = [("cm", 1 / 2.54), ("mm", 1 / 25.4), ("in", 1)];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is FigureLength length)
            return length;
        string text = value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? "";
        text = text.Trim();
        foreach ((string unit, double inches) in Units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase) && TryParse(text[..^unit.Length], out double size))
                return FigureLength.Inches(size * inches);
        }

        if (TryParse(text.EndsWith("px", StringComparison.OrdinalIgnoreCase) ? text[..^2] : text, out double pixels))
            return FigureLength.Pixels(pixels);
        throw new ArgumentTransformationMetadataException(
            $"'{text}' is not a figure length. Write pixels (1600) or a length with its unit (17cm, 120mm, 7in), with a decimal point.");
    }

    private static bool TryParse(string text, out double number) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number) && number > 0;
}
