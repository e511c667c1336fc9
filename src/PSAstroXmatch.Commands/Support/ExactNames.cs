using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>
/// The requested names that have no wildcards. As with Get-Process, such a name must match something, while a wildcard may match
/// nothing.
/// </summary>
internal sealed class ExactNames(IEnumerable<string?>? names)
{
    private readonly List<string> _missing = [.. (names ?? []).OfType<string>()
        .Where(name => !WildcardPattern.ContainsWildcardCharacters(name))
        .Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The names not found so far, in the order in which they were given.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>Removes a name that was found from the missing ones.</summary>
    public void MarkFound(string? name)
    {
        if (_missing.Count > 0)
            _missing.RemoveAll(missing => missing.Equals(name ?? "", StringComparison.OrdinalIgnoreCase));
    }
}
