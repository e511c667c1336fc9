using System.Management.Automation.Host;

namespace PSAstroXmatch.Host;

/// <summary>The text of a question with a few answers, and which answer a reply means.</summary>
internal sealed class ChoiceMenu
{
    private readonly List<(string Key, string Label, string Help)> _choices = [];
    private readonly int _defaultChoice;

    /// <param name="choices">Labels mark their key by an ampersand: "Yes to &amp;All" is answered by A.</param>
    /// <param name="defaultChoice">Index of what an empty reply means; -1 where it means nothing.</param>
    public ChoiceMenu(IEnumerable<ChoiceDescription> choices, int defaultChoice)
    {
        _defaultChoice = defaultChoice;
        foreach (ChoiceDescription choice in choices)
        {
            int mark = choice.Label.IndexOf('&');
            string label = choice.Label.Replace("&", "");
            string key = mark >= 0 && mark < label.Length ? label[mark].ToString().ToUpperInvariant() : label;
            _choices.Add((key, label, choice.HelpMessage));
        }
    }

    /// <summary>One line that names all answers and the default.</summary>
    public string Question
    {
        get
        {
            string answers = string.Join("  ", _choices.Select(choice => $"[{choice.Key}] {choice.Label}"));
            string byDefault = _defaultChoice >= 0 ? $" (default is \"{_choices[_defaultChoice].Key}\")" : "";
            return $"{answers}  [?] Help{byDefault}: ";
        }
    }

    /// <summary>One line for each answer.</summary>
    public string Help => string.Join(Environment.NewLine, _choices.Select(choice => $"{choice.Key} - {choice.Help}"));

    /// <summary>Index of the choice that the reply names by its key or label; null for a reply that names none.</summary>
    public int? IndexOf(string reply)
    {
        if (reply.Length == 0)
            return _defaultChoice >= 0 ? _defaultChoice : null;
        int index = _choices.FindIndex(choice =>
            reply.Equals(choice.Key, StringComparison.OrdinalIgnoreCase) || reply.Equals(choice.Label, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? index : null;
    }
}
