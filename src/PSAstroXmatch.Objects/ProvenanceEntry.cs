using System.Text.RegularExpressions;

namespace PSAstroXmatch;

/// <summary>One thing that is known about the making of a match: a name and a value, such as "radius", "1", "arcsec".</summary>
/// <param name="Name">
/// Name, in snake_case: that of the IVOA note "Data Origin in the VO" (https://www.ivoa.net/documents/DataOrigin/) where it has one, such as
/// "query" or "request_date". Names may repeat, as where two catalogs each have a query.
/// </param>
/// <param name="Value">Value as text, in invariant culture.</param>
/// <param name="Unit">Unit, as in a VOTable; null for none.</param>
/// <param name="Comment">What it is, or of what; null for nothing.</param>
public sealed partial record ProvenanceEntry(string Name, string Value, string? Unit = null, string? Comment = null)
{
    /// <summary>Name, in snake_case.</summary>
    public string Name { get; init => field = VisibleText.OnOneLine(value); } = VisibleText.OnOneLine(Name);

    /// <summary>Value on one line, without control characters, and without users, passwords and tokens of addresses in it.</summary>
    public string Value { get; init => field = Shown(value); } = Shown(Value);

    /// <summary>Unit; null for none.</summary>
    public string? Unit { get; init => field = value is null ? null : VisibleText.OnOneLine(value); } = Unit is null ? null : VisibleText.OnOneLine(Unit);

    /// <summary>What it is, or of what; null for nothing.</summary>
    public string? Comment { get; init => field = value is null ? null : Shown(value); } = Comment is null ? null : Shown(Comment);

    /// <summary>Name, value and unit.</summary>
    public override string ToString() => $"{Name} = {Value}{(Unit is null ? "" : " " + Unit)}";

    // Addresses come from users, who may have written a password or a token into them.
    private static string Shown(string text) => Address().Replace(VisibleText.OnOneLine(text), match =>
        Secret().Replace(UserInfo().Replace(match.Value, "://"), "$1..."));

    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]*://[^\s'""<>]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex("://[^/?#]*@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    [GeneratedRegex("([?&;#][^=&;#]*(?:token|key|pass|pwd|secret|sig|auth|session|credential)[^=&;#]*=)[^&;#]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
