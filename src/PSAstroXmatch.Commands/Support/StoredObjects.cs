using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Makes sources, matches and groups of what Select-Object, a job, a remote session or Clixml left of them: objects with the same properties,
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

    /// <summary>The Fermi source that an object is or was; null for any other object.</summary>
    /// <exception cref="AstroException">InputInvalid: it lacks properties that matching uses, or a value is not valid.</exception>
    public static FermiSource? Fermi(PSObject? item) => Find<FermiSource>(item, UsedOfFermi);

    /// <summary>The Chandra source that an object is or was; null for any other object.</summary>
    /// <exception cref="AstroException">InputInvalid: it lacks properties that matching uses, or a value is not valid.</exception>
    public static ChandraSource? Chandra(PSObject? item) => Find<ChandraSource>(item, UsedOfChandra);

    /// <summary>The match that an object is or was; null for any other object.</summary>
    /// <exception cref="AstroException">InputInvalid: it lacks properties that groups and counterparts use, or a value is not valid.</exception>
    public static FermiCscMatch? Match(PSObject? item) => Find<FermiCscMatch>(item, UsedOfMatch);

    /// <summary>The group that an object is or was; null for any other object. The position errors of a stored group's Chandra sources are lost.</summary>
    /// <exception cref="AstroException">InputInvalid: it lacks properties of a group, or a value is not valid.</exception>
    public static FermiMatchGroup? Group(PSObject item)
    {
        if (item.BaseObject is FermiMatchGroup live)
            return live;
        if (OriginalType.Of(item).Type is not Type type || !type.IsAssignableTo(typeof(FermiMatchGroup)))
            return null;
        string[] needed =
        [
            nameof(FermiMatchGroup.FermiName), nameof(FermiMatchGroup.FermiL), nameof(FermiMatchGroup.FermiB), nameof(FermiMatchGroup.FermiFlux),
            nameof(FermiMatchGroup.FermiR95), nameof(FermiMatchGroup.FermiClass), nameof(FermiMatchGroup.CscNames), nameof(FermiMatchGroup.CscFluxes),
            nameof(FermiMatchGroup.CscGlons), nameof(FermiMatchGroup.CscGlats),
        ];
        string[] missing = [.. needed.Where(name => item.Properties[name] is null)];
        if (missing.Length > 0)
            throw Lacking(item, nameof(FermiMatchGroup), missing);
        string[] names = List<string>(item, nameof(FermiMatchGroup.CscNames));
        double?[] fluxes = List<double?>(item, nameof(FermiMatchGroup.CscFluxes));
        double[] l = List<double>(item, nameof(FermiMatchGroup.CscGlons)), b = List<double>(item, nameof(FermiMatchGroup.CscGlats));
        if (names.Length == 0 || fluxes.Length != names.Length || l.Length != names.Length || b.Length != names.Length)
            throw Lacking(item, nameof(FermiMatchGroup), ["equally long lists of its Chandra sources"]);
        double fermiL = Value<double>(item, nameof(FermiMatchGroup.FermiL)), fermiB = Value<double>(item, nameof(FermiMatchGroup.FermiB));
        (double fermiRa, double fermiDec) = Galactic.ToIcrs(fermiL, fermiB);
        return new FermiMatchGroup([.. names.Select((name, i) =>
        {
            (double ra, double dec) = Galactic.ToIcrs(l[i], b[i]);
            return new FermiCscMatch
            {
                FermiName = Value<string>(item, nameof(FermiMatchGroup.FermiName)),
                FermiL = fermiL,
                FermiB = fermiB,
                FermiFlux = Value<double?>(item, nameof(FermiMatchGroup.FermiFlux)),
                FermiR95 = Value<double?>(item, nameof(FermiMatchGroup.FermiR95)),
                FermiClass = Value<string>(item, nameof(FermiMatchGroup.FermiClass)),
                FermiRA = fermiRa,
                FermiDec = fermiDec,
                CscName = name,
                CscL = l[i],
                CscB = b[i],
                CscFlux = fluxes[i],
                CscRA = ra,
                CscDec = dec,
                SepDeg = Separation.Degrees(fermiRa, fermiDec, ra, dec),
            };
        })]);
    }

    private static T? Find<T>(PSObject? item, string[] used)
        where T : class
    {
        if (item?.BaseObject is T live)
            return live;
        return item is not null && OriginalType.Of(item).Type == typeof(T) ? Create<T>(item, used) : null;
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

        if (missing.TrueForAll(property => Position.Contains(property.Name)) && missing.Count > 0 && ObjectPosition.Find(item) is SkyCoordinate position)
        {
            (double l, double b) = position.Galactic;
            missing.ForEach(property => property.SetValue(made, property.Name switch
            {
                nameof(FermiSource.RA) => position.Ra,
                nameof(FermiSource.Dec) => position.Dec,
                nameof(FermiSource.L) => l,
                _ => b,
            }));
        }
        else if (missing.Count > 0)
        {
            throw Lacking(item, typeof(T).Name, missing.Select(property => property.Name));
        }

        return made;
    }

    private static T Value<T>(PSObject item, string name) => (T)Convert(item, item.Properties[name].Value, name, typeof(T))!;

    private static T[] List<T>(PSObject item, string name) => ColumnValues.Unwrap(item.Properties[name].Value) switch
    {
        string => throw Errors.Flattened("A group", "its lists of Chandra sources", "Keep more of it, as with Export-Clixml -Depth 2.", item),
        IEnumerable values => [.. values.Cast<object?>().Select(value => (T)Convert(item, value, name, typeof(T))!)],
        _ => [],
    };

    private static object? Convert(PSObject item, object? value, string name, Type type)
    {
        if (value is null && Nullable.GetUnderlyingType(type) is not null)
            return null;
        return LanguagePrimitives.TryConvertTo(value, type, CultureInfo.InvariantCulture, out object? converted) && !(value is null && type.IsValueType)
            ? converted
            : throw new AstroException(
                ErrorIds.InputInvalid,
                $"{name} of '{DisplayText.Label(item)}' is not valid: '{ValueText.Format(value)}'.",
                "Pass the objects as the cmdlets of this module return them.",
                item);
    }

    private static AstroException Lacking(PSObject item, string type, IEnumerable<string> missing) => new(
        ErrorIds.InputInvalid,
        $"An object that was a {type} lacks {string.Join(", ", missing)}.",
        "Let Select-Object keep these properties, or pass the objects as the cmdlets of this module return them.",
        item);
}
