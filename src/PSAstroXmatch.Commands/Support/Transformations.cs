using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Tables;

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
            _ when QuantityArgument.Convert(inputData, "deg", "an angle") is double degrees => FromDegrees(degrees),
            _ when NumberLiteral.TypedWithLetters(inputData) is { } typed => Parse(typed),
            short or sbyte => throw NumberLiteral.UnitLost(value, "an angle", "arcsec"),
            _ when NumberLiteral.IsNumber(value) => QuantityArgument.Transformed(() => Angle.FromBareNumber(NumberLiteral.ToDouble(value))),
            object[] => throw DecimalComma.Error(value, "angle")!,
            _ => throw new ArgumentTransformationMetadataException($"'{value ?? "null"}' is not an angle. Write a number of degrees or a text such as 3arcsec."),
        };
    }

    private static Angle FromDegrees(double degrees) => QuantityArgument.Transformed(() => Angle.FromDegrees(degrees));

    private static Angle Parse(string text) => QuantityArgument.Transformed(() =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? Angle.FromBareNumber(number) : Angle.Parse(text));
}

/// <summary>Converts a position given as text ("05:34:31.9 +22:00:52", "83.63 22.01", "l=184.56 b=-5.78") or as an object with RA and Dec.</summary>
public sealed class SkyCoordinateTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        PSObject wrapped = PSObject.AsPSObject(inputData);
        return QuantityArgument.Transformed<object>(() => wrapped.BaseObject switch
        {
            SkyCoordinate coordinate => coordinate,
            string text => FramedPosition.Parse(text),
            object[] list => FromList(list),
            _ => BareAngle.Remember(FromProperties(wrapped), wrapped),
        });
    }

    // Without quotes, PowerShell reads 83.6,22.0 as a list of two.
    private static SkyCoordinate FromList(object[] list)
    {
        if (list.Select(part => part is PSObject wrapped ? wrapped.BaseObject : part).FirstOrDefault(part => part is short or sbyte) is { } number)
            throw NumberLiteral.UnitLost(number, "a coordinate", "deg");
        // Values of a row may be in hours or radians, and in another frame.
        string[] parts = [.. list.Select(part => ValueText.Format(QuantityArgument.In(part, "deg", "an angle") ?? (part is PSObject wrapped ? wrapped.BaseObject : part)))];
        return parts.Length == 2
            ? FrameOf(list) is { } frame ? FramedPosition.Of(frame, string.Join(' ', parts)) : SkyCoordinate.Parse(string.Join(' ', parts))
            : throw new ArgumentTransformationMetadataException(
                $"A list of {parts.Length} values is not a position: "
                + "PowerShell reads a comma as a list separator. Write the position in quotes and with decimal points: '83.63 22.01'.");
    }

    // What the file said of the values; null for nothing.
    private static PositionFrame? FrameOf(object[] list)
    {
        PositionFrame?[] frames = [.. list.Select(part => Quantity.Of(part)).Select(quantity => quantity?.System is { } system
            ? system.ToFrame() ?? throw new AstroException(
                ErrorIds.FrameUnknown,
                $"A value of the position is in the frame '{system}', which is not known.",
                $"Convert the position. Known are {string.Join(", ", PositionFrame.Examples)}.",
                list)
            : PositionNames.FrameOfUcd(quantity?.Ucd))];
        PositionFrame[] told = [.. frames.OfType<PositionFrame>().Distinct()];
        return told.Length < 2 ? told.FirstOrDefault() : throw new AstroException(
            ErrorIds.FrameUnknown,
            $"The two values of the position are in different frames: {told[0]} and {told[1]}.",
            "Give two coordinates of one position, in one frame.",
            list);
    }

    private static SkyCoordinate FromProperties(PSObject wrapped) => ObjectPosition.Find(wrapped) ?? throw new ArgumentTransformationMetadataException(
        "This is not a position. Write text such as '05:34:31.9 +22:00:52' or '83.63 22.01' (degrees), or give an object with the properties RA and Dec.");
}

/// <summary>
/// Reads one or more numbers given as text in invariant culture. PowerShell itself takes the comma of '0,5' for a thousands separator and
/// silently reads 5.
/// </summary>
public sealed class NumberTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the parameter takes a single number, so that a list of two is a number with a decimal comma.</summary>
    public bool IsScalar { get; set; }

    /// <summary>The unit of the number, to which a value with a unit of its own is converted; null to take it as it is.</summary>
    public string? Unit { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            _ when Unit is not null && QuantityArgument.Convert(inputData, Unit, $"a value in {Unit}") is double converted => Transform(engineIntrinsics, converted),
            double.NaN => throw new ArgumentTransformationMetadataException("NaN is not a valid limit."),
            string text => Parse(text),
            _ when NumberLiteral.TypedWithLetters(inputData) is { } typed => Parse(typed),
            object[] several when IsScalar => throw DecimalComma.Error(several, "number")!,
            object[] several => Array.ConvertAll(several, item => Transform(engineIntrinsics, item)),
            _ => inputData,
        };
    }

    private static double Parse(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsNaN(number))
            return number;
        throw DecimalComma.Error(text, "number") ?? new ArgumentTransformationMetadataException($"'{text}' is not a number. Write it without a unit or suffix.");
    }
}

/// <summary>Rejects a list where one property, script block or angle is expected, such as an angle with a decimal comma.</summary>
public sealed class SingleSelectorTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is not object[] list)
            return inputData;
        string given = string.Join(", ", list.Select(item => item is ScriptBlock ? $"{{{item}}}" : $"'{VisibleText.OnOneLine($"{item}")}'"));
        throw DecimalComma.Advice(list) is { } advice
            ? new ArgumentTransformationMetadataException(advice)
            : new ArgumentTransformationMetadataException($"Give one property, script block or angle, not a list of {list.Length}: {given}.");
    }
}

/// <summary>Reads a figure length such as 1600, 17cm, 120mm, 7in or 500px.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FigureLengthTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = NumberLiteral.TypedWithLetters(inputData) ?? (inputData is PSObject wrapped ? wrapped.BaseObject : inputData);
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

/// <summary>
/// Detects a number written with a decimal comma: '5,5' is a string, and 5,5 without quotes is a list of two numbers to PowerShell.
/// </summary>
internal static partial class DecimalComma
{
    /// <summary>The advice for an argument with a decimal comma; null if it has none.</summary>
    /// <param name="value">A string, or the list that PowerShell makes from a number with a comma.</param>
    public static string? Advice(object? value) => value switch
    {
        string text when Written().Match(text) is { Success: true } number => Advice(number.Value),
        object[] parts when Joined(parts) is string text && Written().IsMatch(text) =>
            $"PowerShell reads a comma as a list separator, here between {string.Join(" and ", text.Split(','))}. {Advice(Written().Match(text).Value)}",
        _ => null,
    };

    /// <summary>The error for a list where a single value is expected, or for a decimal comma; null if the value is neither.</summary>
    public static ArgumentTransformationMetadataException? Error(object? value, string wanted)
    {
        if (Advice(value) is string advice)
            return new(value is string text ? $"'{text}' has a decimal comma. {advice}" : advice);
        return value is object[] list ? new($"Give one {wanted}, not a list of {list.Length}.") : null;
    }

    private static string Advice(string number) => $"Use a decimal point: write {number.Replace(',', '.')}, not {number}.";

    private static string? Joined(object[] parts) => parts.Length == 2
        ? string.Join(',', parts.Select(part => ValueText.Format(part is PSObject wrapped ? wrapped.BaseObject : part)))
        : null;

    // Includes the exponent, so that 1,5e-14 is shown whole.
    [GeneratedRegex(@"[+-]?\d+,\d+([eE][+-]?\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
