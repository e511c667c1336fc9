using System.Management.Automation;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>Lets a user give a position as text ("05:34:31.9 +22:00:52", "83.63 22.01", "l=184.56 b=-5.78") or as an object with RA and Dec.</summary>
public sealed class SkyCoordinateTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        PSObject wrapped = PSObject.AsPSObject(inputData);
        try
        {
            return wrapped.BaseObject switch
            {
                SkyCoordinate coordinate => coordinate,
                string text => SkyCoordinate.Parse(text),
                _ => FromProperties(wrapped),
            };
        }
        catch (AstroException problem)
        {
            throw new ArgumentTransformationMetadataException($"{problem.Message} {problem.Recommendation}", problem);
        }
    }

    private static SkyCoordinate FromProperties(PSObject wrapped) => ObjectPosition.Find(wrapped) ?? throw new ArgumentTransformationMetadataException(
        "A position is a text such as '05:34:31.9 +22:00:52' or '83.63 22.01' (degrees), or an object with the properties RA and Dec.");
}
