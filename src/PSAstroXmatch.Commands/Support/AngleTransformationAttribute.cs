using System.Globalization;
using System.Management.Automation;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>Converts an angle given as text with a unit (3arcsec, 0.5deg, 1.5') or as a number of degrees.</summary>
public sealed class AngleTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            Angle angle => angle,
            string text => Parse(text),
            double or float or decimal or int or long or short or byte =>
                Angle.FromDegrees(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            object[] => throw DecimalComma.Error(value, "angle")!,
            _ => throw new ArgumentTransformationMetadataException($"'{value ?? "null"}' is not an angle. Write a number of degrees or a text such as 3arcsec."),
        };
    }

    private static Angle Parse(string text)
    {
        try
        {
            return Angle.Parse(text);
        }
        catch (AstroException problem)
        {
            throw new ArgumentTransformationMetadataException($"{problem.Message} {problem.Recommendation}", problem);
        }
    }
}
