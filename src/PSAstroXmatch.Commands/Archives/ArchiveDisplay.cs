using PSAstroXmatch.Engine.Archives;

namespace PSAstroXmatch.Commands;

/// <summary>Makes the object that Get-AstroArchive shows for an archive.</summary>
internal static class ArchiveDisplay
{
    public static AstroArchive Describe(Archive archive) => new()
    {
        Kind = archive.Kind.ToString(),
        Location = archive.Location,
        Catalogs = new ValueList<string>([.. archive.DescribeCatalogs().Select(catalog => $"{catalog.Name} ({catalog.Place})")]),
        Cache = (archive as TapArchive)?.Caching switch
        {
            null => "none",
            { Offline: true } => "offline",
            { Refresh: true } => "refreshed",
            var caching => $"up to {DisplayText.Age(caching.MaxAge)} old",
        },
    };
}
