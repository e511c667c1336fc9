namespace PSAstroXmatch.Engine.Associations;

/// <summary>
/// The classes of 4FGL: Table 7 of Abdollahi et al. 2020 (ApJS 247, 33); millisecond pulsars and the Galactic centre as DR3 added them
/// (Abdollahi et al. 2022, ApJS 260, 53). Capitals are identifications, small letters associations.
/// </summary>
/// <remarks>
/// The order is Galactic, extragalactic from normal galaxies to blazars, unknown, unassociated. A name that is not in the list is
/// never dropped: it comes after all of them, under its own name.
/// </remarks>
public static class FermiClasses
{
    private const FermiClassOrigin Galactic = FermiClassOrigin.Galactic;
    private const FermiClassOrigin Extragalactic = FermiClassOrigin.Extragalactic;
    private const FermiClassOrigin Unknown = FermiClassOrigin.Unknown;

    private static readonly (string Name, FermiClassOrigin Origin, string Meaning, string? Associated)[] Rows =
    [
        ("PSR", Galactic, "pulsar, identified by pulsations", "pulsar, no pulsations seen by the LAT yet"),
        ("MSP", Galactic, "millisecond pulsar, identified by pulses", "millisecond pulsar, no pulsations seen by the LAT yet"),
        ("PWN", Galactic, "pulsar wind nebula", null),
        ("SNR", Galactic, "supernova remnant", null),
        ("SPP", Galactic, "supernova remnant or pulsar wind nebula", null),
        ("GLC", Galactic, "globular cluster", null),
        ("SFR", Galactic, "star-forming region", null),
        ("HMB", Galactic, "high-mass binary", null),
        ("LMB", Galactic, "low-mass binary", null),
        ("BIN", Galactic, "binary", null),
        ("NOV", Galactic, "nova", null),
        ("GC", Galactic, "Galactic centre", null),
        ("GAL", Extragalactic, "normal galaxy, or part of one", null),
        ("SBG", Extragalactic, "starburst galaxy", null),
        ("SEY", Extragalactic, "Seyfert galaxy", null),
        ("NLSY1", Extragalactic, "narrow-line Seyfert 1 galaxy", null),
        ("RDG", Extragalactic, "radio galaxy", null),
        ("AGN", Extragalactic, "active galaxy other than a blazar", null),
        ("CSS", Extragalactic, "compact steep-spectrum radio source", null),
        ("SSRQ", Extragalactic, "steep-spectrum radio quasar", null),
        ("FSRQ", Extragalactic, "blazar, flat-spectrum radio quasar", null),
        ("BLL", Extragalactic, "blazar, BL Lac object", null),
        ("BCU", Extragalactic, "blazar candidate of uncertain type", null),
        ("UNK", Unknown, "low-latitude source of unknown nature", null),
        ("", Unknown, "unassociated", null),
    ];

    /// <summary>All classes, in their order.</summary>
    public static IReadOnlyList<FermiClass> All { get; } = [.. Rows.Select((row, order) => new FermiClass
    {
        Identified = row.Name,
        Associated = row.Name.ToLowerInvariant(),
        Origin = row.Origin,
        Meaning = row.Meaning,
        AssociatedMeaning = row.Associated ?? row.Meaning,
        Order = order,
    })];

    // After All: static fields are initialised in the order of the text.
    private static readonly Dictionary<string, FermiClass> BySpelling = All
        .SelectMany(item => new[] { (Spelling: item.Identified, item), (Spelling: item.Associated, item) })
        .DistinctBy(entry => entry.Spelling)
        .ToDictionary(entry => entry.Spelling, entry => entry.item, StringComparer.Ordinal);

    /// <summary>Sorts names of classes; see <see cref="Compare"/>.</summary>
    public static IComparer<string?> Comparer { get; } = Comparer<string?>.Create(Compare);

    /// <summary>The class of a name as a catalog spells it, blanks around it aside; null where no class is spelled so.</summary>
    /// <param name="name">A name, all in capitals or all in small letters; null is the empty name.</param>
    public static FermiClass? Find(string? name) => BySpelling.GetValueOrDefault(Trim(name));

    /// <summary>Whether a name says that the source is identified: spelled in capitals, be it in the list or not.</summary>
    public static bool IsIdentified(string? name) => Trim(name) is { Length: > 0 } trimmed && trimmed.Any(char.IsAsciiLetterUpper) && !trimmed.Any(char.IsAsciiLetterLower);

    /// <summary>What a name means: the class's meaning for that spelling; null where no class is spelled so.</summary>
    public static string? Meaning(string? name) =>
        Find(name) is not FermiClass found ? null : IsIdentified(name) ? found.Meaning : found.AssociatedMeaning;

    /// <summary>The classes whose meaning speaks of something, such as "pulsar" or "blazars": those that begin with it first.</summary>
    /// <param name="words">What the source is, in English; an s at its end is left out. Fewer than three letters find nothing.</param>
    /// <returns>In their order; none where no meaning has the words.</returns>
    public static IReadOnlyList<FermiClass> FindByMeaning(string words)
    {
        string searched = words.Trim();
        searched = searched.EndsWith('s') ? searched[..^1] : searched;
        return searched.Length < 3 ? [] : [.. All
            .Select(item => (item, Meaning: item.AssociatedMeaning.Split(" other than ")[0]))
            .Select(told => (told.item, told.Meaning, Place: told.Meaning.IndexOf(searched, StringComparison.OrdinalIgnoreCase)))
            .Where(found => found.Place == 0 || (found.Place > 0 && !char.IsLetter(found.Meaning[found.Place - 1])))
            .OrderBy(found => found.Place == 0 ? 0 : 1)
            .Select(found => found.item)];
    }

    /// <summary>
    /// Compares two names by the place of their class, identified before associated; names that are not in the list come after all
    /// that are, in the order of their characters. Names that differ by blanks around them are equal.
    /// </summary>
    /// <returns>Negative where the first comes first, 0 where they are the same name, else positive.</returns>
    public static int Compare(string? first, string? second)
    {
        int byPlace = Place(first).CompareTo(Place(second));
        return byPlace != 0 ? byPlace : string.CompareOrdinal(Trim(first), Trim(second));
    }

    // Capitals before small letters within a class; the ordinal comparison of the names does that.
    private static int Place(string? name) => Find(name)?.Order ?? int.MaxValue;

    private static string Trim(string? name) => name?.Trim() ?? "";
}
