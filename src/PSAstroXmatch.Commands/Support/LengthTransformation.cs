using System.Globalization;
using System.Management.Automation;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Units;

namespace PSAstroXmatch.Commands;

/// <summary>Converts a length in space given as text with a unit (2pc, 0.5kpc, 3Mpc, 10AU) or as a number of parsecs to parsecs.</summary>
public sealed class LengthTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        double? parsecs = value switch
        {
            _ when QuantityArgument.Convert(inputData, "pc", "a length") is double converted => converted,
            _ when NumberLiteral.TypedWithLetters(inputData) is { } typed => Parse(typed),
            _ when NumberLiteral.IsNumber(value) => NumberLiteral.ToDouble(value!),
            string text => Parse(text),
            _ => null,
        };
        return value is null ? null
            : parsecs is >= 0 and <= double.MaxValue ? parsecs
            : throw DecimalComma.Error(value, "length")
                ?? new ArgumentTransformationMetadataException($"'{value}' is not a length. Write a number of parsecs, or a text such as 0.5kpc.");
    }

    private static double? Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : RowDistance.Parse(text);
}

/// <summary>Takes a number with a unit for a distance, or for a parallax, where the name of a column or a distance is expected.</summary>
public sealed class DistanceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (Quantity.Of(inputData)?.Unit is { } unit && AstroUnit.Ratio(unit, "arcsec") is not null
            && QuantityArgument.Convert(inputData, "arcsec", "a parallax") is double parallax)
        {
            return parallax > 0 ? Text(1 / parallax) : throw new ArgumentTransformationMetadataException("A parallax must be above zero.");
        }

        return QuantityArgument.Convert(inputData, "pc", "a distance") is double parsecs ? Text(parsecs) : inputData;
    }

    private static string Text(double parsecs) => ValueText.Format(parsecs) + "pc";
}
