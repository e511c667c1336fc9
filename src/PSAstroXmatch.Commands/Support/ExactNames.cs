using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>
/// The names without wildcards among those that were asked for. One that nothing fits is an error, as with Get-Process; a wildcard
/// that fits nothing is not.
/// </summary>
internal sealed class ExactNames(IEnumerable<string?>? names)
{
    private readonly List<string> _missing = [.. (names ?? []).OfType<string>()
        .Where(name => !WildcardPattern.ContainsWildcardCharacters(name))
        .Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The names that nothing was called so far, in the order in which they were given.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>Tells of something that is there.</summary>
    public void Saw(string? name)
    {
        if (_missing.Count > 0)
            _missing.RemoveAll(missing => missing.Equals(name ?? "", StringComparison.OrdinalIgnoreCase));
    }
}
