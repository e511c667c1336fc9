using System.Globalization;
using System.Management.Automation;
using System.Numerics;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Tells what the user typed where PowerShell has made a number of it. Some letters at the end of a number are its type or multiple to
/// PowerShell: without quotes, 1d is the decimal number 1, 30s the short number 30, 1y the signed byte 1, and 1kb is 1024.
/// </summary>
internal static class NumberLiteral
{
    /// <summary>The text of a number that was typed as an argument with letters at its end; null for everything else.</summary>
    /// <param name="argument">
    /// The argument as a transformation gets it: PowerShell wraps a number of the command line in an object that remembers its text. It
    /// does not for the members of a list, and a variable or a hashtable of arguments holds the number alone.
    /// </param>
    public static string? TypedWithLetters(object? argument) =>
        argument is PSObject { BaseObject: var number } && IsNumber(number) && number is not (double.NaN or double.PositiveInfinity or double.NegativeInfinity)
        && $"{argument}" is { Length: > 0 } typed && char.IsLetter(typed[^1]) ? typed : null;

    /// <summary>Whether a value is a number; Booleans, characters and enumerations are not.</summary>
    public static bool IsNumber(object? value) =>
        value is BigInteger || (value is not (null or Enum) && Type.GetTypeCode(value.GetType()) is >= TypeCode.SByte and <= TypeCode.Decimal);

    /// <summary>The value of a number of any type.</summary>
    public static double ToDouble(object number) =>
        number is BigInteger large ? (double)large : Convert.ToDouble(number, CultureInfo.InvariantCulture);

    /// <summary>The error for a number of a type that tells that PowerShell may have removed a unit.</summary>
    /// <param name="number">The number.</param>
    /// <param name="what">What it should be, such as "a duration".</param>
    /// <param name="units">Examples of units to write.</param>
    public static ArgumentTransformationMetadataException UnitLost(object number, string what, params string[] units)
    {
        string text = ValueText.Format(number);
        string examples = string.Join(" or ", units.Select(unit => $"'{text}{unit}'"));
        return new($"{text} is not {what}: it is a number of PowerShell's type [{TypeName(number)}], whose unit PowerShell may have removed. "
            + $"Write {examples}, in quotation marks.");
    }

    private static string TypeName(object number) => number switch
    {
        short => "int16",
        ushort => "uint16",
        uint => "uint32",
        ulong => "uint64",
        _ => number.GetType().Name.ToLowerInvariant(),
    };
}
