using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;

namespace PSAstroXmatch.Commands;

/// <summary>Gets gamma-ray sources of Fermi's 4FGL catalog from the current archive.</summary>
[Cmdlet(VerbsCommon.Get, "FermiSource")]
[OutputType(typeof(FermiSource))]
public sealed class GetFermiSourceCommand : CatalogCmdlet
{
    /// <summary>Source names, with wildcards: '4FGL J18*'. Case does not matter.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[]? Name { get; set; }

    /// <summary>
    /// Classes, with wildcards. Case does not matter: psr finds identified (PSR) and associated (psr) pulsars. '' finds unassociated
    /// sources.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(FermiClassCompleter))]
    [SupportsWildcards]
    public string[]? Class { get; set; }

    /// <inheritdoc/>
    protected override void Process() => WriteCatalog(
        Engine.Archives.Catalogs.Fermilpsc,
        [.. Like("name", Name), .. Like("source_type", Class)],
        CatalogObjects.Fermi);

    private protected override AstroException? NotFound(string column, string name, string where) => column == "name"
        ? new AstroException(
            ErrorIds.SourceNotFound,
            $"There is no Fermi source with the name '{name}'{where}.",
            $"-Name is the catalog name, such as '4FGL J0534.5+2200'; try a wildcard such as '*{name}*'. "
                + $"To search by association, use Get-FermiSource | Where-Object Association -like '*{name}*'; by position, use -Position and -Radius.",
            name)
        : FermiClassErrors.NotFoundIfUnknown(name);
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
