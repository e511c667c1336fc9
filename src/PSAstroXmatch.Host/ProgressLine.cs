using System.Management.Automation;

namespace PSAstroXmatch.Host;

/// <summary>Progress as one line that is written over itself; nothing where the error stream is not a terminal.</summary>
internal sealed class ProgressLine(Terminal terminal)
{
    private string _shown = "";

    /// <summary>Writes the record over the line, or removes the line when the record says that the activity is complete.</summary>
    public void Show(ProgressRecord record)
    {
        if (!terminal.ErrorIsTerminal)
            return;
        if (record.RecordType == ProgressRecordType.Completed)
        {
            Clear();
            return;
        }
        string text = Text(record);
        // One column stays free: a terminal that has filled its last one may go to the next line.
        if (text.Length > terminal.ErrorWidth() - 1)
            text = text[..(terminal.ErrorWidth() - 1)];
        if (text == _shown)
            return;
        terminal.Error.Write("\r" + text.PadRight(_shown.Length));
        _shown = text;
    }

    /// <summary>Removes the line, before other text is written.</summary>
    public void Clear()
    {
        if (_shown.Length == 0)
            return;
        terminal.Error.Write("\r" + new string(' ', _shown.Length) + "\r");
        _shown = "";
    }

    /// <summary>Activity, status, and the percentage and remaining seconds where they are known (not negative).</summary>
    internal static string Text(ProgressRecord record)
    {
        string text = $"{record.Activity}: {record.StatusDescription}";
        if (record.PercentComplete >= 0)
            text += $" {record.PercentComplete} %";
        if (record.SecondsRemaining >= 0)
            text += $", {record.SecondsRemaining} s left";
        return text.ReplaceLineEndings(" ");
    }
}
