using System.ComponentModel;
using System.Globalization;

namespace PSAstroXmatch;

/// <summary>An angle, such as a search radius, stored in degrees.</summary>
[TypeConverter(typeof(AngleConverter))]
public readonly struct Angle : IEquatable<Angle>, IComparable<Angle>
{
    private const double DegreesPerRadian = 180 / Math.PI;

    private Angle(double degrees) => Degrees = degrees;

    /// <summary>The angle in degrees.</summary>
    public double Degrees { get; }

    /// <summary>Whether the angle was given as a number without a unit, so that it may be in another one than degrees; not part of its value.</summary>
    internal bool IsBare { get; private init; }

    /// <summary>The angle in hours of right ascension (15 degrees each).</summary>
    public double Hours => Degrees / 15;

    /// <summary>The angle in arcminutes.</summary>
    public double Arcminutes => Degrees * 60;

    /// <summary>The angle in arcseconds.</summary>
    public double Arcseconds => Degrees * 3600;

    /// <summary>The angle in milliarcseconds.</summary>
    public double Milliarcseconds => Degrees * 3_600_000;

    /// <summary>The angle in radians.</summary>
    public double Radians => Degrees / DegreesPerRadian;

    /// <summary>Makes an angle from degrees.</summary>
    /// <exception cref="AstroException"><c>AngleInvalid</c>: the number is NaN or infinite.</exception>
    public static Angle FromDegrees(double degrees) => From(degrees, AngleUnit.Degree);

    /// <summary>The angle of a number without a unit, which is in degrees.</summary>
    /// <exception cref="AstroException"><c>AngleInvalid</c>: the number is NaN or infinite.</exception>
    internal static Angle FromBareNumber(double degrees) => FromDegrees(degrees) with { IsBare = true };

    /// <summary>Makes an angle from arcseconds.</summary>
    /// <exception cref="AstroException"><c>AngleInvalid</c>: the number is NaN or infinite.</exception>
    public static Angle FromArcseconds(double arcseconds) => From(arcseconds, AngleUnit.Arcsecond);

    /// <summary>Makes an angle from a value and its unit.</summary>
    /// <exception cref="AstroException"><c>AngleInvalid</c>: the number is NaN or infinite.</exception>
    public static Angle From(double value, AngleUnit unit) => double.IsFinite(value)
        ? new Angle(ToDegrees(value, unit))
        : throw Invalid(ValueText.Format(value), "an angle must be a finite number");

    /// <summary>Parses an angle.</summary>
    /// <param name="text">
    /// A number with a unit ("0.5deg", "0.5°", "3 arcsec", <c>3"</c>, "3″", "1.5'", "1.5arcmin", "250mas", "0.01rad"), sexagesimal
    /// ("5h34m31.9s", "22d00m52s", "05:34:31.9", "-00 30 00") or a plain number. Case does not matter.
    /// </param>
    /// <param name="defaultUnit">
    /// The unit of a plain number. Sexagesimal numbers without letters are hours if this is <see cref="AngleUnit.Hour"/>, otherwise
    /// degrees.
    /// </param>
    /// <exception cref="AstroException">
    /// <c>AngleDecimalComma</c>: the number is written with a decimal comma. <c>AngleInvalid</c>: the text is not an angle.
    /// </exception>
    public static Angle Parse(string text, AngleUnit defaultUnit = AngleUnit.Degree)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (AngleText.HasDecimalComma(text))
            throw AngleText.DecimalComma(text);
        AngleUnit sexagesimalUnit = defaultUnit == AngleUnit.Hour ? AngleUnit.Hour : AngleUnit.Degree;
        return AngleText.TryRead(text, defaultUnit, sexagesimalUnit, out double degrees, out _, out string problem)
            ? new Angle(degrees)
            : throw Invalid(text, problem);
    }

    /// <summary>Parses an angle; returns false if <see cref="Parse"/> would throw.</summary>
    /// <param name="text">The text, in any form that <see cref="Parse"/> accepts.</param>
    /// <param name="angle">The angle; zero if the text is not an angle.</param>
    /// <param name="defaultUnit">The unit of a plain number.</param>
    public static bool TryParse(string? text, out Angle angle, AngleUnit defaultUnit = AngleUnit.Degree)
    {
        AngleUnit sexagesimalUnit = defaultUnit == AngleUnit.Hour ? AngleUnit.Hour : AngleUnit.Degree;
        bool read = AngleText.TryRead(text ?? "", defaultUnit, sexagesimalUnit, out double degrees, out _, out _);
        angle = new Angle(read ? degrees : 0);
        return read;
    }

    /// <summary>
    /// The angle in degrees, arcminutes, arcseconds or milliarcseconds, whichever suits its size ("0.5 deg", "1.8 arcmin", "3 arcsec",
    /// "250 mas"), in the invariant culture, with at most 15 digits.
    /// </summary>
    public override string ToString() => Text("G15");

    /// <summary>The angle for a sentence: as <see cref="ToString()"/>, with at most 4 digits.</summary>
    internal string InWords => Text("G4");

    private string Text(string format)
    {
        double size = Math.Abs(Degrees);
        (double value, string unit) = size switch
        {
            >= 0.1 or 0 => (Degrees, "deg"),
            >= 1 / 60.0 => (Arcminutes, "arcmin"),
            >= 0.9999 / 3600 => (Arcseconds, "arcsec"),
            _ => (Milliarcseconds, "mas"),
        };
        return value.ToString(format, CultureInfo.InvariantCulture).Replace('E', 'e') + " " + unit;
    }

    /// <inheritdoc/>
    public bool Equals(Angle other) => Degrees.Equals(other.Degrees);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Angle other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Degrees.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(Angle other) => Degrees.CompareTo(other.Degrees);

    /// <summary>Whether two angles are equal.</summary>
    public static bool operator ==(Angle left, Angle right) => left.Equals(right);

    /// <summary>Whether two angles differ.</summary>
    public static bool operator !=(Angle left, Angle right) => !left.Equals(right);

    /// <summary>Whether the left angle is smaller.</summary>
    public static bool operator <(Angle left, Angle right) => left.Degrees < right.Degrees;

    /// <summary>Whether the left angle is larger.</summary>
    public static bool operator >(Angle left, Angle right) => left.Degrees > right.Degrees;

    /// <summary>Whether the left angle is smaller or equal.</summary>
    public static bool operator <=(Angle left, Angle right) => left.Degrees <= right.Degrees;

    /// <summary>Whether the left angle is larger or equal.</summary>
    public static bool operator >=(Angle left, Angle right) => left.Degrees >= right.Degrees;

    internal static double ToDegrees(double value, AngleUnit unit) => unit switch
    {
        AngleUnit.Degree => value,
        AngleUnit.Hour => value * 15,
        AngleUnit.Arcminute => value / 60,
        AngleUnit.Arcsecond => value / 3600,
        AngleUnit.Milliarcsecond => value / 3_600_000,
        AngleUnit.Radian => value * DegreesPerRadian,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    private static AstroException Invalid(string text, string problem) => new(
        ErrorIds.AngleInvalid,
        $"'{text}' is not an angle: {problem}.",
        "Write a number with a unit, such as 0.5deg, 1.5arcmin, 3arcsec, 250mas or 0.01rad, or sexagesimal, such as 5h34m31.9s.",
        text);
}

/// <summary>Reads angles where a type is asked for by name, such as PowerShell's <c>[PSAstroXmatch.Angle] '3arcsec'</c>.</summary>
internal sealed class AngleConverter : TypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || IsNumber(sourceType) || base.CanConvertFrom(context, sourceType);

    /// <summary>Reads a text as <see cref="Angle.Parse"/> does, and takes a number as degrees.</summary>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) => value switch
    {
        string text => Angle.Parse(text),
        // PowerShell reads 30s as the short number 30, and 1y as the signed byte 1.
        short or sbyte => throw new AstroException(
            ErrorIds.AngleInvalid,
            $"{ValueText.Format(value)} is not an angle: a 16-bit or 8-bit number may be one whose unit was lost.",
            "Write the angle in quotation marks, such as '30arcsec', or as a number of degrees of another type.",
            value),
        IConvertible number when IsNumber(value.GetType()) => Angle.FromDegrees(number.ToDouble(CultureInfo.InvariantCulture)),
        _ => base.ConvertFrom(context, culture, value),
    };

    private static bool IsNumber(Type type) => !type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;
}

/// <summary>Units of angle.</summary>
public enum AngleUnit
{
    /// <summary>Degree, 1/360 of a turn.</summary>
    Degree,

    /// <summary>Hour of right ascension, 15 degrees.</summary>
    Hour,

    /// <summary>Arcminute, 1/60 degree.</summary>
    Arcminute,

    /// <summary>Arcsecond, 1/3600 degree.</summary>
    Arcsecond,

    /// <summary>Milliarcsecond, 1/3600000 degree.</summary>
    Milliarcsecond,

    /// <summary>Radian, 180/π degrees.</summary>
    Radian,
}
