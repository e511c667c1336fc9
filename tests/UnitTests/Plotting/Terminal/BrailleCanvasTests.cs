using PSAstroXmatch.Engine.Plotting.Terminal;

namespace PSAstroXmatch.UnitTests.Plotting.Terminal;

public class BrailleCanvasTests
{
    private static readonly TerminalColor Red = new(255, 0, 0);
    private static readonly TerminalColor Blue = new(0, 0, 255);

    [Theory]
    [InlineData(0, 0, "⠁")]
    [InlineData(0, 1, "⠂")]
    [InlineData(0, 2, "⠄")]
    [InlineData(0, 3, "⡀")]
    [InlineData(1, 0, "⠈")]
    [InlineData(1, 1, "⠐")]
    [InlineData(1, 2, "⠠")]
    [InlineData(1, 3, "⢀")]
    public void A_dot_is_where_it_is_set(int x, int y, string expected)
    {
        BrailleCanvas canvas = new(1, 1);
        canvas.SetPoint(x, y);
        Assert.Equal([expected], canvas.ToLines(TerminalColorDepth.None));
    }

    [Fact]
    public void The_corners_are_in_the_corners()
    {
        BrailleCanvas canvas = new(3, 2);
        canvas.SetPoint(0, 0);
        canvas.SetPoint(5, 0);
        canvas.SetPoint(0, 7);
        canvas.SetPoint(5, 7);
        Assert.Equal(["⠁ ⠈", "⡀ ⢀"], canvas.ToLines(TerminalColorDepth.None));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(2, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 4)]
    public void A_dot_outside_is_an_error(int x, int y) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BrailleCanvas(1, 1).SetPoint(x, y));

    [Fact]
    public void Points_hide_lines_and_marks_and_lines_hide_marks()
    {
        BrailleCanvas canvas = new(3, 1);
        for (int column = 0; column < 3; column++)
            canvas.SetMark(column, 0, '·');
        canvas.SetLine(0, 0);
        canvas.SetLine(4, 0);
        canvas.SetPoint(0, 3);
        Assert.Equal(["⡀·⠁"], canvas.ToLines(TerminalColorDepth.None));
    }

    [Fact]
    public void A_text_is_written_only_where_no_point_and_no_text_touches_it()
    {
        BrailleCanvas canvas = new(10, 2);
        canvas.SetPoint(8, 0);
        Assert.False(canvas.TryWrite(4, 0, "x"));
        Assert.False(canvas.TryWrite(2, 0, "xy"));
        Assert.True(canvas.TryWrite(1, 0, "ab"));
        Assert.False(canvas.TryWrite(0, 0, "x"));
        Assert.False(canvas.TryWrite(3, 0, "x"));
        Assert.False(canvas.TryWrite(9, 1, "ab"));
        Assert.False(canvas.TryWrite(-1, 1, "ab"));
        Assert.False(canvas.TryWrite(0, 2, "ab"));
        Assert.True(canvas.TryWrite(8, 1, "cd"));
        Assert.Equal([" ab ⠁", "        cd"], canvas.ToLines(TerminalColorDepth.None));
    }

    [Theory]
    [InlineData(TerminalColorDepth.None, "⠁⠁ ⠁⠁")]
    [InlineData(TerminalColorDepth.Palette256, "\e[38;5;196m⠁⠁ ⠁\e[38;5;21m⠁\e[0m")]
    [InlineData(TerminalColorDepth.TrueColor, "\e[38;2;255;0;0m⠁⠁ ⠁\e[38;2;0;0;255m⠁\e[0m")]
    public void A_colour_is_set_where_it_changes_and_ends_with_the_line(TerminalColorDepth depth, string expected)
    {
        BrailleCanvas canvas = new(6, 1);
        foreach (int x in new[] { 0, 2, 6 })
            canvas.SetPoint(x, 0, Red);
        canvas.SetPoint(8, 0, Blue);
        Assert.Equal([expected], canvas.ToLines(depth));
    }

    [Fact]
    public void After_a_coloured_cell_the_terminals_own_colour_comes_again()
    {
        BrailleCanvas canvas = new(2, 1);
        canvas.SetPoint(0, 0, Red);
        canvas.SetPoint(2, 0);
        Assert.Equal(["\e[38;2;255;0;0m⠁\e[0m⠁"], canvas.ToLines(TerminalColorDepth.TrueColor));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void A_cell_has_the_colour_of_its_highest_rank_whatever_the_order(double first, double second)
    {
        BrailleCanvas canvas = new(1, 1);
        canvas.SetPoint(0, 0, first > second ? Red : Blue, first);
        canvas.SetPoint(1, 0, first > second ? Blue : Red, second);
        Assert.Equal(["\e[38;2;255;0;0m⠉\e[0m"], canvas.ToLines(TerminalColorDepth.TrueColor));
    }
}
