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
            var caching => $"up to {Age(caching.MaxAge)} old",
        },
    };

    // In the largest unit that divides it: 1 day, 36 hours.
    private static string Age(TimeSpan age)
    {
        (long count, string unit) = age switch
        {
            _ when age.Ticks % TimeSpan.TicksPerDay == 0 => (age.Ticks / TimeSpan.TicksPerDay, "day"),
            _ when age.Ticks % TimeSpan.TicksPerHour == 0 => (age.Ticks / TimeSpan.TicksPerHour, "hour"),
            _ when age.Ticks % TimeSpan.TicksPerMinute == 0 => (age.Ticks / TimeSpan.TicksPerMinute, "minute"),
            _ => (age.Ticks / TimeSpan.TicksPerSecond, "second"),
        };
        return count == 1 ? $"1 {unit}" : $"{ValueText.Count(count)} {unit}s";
    }
}
