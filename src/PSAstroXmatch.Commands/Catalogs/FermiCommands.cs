using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using Comparison = PSAstroXmatch.Engine.Archives.Comparison;

namespace PSAstroXmatch.Commands;

/// <summary>Gets gamma-ray sources of Fermi's 4FGL catalog from the current archive.</summary>
[Cmdlet(VerbsCommon.Get, "FermiSource")]
[OutputType(typeof(FermiSource))]
public sealed class GetFermiSourceCommand : CatalogCmdlet
{
    private static readonly string[] OtherNames =
        [CatalogColumns.AlternativeAssociation, CatalogColumns.TevAssociation, .. CatalogColumns.GammaRayNames];

    private static readonly CatalogCondition[] IsUnassociated =
        [new(CatalogColumns.Class, Comparison.Blank), new(CatalogColumns.Association, Comparison.Blank)];

    /// <summary>Source names, with wildcards: '4FGL J18*'. Case does not matter.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    [ValidateCount(1, int.MaxValue)]
    public string[]? Name { get; set; }

    /// <summary>
    /// Classes, with wildcards. Case does not matter: psr finds identified (PSR) and associated (psr) pulsars. '' finds sources without a
    /// class.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(FermiClassCompleter))]
    [SupportsWildcards]
    [ValidateNotNull]
    [ValidateCount(1, int.MaxValue)]
    public string[]? Class { get; set; }

    /// <summary>
    /// Names of associations, with wildcards: 'NGC 1068', 'PSR J18*'. Case and blanks do not matter: ngc1068 finds NGC 1068. All names that
    /// the archive has are searched: the association, a second one, that in TeVCat, and the official file's names in earlier gamma-ray
    /// catalogs, such as '3FGL J0242.7-0001'.
    /// </summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    [ValidateCount(1, int.MaxValue)]
    public string[]? Association { get; set; }

    /// <summary>Only sources with neither an association nor a class. Names in earlier gamma-ray catalogs do not count.</summary>
    [Parameter]
    public SwitchParameter Unassociated { get; set; }

    /// <inheritdoc/>
    protected override void Process() => WriteCatalog(
        Engine.Archives.Catalogs.Fermilpsc,
        [
            .. Like(CatalogColumns.Name, Name),
            .. Like(CatalogColumns.Class, Class),
            .. LikeName(CatalogColumns.Association, OtherNames, Association),
            .. Unassociated ? IsUnassociated : [],
        ],
        CatalogObjects.Fermi);

    private protected override AstroException? NotFound(string column, string name, string where) => column switch
    {
        CatalogColumns.Name => new AstroException(
            ErrorIds.SourceNotFound,
            $"There is no Fermi source with the name '{name}'{where}.",
            $"-Name is the catalog name, such as '4FGL J0534.5+2200'; try a wildcard such as '*{name}*'. "
                + $"To search by association, use -Association '{name}'; by position, use -Position and -Radius.",
            name),
        CatalogColumns.Association when string.IsNullOrWhiteSpace(name) => new AstroException(
            ErrorIds.SourceNotFound, "No association has an empty name.", "Use -Unassociated for the sources without an association.", name),
        CatalogColumns.Association => new AstroException(
            ErrorIds.SourceNotFound,
            $"There is no Fermi source with the association '{name}'{where}.",
            $"Try a wildcard such as '*{name}*', or another name of the object; or search by position with -Position and -Radius.",
            name),
        _ => FermiClassErrors.NotFoundIfUnknown(name),
    };
}

/// <summary>Lists the source classes of 4FGL, from Galactic to extragalactic to unknown.</summary>
[Cmdlet(VerbsCommon.Get, "FermiClass")]
[OutputType(typeof(FermiClass))]
public sealed class GetFermiClassCommand : AstroCmdlet
{
    /// <summary>
    /// Class names, with wildcards. Case does not matter. '' is the class of unassociated sources. Defaults to all classes.
    /// </summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(FermiClassCompleter))]
    [AllowEmptyString]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void Process()
    {
        TextFilter names = new(Name);
        ExactNames asked = new(Name);
        foreach (FermiClass item in FermiClasses.All)
        {
            if (!names.IsLike(item.Identified))
                continue;
            asked.MarkFound(item.Identified);
            WriteObject(item);
        }

        foreach (string name in asked.Missing)
            WriteProblem(FermiClassErrors.NotFound(name));
    }
}

/// <summary>The error for a name that is not a 4FGL class.</summary>
internal static class FermiClassErrors
{
    /// <summary>The error if no class has this name, ignoring case; null if one has, which may simply have no source.</summary>
    public static AstroException? NotFoundIfUnknown(string name) =>
        FermiClasses.Find(name.ToLowerInvariant()) is null ? NotFound(name) : null;

    /// <summary>The error, with suggestions of similar classes.</summary>
    public static AstroException NotFound(string name)
    {
        string[] near = [.. FermiClasses.FindByMeaning(name).Select(Describe)];
        string hint = near.Length == 0 ? "" : $"Did you mean {string.Join("; ", near)}? ";
        return new AstroException(ErrorIds.FermiClassNotFound, $"4FGL has no class '{name}'.",
            hint + "Get-FermiClass lists the classes and their meaning. Wildcards are allowed.", name);
    }

    private static string Describe(FermiClass item) =>
        item.Identified.Length == 0 ? $"'' ({item.Meaning})"
        : item.Meaning == item.AssociatedMeaning ? $"{item.Identified}, {item.Associated} ({item.Meaning})"
        : $"{item.Identified} ({item.Meaning}), {item.Associated} ({item.AssociatedMeaning})";
}
