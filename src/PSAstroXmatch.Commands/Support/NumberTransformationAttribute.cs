using System.Globalization;
using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Reads one or more numbers given as text in invariant culture. PowerShell itself takes the comma of '0,5' for a thousands separator and
/// silently reads 5.
/// </summary>
public sealed class NumberTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the parameter takes a single number, so that a list of two is a number with a decimal comma.</summary>
    public bool IsScalar { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            double.NaN => throw new ArgumentTransformationMetadataException("NaN is not a valid limit."),
            string text => Parse(text),
            object[] several when IsScalar => throw DecimalComma.Error(several, "number")!,
            object[] several => Array.ConvertAll(several, item => Transform(engineIntrinsics, item)),
            _ => inputData,
        };
    }

    private static double Parse(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsNaN(number))
            return number;
        throw DecimalComma.Error(text, "number") ?? new ArgumentTransformationMetadataException($"'{text}' is not a number.");
    }
}
