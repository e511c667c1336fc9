using System.Text;

namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>
/// An image made of characters: each cell is a pattern of 2 × 4 Braille dots, or a character of text. Dots are square if a cell is twice
/// as high as wide, as in most terminals.
/// </summary>
/// <remarks>
/// A cell has one colour and shows one kind of content: points hide lines and marks, so that each dot in a cell with points is a point;
/// labels are written only where there are neither. The origin is the upper left corner.
/// </remarks>
public sealed class BrailleCanvas
{
    /// <summary>Number of dots across a cell.</summary>
    public const int DotsAcross = 2;

    /// <summary>Number of dots down a cell.</summary>
    public const int DotsDown = 4;

    private const char EmptyPattern = '\u2800';

    // By row, then by column. Unicode numbers the dots 1 2 3 7 downwards on the left and 4 5 6 8 on the right (Braille Patterns).
    private static readonly byte[,] DotBits = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    private readonly Cell[] _cells;

    /// <summary>Creates an empty canvas.</summary>
    /// <param name="columns">Number of columns of cells, at least 1.</param>
    /// <param name="rows">Number of rows of cells, at least 1.</param>
    public BrailleCanvas(int columns, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        (Columns, Rows) = (columns, rows);
        _cells = new Cell[columns * rows];
    }

    /// <summary>Number of columns of cells.</summary>
    public int Columns { get; }

    /// <summary>Number of rows of cells.</summary>
    public int Rows { get; }

    /// <summary>Number of columns of dots.</summary>
    public int DotColumns => Columns * DotsAcross;

    /// <summary>Number of rows of dots.</summary>
    public int DotRows => Rows * DotsDown;

    /// <summary>Draws a point.</summary>
    /// <param name="x">Dot from the left, 0 to below <see cref="DotColumns"/>.</param>
    /// <param name="y">Dot from the top, 0 to below <see cref="DotRows"/>.</param>
    /// <param name="color">Its colour; null for the terminal's own.</param>
    /// <param name="rank">The cell takes the colour of its highest-ranking point, whatever the order of drawing.</param>
    public void SetPoint(int x, int y, TerminalColor? color = null, double rank = 0)
    {
        ref Cell cell = ref CellOfDot(x, y);
        if (cell.Points == 0 || rank > cell.Rank)
        {
            cell.Color = color;
            cell.Rank = rank;
        }

        cell.Points |= DotBits[y % DotsDown, x % DotsAcross];
    }

    /// <summary>Draws a dot of a line; a point in its cell hides it.</summary>
    public void SetLine(int x, int y, TerminalColor? color = null)
    {
        ref Cell cell = ref CellOfDot(x, y);
        cell.Line |= DotBits[y % DotsDown, x % DotsAcross];
        cell.LineColor = color;
    }

    /// <summary>Puts a character into a cell; a line, a point or a text there hides it.</summary>
    public void SetMark(int column, int row, char mark, TerminalColor? color = null)
    {
        ref Cell cell = ref CellAt(column, row);
        cell.Mark = mark;
        cell.MarkColor = color;
    }

    /// <summary>Whether a cell has a point.</summary>
    public bool HasPoint(int column, int row) => CellAt(column, row).Points != 0;

    /// <summary>Whether a cell has a dot of a line, hidden or not.</summary>
    public bool HasLine(int column, int row) => CellAt(column, row).Line != 0;

    /// <summary>Writes a text if there is room; see <see cref="CanWrite"/>.</summary>
    /// <param name="column">Column of its first character; it may be outside the canvas.</param>
    /// <param name="row">Row; it may be outside the canvas.</param>
    /// <param name="text">The text, one character per cell.</param>
    /// <param name="color">Its colour; null for the terminal's own.</param>
    /// <returns>False if there is no room; nothing is written then.</returns>
    public bool TryWrite(int column, int row, string text, TerminalColor? color = null)
    {
        if (!CanWrite(column, row, text.Length))
            return false;
        for (int i = 0; i < text.Length; i++)
        {
            ref Cell cell = ref CellAt(column + i, row);
            cell.Text = text[i];
            cell.MarkColor = color;
        }

        return true;
    }

    /// <summary>Whether there is room for a text of a length: it must not hide a point or line, nor touch a point or another text.</summary>
    public bool CanWrite(int column, int row, int length)
    {
        if (row < 0 || row >= Rows || column < 0 || column + length > Columns)
            return false;
        // One cell more on both sides: a point or text that touches the first or last character would be read as part of the text.
        for (int i = Math.Max(0, column - 1); i < Math.Min(Columns, column + length + 1); i++)
        {
            Cell cell = CellAt(i, row);
            bool isUnder = i >= column && i < column + length;
            if (cell.Points != 0 || cell.Text != '\0' || (isUnder && cell.Line != 0))
                return false;
        }

        return true;
    }

    /// <summary>The lines of the image, without trailing blanks.</summary>
    public string[] ToLines(TerminalColorDepth depth)
    {
        string[] lines = new string[Rows];
        for (int row = 0; row < Rows; row++)
            lines[row] = Line(row, depth);
        return lines;
    }

    private string Line(int row, TerminalColorDepth depth)
    {
        int end = Columns;
        while (end > 0 && CellAt(end - 1, row).Shown().Character == ' ')
            end--;
        ColoredText line = new(depth);
        for (int column = 0; column < end; column++)
        {
            (char character, TerminalColor? color) = CellAt(column, row).Shown();
            line.Append(character, color);
        }

        return line.ToString();
    }

    private ref Cell CellOfDot(int x, int y)
    {
        if ((uint)x >= (uint)DotColumns || (uint)y >= (uint)DotRows)
            throw new ArgumentOutOfRangeException(nameof(x), FormattableString.Invariant($"The dot {x}, {y} is not on a canvas of {DotColumns} × {DotRows}."));
        return ref _cells[(y / DotsDown * Columns) + (x / DotsAcross)];
    }

    private ref Cell CellAt(int column, int row)
    {
        if ((uint)column >= (uint)Columns || (uint)row >= (uint)Rows)
            throw new ArgumentOutOfRangeException(nameof(column), FormattableString.Invariant($"The cell {column}, {row} is not on a canvas of {Columns} × {Rows}."));
        return ref _cells[(row * Columns) + column];
    }

    private struct Cell
    {
        public byte Points, Line;
        public char Mark, Text;
        public double Rank;
        public TerminalColor? Color, LineColor, MarkColor;

        public readonly (char Character, TerminalColor? Color) Shown() => this switch
        {
            { Points: not 0 } => ((char)(EmptyPattern + Points), Color),
            { Text: not '\0' } => (Text, MarkColor),
            { Line: not 0 } => ((char)(EmptyPattern + Line), LineColor),
            { Mark: not '\0' } => (Mark, MarkColor),
            _ => (' ', null),
        };
    }
}

/// <summary>Text with colours: an escape sequence at each change of colour, none before the first colour, and a reset at the end.</summary>
internal sealed class ColoredText(TerminalColorDepth depth)
{
    private readonly StringBuilder _text = new();
    private TerminalColor? _current;

    public ColoredText Append(char character, TerminalColor? color)
    {
        // A blank shows no foreground, so it does not change the colour.
        if (depth != TerminalColorDepth.None && character != ' ' && color != _current)
        {
            _text.Append(color?.Sequence(depth) ?? TerminalColor.Reset);
            _current = color;
        }

        _text.Append(character);
        return this;
    }

    public ColoredText Append(string text, TerminalColor? color = null)
    {
        foreach (char character in text)
            Append(character, color);
        return this;
    }

    public override string ToString() => _current is null ? _text.ToString() : _text + TerminalColor.Reset;
}
