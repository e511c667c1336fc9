using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Text;

namespace PSAstroXmatch.Host;

/// <summary>How the user left a line.</summary>
internal enum LineEnd
{
    /// <summary>With Enter.</summary>
    Entered,

    /// <summary>With Ctrl+C: the line is thrown away.</summary>
    Cancelled,

    /// <summary>With Ctrl+D (Ctrl+Z on Windows) in an empty line.</summary>
    EndOfInput,
}

/// <summary>
/// One line on a terminal: moving, deleting, earlier lines by the arrow keys, completion by Tab. It writes nothing but text, spaces
/// and carriage returns, so that every terminal can show it; a line wider than the terminal is shown around the cursor.
/// </summary>
/// <param name="terminal">Where the line is shown: on its error stream, as all questions are.</param>
/// <param name="readKey">The terminal's keyboard.</param>
/// <param name="complete">What may stand at a position of a line; null where Tab does nothing.</param>
internal sealed class LineEditor(
    Terminal terminal,
    Func<ConsoleKeyInfo> readKey,
    Func<string, int, CommandCompletion>? complete = null)
{
    private readonly List<string> _history = [];
    private readonly StringBuilder _line = new();
    private string _prompt = "";
    private int _cursor;
    private int _shownWidth;
    private int _historyIndex;
    private Completion? _completion;

    /// <summary>Lets the user type a line.</summary>
    /// <param name="prompt">What stands before the cursor already.</param>
    public (LineEnd End, string Text) Read(string prompt)
    {
        _prompt = LastRow(prompt);
        _shownWidth = 0;
        _historyIndex = _history.Count;
        SetLine("");
        terminal.SetControlCIsKey(true);
        try
        {
            LineEnd end = ReadKeys();
            string text = _line.ToString();
            if (end == LineEnd.Entered && text.Length > 0 && text != _history.LastOrDefault())
                _history.Add(text);
            terminal.Error.WriteLine();
            return (end, text);
        }
        finally
        {
            terminal.SetControlCIsKey(false);
        }
    }

    /// <summary>The part of a prompt that is drawn again with the line: what follows its last line end or full row.</summary>
    private string LastRow(string prompt)
    {
        string lastLine = prompt[(prompt.LastIndexOf('\n') + 1)..];
        StringDecorated decorated = new(lastLine);
        int width = terminal.ErrorWidth();
        if (decorated.ContentLength < width)
            return lastLine;
        string plain = decorated.ToString(OutputRendering.PlainText);
        return plain[(plain.Length / width * width)..];
    }

    private LineEnd ReadKeys()
    {
        while (true)
        {
            Draw();
            ConsoleKeyInfo key = readKey();
            if (EndOf(key) is LineEnd end)
                return end;
            Edit(key);
        }
    }

    private LineEnd? EndOf(ConsoleKeyInfo key)
    {
        bool control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        return key.Key switch
        {
            ConsoleKey.Enter => LineEnd.Entered,
            ConsoleKey.C when control => LineEnd.Cancelled,
            ConsoleKey.D or ConsoleKey.Z when control && _line.Length == 0 => LineEnd.EndOfInput,
            _ => null,
        };
    }

    private void Edit(ConsoleKeyInfo key)
    {
        if (key.Key == ConsoleKey.Tab)
        {
            Complete(forward: !key.Modifiers.HasFlag(ConsoleModifiers.Shift));
            return;
        }
        _completion = null;
        switch (key.Key)
        {
            case ConsoleKey.LeftArrow:
                _cursor = Math.Max(_cursor - 1, 0);
                break;
            case ConsoleKey.RightArrow:
                _cursor = Math.Min(_cursor + 1, _line.Length);
                break;
            case ConsoleKey.Home:
                _cursor = 0;
                break;
            case ConsoleKey.End:
                _cursor = _line.Length;
                break;
            case ConsoleKey.UpArrow:
                Recall(_historyIndex - 1);
                break;
            case ConsoleKey.DownArrow:
                Recall(_historyIndex + 1);
                break;
            case ConsoleKey.Escape:
                SetLine("");
                break;
            case ConsoleKey.Backspace when _cursor > 0:
                _line.Remove(--_cursor, 1);
                break;
            case ConsoleKey.Delete when _cursor < _line.Length:
                _line.Remove(_cursor, 1);
                break;
            default:
                if (!char.IsControl(key.KeyChar))
                    _line.Insert(_cursor++, key.KeyChar);
                break;
        }
    }

    private void Recall(int index)
    {
        if (index < 0 || index > _history.Count)
            return;
        _historyIndex = index;
        SetLine(index < _history.Count ? _history[index] : "");
    }

    private void Complete(bool forward)
    {
        if (complete is null)
            return;
        string line = _line.ToString();
        _completion ??= new Completion(line, complete(line, _cursor));
        if (_completion.Matches.GetNextResult(forward) is not { } match)
            return;
        int start = _completion.Matches.ReplacementIndex;
        string rest = _completion.Line[(start + _completion.Matches.ReplacementLength)..];
        SetLine(_completion.Line[..start] + match.CompletionText + rest);
        _cursor -= rest.Length;
    }

    private void SetLine(string text)
    {
        _line.Clear().Append(text);
        _cursor = text.Length;
    }

    private void Draw()
    {
        int promptWidth = new StringDecorated(_prompt).ContentLength;
        // One column stays free for the cursor behind the last character.
        int room = Math.Max(terminal.ErrorWidth() - promptWidth - 1, 1);
        int start = Math.Max(_cursor - room, 0);
        string shown = _line.ToString(start, Math.Min(_line.Length - start, room));
        terminal.Error.Write("\r" + _prompt + shown.PadRight(_shownWidth) + "\r" + _prompt + shown[..(_cursor - start)]);
        _shownWidth = shown.Length;
    }

    /// <summary>The matches that Tab goes through, and the line that they were found for.</summary>
    private sealed record Completion(string Line, CommandCompletion Matches);
}
