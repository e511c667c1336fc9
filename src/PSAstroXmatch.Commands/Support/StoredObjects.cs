using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Makes sources and matches of what Select-Object, a job, a remote session or Clixml left of them: objects with the same properties,
/// known by their type names, such as Selected.PSAstroXmatch.FermiSource.
/// </summary>
internal static class StoredObjects
{
    // Either pair gives the other.
    private static readonly string[] Position = [nameof(FermiSource.RA), nameof(FermiSource.Dec), nameof(FermiSource.L), nameof(FermiSource.B)];

    // By name, since a library that the engine uses has a type of the same name.
    private const string RequiredMember = "RequiredMemberAttribute";

    private static readonly string[] UsedOfFermi =
    [
        nameof(FermiSource.SemiMajorAxis95), nameof(FermiSource.SemiMinorAxis95), nameof(FermiSource.PositionAngle95), nameof(FermiSource.EnergyFlux),
        nameof(FermiSource.Class),
    ];

    private static readonly string[] UsedOfChandra =
        [nameof(ChandraSource.Flux), nameof(ChandraSource.ErrorSemiMajor), nameof(ChandraSource.ErrorSemiMinor), nameof(ChandraSource.ErrorAngle)];

    private static readonly string[] UsedOfMatch =
    [
        nameof(FermiCscMatch.FermiR95), nameof(FermiCscMatch.FermiFlux), nameof(FermiCscMatch.FermiClass), nameof(FermiCscMatch.CscFlux),
        nameof(FermiCscMatch.CscErrorSemiMajor), nameof(FermiCscMatch.CscErrorSemiMinor), nameof(FermiCscMatch.CscErrorAngle),
    ];

    private static readonly string[] UsedOfCandidate =
        [.. UsedOfMatch, nameof(FermiCscCandidate.Reliability), nameof(FermiCscCandidate.AnyProbability), nameof(FermiCscCandidate.ExpectedChance)];

    /// <summary>The Fermi source that an object is or was; null for any other object.</summary>
    /// <exception cref="AstroException">InputInvalid: it lacks properties that matching uses, or a value is not valid.</exception>
    public static FermiSource? Fermi(PSObject? item) => Find<FermiSource>(item, UsedOfFermi);

    /// <summary>The Chandra source that an object is or was; null for any other object.</summary>
    /// <exception cref="AstroException">InputInvalid: it lacks properties that matching uses, or a value is not valid.</exception>
    public static ChandraSource? Chandra(PSObject? item) => Find<ChandraSource>(item, UsedOfChandra);

    /// <summary>The match or candidate that an object is or was; null for any other object.</summary>
    /// <exception cref="AstroException">InputInvalid: it lacks properties that groups and counterparts use, or a value is not valid.</exception>
    public static FermiCscMatch? Match(PSObject? item) => Find<FermiCscCandidate>(item, UsedOfCandidate) ?? Find<FermiCscMatch>(item, UsedOfMatch);

    private static T? Find<T>(PSObject? item, string[] used)
        where T : class
    {
        if (item?.BaseObject is T live)
            return live;
        return item is not null && typeof(T).IsAssignableFrom(OriginalType.Of(item).Type) ? Create<T>(item, used) : null;
    }

    private static T Create<T>(PSObject item, string[] used)
        where T : class
    {
        T made = Activator.CreateInstance<T>();
        List<PropertyInfo> missing = [];
        foreach (PropertyInfo property in typeof(T).GetProperties().Where(property => property.CanWrite))
        {
            bool isRequired = property.CustomAttributes.Any(attribute => attribute.AttributeType.Name == RequiredMember);
            if (item.Properties[property.Name] is not { } stored || (isRequired && stored.Value is null))
            {
                if (isRequired || used.Contains(property.Name))
                    missing.Add(property);
                continue;
            }

            property.SetValue(made, Convert(item, stored.Value, property.Name, property.PropertyType));
        }

        if (missing.Exists(property => Position.Contains(property.Name)) && ObjectPosition.Find(item) is SkyCoordinate position)
        {
            (double l, double b) = position.Galactic;
            missing.ForEach(property => Complete(made, property, position.Ra, position.Dec, l, b));
            missing.RemoveAll(property => Position.Contains(property.Name));
        }

        return missing.Count == 0 ? made : throw new AstroException(
            ErrorIds.InputInvalid,
            $"An object that was a {typeof(T).Name} lacks {string.Join(", ", missing.Select(property => property.Name))}.",
            "Let Select-Object keep these properties, or pass the objects as the cmdlets of this module return them.",
            item);
    }

    private static void Complete(object made, PropertyInfo property, double ra, double dec, double l, double b)
    {
        int place = Array.IndexOf(Position, property.Name);
        if (place >= 0)
            property.SetValue(made, new[] { ra, dec, l, b }[place]);
    }

    private static object? Convert(PSObject item, object? value, string name, Type type)
    {
        if (value is null && Nullable.GetUnderlyingType(type) is not null)
            return null;
        // What an earlier version stored has null for a missing number.
        if (value is null && type == typeof(double))
            return double.NaN;
        // PowerShell takes the comma for a thousands separator.
        bool isNumber = !(type.IsPrimitive && ColumnValues.Unwrap(value) is string text && text.Contains(','));
        return isNumber && LanguagePrimitives.TryConvertTo(value, type, CultureInfo.InvariantCulture, out object? converted) && !(value is null && type.IsValueType)
            ? converted
            : throw new AstroException(
                ErrorIds.InputInvalid,
                $"{name} of '{DisplayText.Label(item)}' is not valid: '{ValueText.Format(value)}'.",
                "Pass the objects as the cmdlets of this module return them.",
                item);
    }
}
