using System.Management.Automation;
using PSAstroXmatch.Engine.Units;

namespace PSAstroXmatch.Commands;

/// <summary>Arguments that carry a unit, such as <c>$row.err</c> of a table whose column err is in arcmin.</summary>
internal static class QuantityArgument
{
    /// <summary>The number of an argument that carries a unit, in another unit; null if it is not a number or carries no unit.</summary>
    /// <param name="argument">The argument as a transformation gets it.</param>
    /// <param name="wanted">The unit that the parameter needs.</param>
    /// <param name="what">What the parameter takes, such as "an angle".</param>
    /// <exception cref="AstroException">UnitUnknown: the unit is unknown or of another quantity.</exception>
    public static double? In(object? argument, string wanted, string what)
    {
        if (Quantity.Of(argument)?.Unit is not { } own || ((PSObject)argument!).BaseObject is not { } value || !NumberLiteral.IsNumber(value))
            return null;
        double? factor = AstroUnit.Ratio(own, wanted);
        return factor is double found ? ColumnValues.ToDouble(value) * found : throw new AstroException(
            ErrorIds.UnitUnknown,
            $"{ValueText.Format(value)} is in '{own}', which is not a unit of {what[(what.IndexOf(' ', StringComparison.Ordinal) + 1)..]}.",
            $"Give {what} with a unit, or in {wanted} without one: the result of a calculation, such as 1 * $row.x, has no unit.",
            value);
    }

    /// <summary>As <see cref="In"/>, for the transformation of an argument.</summary>
    /// <exception cref="ArgumentTransformationMetadataException">The unit is unknown or of another quantity.</exception>
    public static double? Convert(object? argument, string wanted, string what) => Transformed(() => In(argument, wanted, what));

    /// <summary>What a function returns; an error of the engine is one of the argument.</summary>
    public static T Transformed<T>(Func<T> convert)
    {
        try
        {
            return convert();
        }
        catch (AstroException problem)
        {
            throw new ArgumentTransformationMetadataException($"{problem.Message} {problem.Recommendation}", problem);
        }
    }
}

/// <summary>
/// Takes a number with a unit for an angle where a property, a script block or an angle is expected, each in turn if there are several.
/// </summary>
public sealed class AngleSelectorTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData is object[] several
        ? Array.ConvertAll(several, One)
        : One(inputData);

    private static object One(object value) =>
        QuantityArgument.Convert(value, "deg", "an angle") is double degrees ? new PropertySelector(degrees) : value;
}
