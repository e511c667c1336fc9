using System.Management.Automation.Runspaces;

namespace PSAstroXmatch.Host;

/// <summary>Turns the words of a command line into arguments of a script, as <c>pwsh -File</c> does.</summary>
internal static class ScriptArguments
{
    /// <summary>
    /// A word that starts with a dash and a letter names a parameter, with its value behind a colon or in the next word;
    /// every other word is a value, so that -5, -.5 and -29:00:28 are values.
    /// </summary>
    public static IReadOnlyList<CommandParameter> Parse(IEnumerable<string> words)
    {
        List<CommandParameter> parameters = [];
        string? waitingName = null;
        foreach (string word in words)
        {
            int colon = word.IndexOf(':');
            if (waitingName is not null)
            {
                parameters.Add(new CommandParameter(waitingName, ValueOf(word)));
                waitingName = null;
            }
            else if (!NamesParameter(word))
                parameters.Add(new CommandParameter(null, word));
            else if (colon == word.Length - 1)
                waitingName = word[1..colon];
            else if (colon < 0)
                // The dash stays: the engine then binds the word as it stands in a script, a switch or a name before its value.
                parameters.Add(new CommandParameter(word));
            else
                parameters.Add(new CommandParameter(word[1..colon], ValueOf(word[(colon + 1)..])));
        }
        if (waitingName is not null)
            parameters.Add(new CommandParameter("-" + waitingName));
        return parameters;
    }

    private static bool NamesParameter(string word) =>
        word.Length > 1 && word[0] == '-' && (char.IsLetter(word[1]) || word[1] is '_' or '?');

    /// <summary>A switch takes no text: -Name:$false is the only way to turn one off from a command line.</summary>
    private static object ValueOf(string text) => text.ToLowerInvariant() switch
    {
        "$true" => true,
        "$false" => false,
        "$null" => null!,
        _ => text,
    };
}
