using System.ComponentModel;
using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Reads a figure length such as 1600, 17cm, 120mm, 7in or 500px.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FigureLengthTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is FigureLength)
            return value;
        try
        {
            return TypeDescriptor.GetConverter(typeof(FigureLength)).ConvertFrom(value)!;
        }
        catch (FormatException problem)
        {
            throw new ArgumentTransformationMetadataException(problem.Message, problem);
        }
    }
}
