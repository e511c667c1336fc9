using System.Management.Automation;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>Converts a position given as text ("05:34:31.9 +22:00:52", "83.63 22.01", "l=184.56 b=-5.78") or as an object with RA and Dec.</summary>
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
                object[] list => FromList(list),
                _ => FromProperties(wrapped),
            };
        }
        catch (AstroException problem)
        {
            throw new ArgumentTransformationMetadataException($"{problem.Message} {problem.Recommendation}", problem);
        }
    }

    // Without quotes, PowerShell reads 83.6,22.0 as a list of two.
    private static SkyCoordinate FromList(object[] list)
    {
        string[] parts = [.. list.Select(part => ValueText.Format(part is PSObject wrapped ? wrapped.BaseObject : part))];
        return parts.Length == 2
            ? SkyCoordinate.Parse(string.Join(' ', parts))
            : throw new ArgumentTransformationMetadataException(
                $"A list of {parts.Length} values is not a position: PowerShell reads a comma as a list separator. Write the position in quotes and with decimal points: '83.63 22.01'.");
    }

    private static SkyCoordinate FromProperties(PSObject wrapped) => ObjectPosition.Find(wrapped) ?? throw new ArgumentTransformationMetadataException(
        "This is not a position. Write text such as '05:34:31.9 +22:00:52' or '83.63 22.01' (degrees), or give an object with the properties RA and Dec.");
}
