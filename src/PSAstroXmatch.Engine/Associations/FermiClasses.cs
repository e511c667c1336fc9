namespace PSAstroXmatch.Engine.Associations;

/// <summary>
/// The classes of 4FGL: Table 7 of Abdollahi et al. 2020 (ApJS 247, 33), plus millisecond pulsars and the Galactic centre, added in
/// DR3 (Abdollahi et al. 2022, ApJS 260, 53). Upper case means identified, lower case associated.
/// </summary>
/// <remarks>
/// The order is Galactic, extragalactic from normal galaxies to blazars, unknown, unassociated. A class that is not in the list is
/// never dropped: it follows all the others, under its own name.
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

    // Must follow All: static fields are initialised in textual order.
    private static readonly Dictionary<string, FermiClass> BySpelling = All
        .SelectMany(item => new[] { (Spelling: item.Identified, item), (Spelling: item.Associated, item) })
        .DistinctBy(entry => entry.Spelling)
        .ToDictionary(entry => entry.Spelling, entry => entry.item, StringComparer.Ordinal);

    /// <summary>Sorts class names; see <see cref="Compare"/>.</summary>
    public static IComparer<string?> Comparer { get; } = Comparer<string?>.Create(Compare);

    /// <summary>The class with the given name, ignoring surrounding blanks; null if there is none.</summary>
    /// <param name="name">A name in all upper or all lower case; null is the empty name.</param>
    public static FermiClass? Find(string? name) => BySpelling.GetValueOrDefault(Trim(name));

    /// <summary>Whether a name means that the source is identified, i.e. is in upper case, whether in the list or not.</summary>
    public static bool IsIdentified(string? name) => Trim(name) is { Length: > 0 } trimmed && trimmed.Any(char.IsAsciiLetterUpper) && !trimmed.Any(char.IsAsciiLetterLower);

    /// <summary>The meaning of a class name in that spelling; null if there is no such class.</summary>
    public static string? Meaning(string? name) =>
        Find(name) is not FermiClass found ? null : IsIdentified(name) ? found.Meaning : found.AssociatedMeaning;

    /// <summary>The classes whose meaning contains some words, such as "pulsar" or "blazars"; those that begin with them come first.</summary>
    /// <param name="words">What the source is, in English; a final s is ignored. Fewer than three letters find nothing.</param>
    /// <returns>The classes in their order; empty if no meaning contains the words.</returns>
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
    /// Compares two names by the order of their classes, identified before associated. Names that are not in the list come after all
    /// that are, in ordinal order. Surrounding blanks are ignored.
    /// </summary>
    /// <returns>Negative if the first precedes the second, 0 if they are the same name, otherwise positive.</returns>
    public static int Compare(string? first, string? second)
    {
        int byPlace = Place(first).CompareTo(Place(second));
        return byPlace != 0 ? byPlace : string.CompareOrdinal(Trim(first), Trim(second));
    }

    // Within a class, the ordinal comparison of the names puts upper case before lower case.
    private static int Place(string? name) => Find(name)?.Order ?? int.MaxValue;

    private static string Trim(string? name) => name?.Trim() ?? "";
}
