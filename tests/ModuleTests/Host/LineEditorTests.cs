using System.Management.Automation;
using PSAstroXmatch.Host;

namespace PSAstroXmatch.ModuleTests.Host;

public sealed class LineEditorTests : IDisposable
{
    private static readonly ConsoleKeyInfo Enter = new('\r', ConsoleKey.Enter, false, false, false);
    private static readonly ConsoleKeyInfo ControlC = new('\u0003', ConsoleKey.C, false, false, control: true);
    private static readonly ConsoleKeyInfo ControlD = new('\u0004', ConsoleKey.D, false, false, control: true);
    private static readonly ConsoleKeyInfo Backtab = new('\t', ConsoleKey.Tab, shift: true, false, false);

    private readonly Queue<ConsoleKeyInfo> _keys = [];
    private readonly StringWriter _screen = new();
    private readonly LineEditor _editor;
    private int _width = 80;

    public LineEditorTests()
    {
        Terminal terminal = new(TextReader.Null, TextWriter.Null, _screen) { ErrorWidth = () => _width };
        _editor = new LineEditor(terminal, _keys.Dequeue, Complete);
    }

    [Fact]
    public void Characters_go_where_the_cursor_stands()
    {
        Type("1+").Press(ConsoleKey.LeftArrow, ConsoleKey.Home, ConsoleKey.RightArrow).Type("3");
        Press(ConsoleKey.Delete, ConsoleKey.End).Type("é-").Press(ConsoleKey.Backspace);

        Assert.Equal((LineEnd.Entered, "13é"), Read());
    }

    [Fact]
    public void Keys_at_the_ends_of_the_line_do_nothing()
    {
        Press(ConsoleKey.Backspace, ConsoleKey.Delete, ConsoleKey.LeftArrow, ConsoleKey.RightArrow);
        Press(ConsoleKey.UpArrow, ConsoleKey.DownArrow);
        Type("a").Press(ConsoleKey.RightArrow, ConsoleKey.F5, ConsoleKey.Delete);

        Assert.Equal((LineEnd.Entered, "a"), Read());
    }

    [Fact]
    public void Control_C_throws_the_line_away_and_it_is_not_remembered()
    {
        Type("half typed");
        Assert.Equal((LineEnd.Cancelled, "half typed"), Read(ControlC));

        Press(ConsoleKey.UpArrow).Type("ok");
        Assert.Equal((LineEnd.Entered, "ok"), Read());
    }

    [Fact]
    public void Control_D_ends_the_input_in_an_empty_line_only()
    {
        _keys.Enqueue(ControlD);
        Assert.Equal(LineEnd.EndOfInput, _editor.Read("> ").End);

        Type("a");
        _keys.Enqueue(ControlD);
        Assert.Equal((LineEnd.Entered, "a"), Read());
    }

    [Fact]
    public void The_arrows_bring_earlier_lines_back()
    {
        Type("first");
        Read();
        Type("second");
        Read();

        Press(ConsoleKey.UpArrow, ConsoleKey.UpArrow, ConsoleKey.UpArrow).Type("!");
        Assert.Equal("first!", Read().Text);
        Press(ConsoleKey.UpArrow, ConsoleKey.UpArrow, ConsoleKey.DownArrow, ConsoleKey.DownArrow).Type("new");
        Assert.Equal("new", Read().Text);
    }

    [Fact]
    public void Tab_goes_through_the_completions_and_keeps_what_follows()
    {
        Type("Get-S | x").Press(ConsoleKey.LeftArrow, ConsoleKey.LeftArrow, ConsoleKey.LeftArrow, ConsoleKey.LeftArrow, ConsoleKey.Tab);
        Assert.Equal("Get-Sky | x", Read().Text);

        Type("Get-S").Press(ConsoleKey.Tab, ConsoleKey.Tab);
        Assert.Equal("Get-Star", Read().Text);

        Type("Get-S").Press(ConsoleKey.Tab, ConsoleKey.Tab);
        _keys.Enqueue(Backtab);
        Assert.Equal("Get-Sky", Read().Text);
    }

    [Fact]
    public void Tab_without_a_completion_changes_nothing()
    {
        Type("nothing").Press(ConsoleKey.Tab);

        Assert.Equal("nothing", Read().Text);
    }

    [Fact]
    public void A_long_line_never_fills_the_last_column()
    {
        _width = 20;
        Type(new string('x', 50) + "END");

        Read();

        string[] drawn = _screen.ToString().Split('\r', '\n');
        Assert.All(drawn, line => Assert.InRange(line.Length, 0, 19));
        Assert.Contains("> " + new string('x', 14) + "END", drawn);
    }

    [Fact]
    public void A_shorter_line_leaves_nothing_of_the_longer_one()
    {
        Type("long line").Press(ConsoleKey.Escape);

        Read();

        Assert.EndsWith("\r> " + new string(' ', "long line".Length) + "\r> " + Environment.NewLine, _screen.ToString());
    }

    [Theory]
    [InlineData("folder\n> ", "> ")]
    [InlineData("Remove it? [Y] Yes [N] No: ", "No: ")]
    [InlineData("\e[32mName:\e[0m ", "\e[32mName:\e[0m ")]
    public void Only_the_last_row_of_a_prompt_is_drawn_again(string prompt, string drawn)
    {
        _width = 23;
        Type("a");
        _keys.Enqueue(Enter);

        _editor.Read(prompt);

        Assert.Equal($"\r{drawn}\r{drawn}\r{drawn}a\r{drawn}a" + Environment.NewLine, _screen.ToString());
    }

    [Fact]
    public void Control_C_is_a_key_while_a_line_is_edited_only()
    {
        List<bool> states = [];
        Terminal terminal = new(TextReader.Null, TextWriter.Null, _screen) { SetControlCIsKey = states.Add };
        _keys.Enqueue(ControlC);

        LineEnd end = new LineEditor(terminal, _keys.Dequeue).Read("> ").End;

        Assert.Equal(LineEnd.Cancelled, end);
        Assert.Equal([true, false], states);
    }

    public void Dispose() => _screen.Dispose();

    private static CommandCompletion Complete(string line, int cursor) =>
        line.StartsWith("Get-S", StringComparison.Ordinal)
            ? new([new CompletionResult("Get-Sky"), new CompletionResult("Get-Star")], -1, 0, "Get-S".Length)
            : new([], -1, 0, 0);

    private LineEditorTests Type(string text)
    {
        foreach (char character in text)
            _keys.Enqueue(new ConsoleKeyInfo(character, default, false, false, false));
        return this;
    }

    private LineEditorTests Press(params ConsoleKey[] keys)
    {
        foreach (ConsoleKey key in keys)
            _keys.Enqueue(new ConsoleKeyInfo('\0', key, false, false, false));
        return this;
    }

    private (LineEnd End, string Text) Read() => Read(Enter);

    private (LineEnd End, string Text) Read(ConsoleKeyInfo last)
    {
        _keys.Enqueue(last);
        return _editor.Read("> ");
    }
}
