using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Texts like one of some wildcard patterns, in any case; every text where there is no pattern.</summary>
internal sealed class TextFilter(params string?[] patterns)
{
    private readonly WildcardPattern[] _patterns =
        [.. patterns.OfType<string>().Select(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))];

    public bool IsLike(string? text) => _patterns.Length == 0 || _patterns.Any(pattern => pattern.IsMatch(text ?? ""));
}
