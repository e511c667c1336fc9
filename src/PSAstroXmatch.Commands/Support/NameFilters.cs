using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;

namespace PSAstroXmatch.Commands;

/// <summary>Matches text against wildcard patterns, ignoring case; without a pattern, every text matches.</summary>
internal sealed class TextFilter(params string?[] patterns)
{
    private readonly WildcardPattern[] _patterns =
        [.. patterns.OfType<string>().Select(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))];

    public bool IsLike(string? text) => _patterns.Length == 0 || _patterns.Any(pattern => pattern.IsMatch(text ?? ""));
}

/// <summary>
/// The requested names that have no wildcards. As with Get-Process, such a name must match something, while a wildcard may match
/// nothing.
/// </summary>
/// <param name="names">The requested names.</param>
/// <param name="ignoreBlanks">Whether "ngc1068" is "NGC 1068".</param>
internal sealed class ExactNames(IEnumerable<string?>? names, bool ignoreBlanks = false)
{
    private readonly List<string> _missing = [.. (names ?? []).OfType<string>()
        .Where(name => !WildcardPattern.ContainsWildcardCharacters(name))
        .Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The names not found so far, in the order in which they were given.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>Removes a name that was found from the missing ones.</summary>
    public void MarkFound(string? name)
    {
        if (_missing.Count == 0)
            return;
        string found = Comparable(name ?? "");
        _missing.RemoveAll(missing => Comparable(missing).Equals(found, StringComparison.OrdinalIgnoreCase));
    }

    private string Comparable(string name) => ignoreBlanks ? CatalogFilter.WithoutBlanks(name) : name;
}
