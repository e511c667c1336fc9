using System.Management.Automation;
using System.Text.Json;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch;

/// <summary>
/// What a match used as the positions of its sides, as jobs, remote sessions and Export-Clixml keep it: a text, which Types.ps1xml makes a
/// hidden property of the match.
/// </summary>
public static class StoredSides
{
    /// <summary>Name of the property.</summary>
    public const string Property = "StoredSides";

    /// <summary>What is kept; null if it is not known.</summary>
    /// <param name="instance">The match.</param>
    public static string? Get(PSObject instance) => ((SkyMatch)instance.BaseObject).Sides is { } sides ? JsonSerializer.Serialize(sides) : null;

    /// <summary>What was kept with a match; null if nothing was.</summary>
    /// <exception cref="InvalidCastException">The text is damaged.</exception>
    public static MatchedSides? Read(PSObject stored)
    {
        if (stored.Properties[Property]?.Value is not { } value || (value is PSObject wrapped ? wrapped.BaseObject : value) is not string text)
            return null;
        try
        {
            return JsonSerializer.Deserialize<MatchedSides>(text);
        }
        catch (JsonException problem)
        {
            throw new InvalidCastException($"{Property} of a match cannot be read: {problem.Message}", problem);
        }
    }
}
