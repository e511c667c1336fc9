using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Matches text against wildcard patterns, ignoring case; without a pattern, every text matches.</summary>
internal sealed class TextFilter(params string?[] patterns)
{
    private readonly WildcardPattern[] _patterns =
        [.. patterns.OfType<string>().Select(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))];

    public bool IsLike(string? text) => _patterns.Length == 0 || _patterns.Any(pattern => pattern.IsMatch(text ?? ""));
}
