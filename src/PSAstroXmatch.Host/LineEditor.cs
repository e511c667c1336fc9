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
/// <param name="readKey">Waits for a key and doesn't show it; Ctrl+C comes as a key.</param>
/// <param name="complete">What may stand at a position of a line.</param>
internal sealed class LineEditor(Terminal terminal, Func<ConsoleKeyInfo> readKey, Func<string, int, CommandCompletion> complete)
{
    private readonly List<string> _history = [];
    private readonly StringBuilder _line = new();
    private string _prompt = "";
    private int _cursor;
    private int _shownWidth;
    private int _historyIndex;
    private Completion? _completion;

    /// <summary>Lets the user type a line.</summary>
    public (LineEnd End, string Text) Read(string prompt)
    {
        // Only the last line of a prompt is drawn again.
        int lastLine = prompt.LastIndexOf('\n') + 1;
        terminal.Error.Write(prompt[..lastLine]);
        _prompt = prompt[lastLine..];
        _shownWidth = 0;
        _historyIndex = _history.Count;
        SetLine("");
        while (true)
        {
            Draw();
            ConsoleKeyInfo key = readKey();
            if (EndOf(key) is not LineEnd end)
            {
                Edit(key);
                continue;
            }
            string text = _line.ToString();
            terminal.Error.WriteLine();
            if (end == LineEnd.Entered && text.Length > 0 && text != _history.LastOrDefault())
                _history.Add(text);
            return (end, text);
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
