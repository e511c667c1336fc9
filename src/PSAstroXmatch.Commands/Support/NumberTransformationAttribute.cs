using System.Globalization;
using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Reads a number, or each of several, that is given as text in invariant culture. PowerShell alone takes the comma of '0,5' for a
/// separator of thousands and reads 5 without a word.
/// </summary>
public sealed class NumberTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the parameter takes one number, so that a list of two is one with a decimal comma.</summary>
    public bool IsScalar { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            double.NaN => throw new ArgumentTransformationMetadataException("NaN is no limit: nothing is greater than it."),
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
