using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using PSAstroXmatch.Host;

namespace PSAstroXmatch.ModuleTests.Host;

/// <summary>What a terminal shows; the terminal is made of string readers and writers.</summary>
public sealed class ConsoleHostUserInterfaceTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Theory]
    [InlineData("n\n", 1)]
    [InlineData("YES\n", 0)]
    [InlineData("\n", 1)]
    [InlineData("x\nyes to all\n", 2)]
    [InlineData("?\na\n", 2)]
    public void A_choice_is_taken_by_its_key_its_label_or_an_empty_line(string reply, int expected)
    {
        int index = Interactive(reply).PromptForChoice("Confirm", "Are you sure?", Choices(), defaultChoice: 1);

        Assert.Equal(expected, index);
        Assert.StartsWith("Confirm\nAre you sure?\n[Y] Yes  [N] No  [A] Yes to All  [?] Help (default is \"N\"): ", Shown(_error));
        Assert.Equal("", Shown(_output));
    }

    [Fact]
    public void The_help_of_the_choices_is_shown_on_demand()
    {
        Interactive("?\ny\n").PromptForChoice("", "Sure?", Choices(), defaultChoice: -1);

        Assert.Contains("Help: Y - do it\nN - leave it\nA - do all\n[Y] Yes", Shown(_error));
    }

    [Fact]
    public void Without_a_default_an_empty_line_is_asked_again()
    {
        Assert.Equal(0, Interactive("\n\ny\n").PromptForChoice("", "Sure?", Choices(), defaultChoice: -1));
    }

    [Fact]
    public void The_end_of_the_input_is_no_answer()
    {
        Assert.Throws<PSInvalidOperationException>(() => Interactive("x\n").PromptForChoice("", "Sure?", Choices(), 0));
        Assert.Throws<PSInvalidOperationException>(() => Interactive("").ReadLine());
    }

    [Fact]
    public void A_question_on_a_terminal_is_answered_in_its_line_and_Control_C_cancels_it()
    {
        Queue<ConsoleKeyInfo> keys = new([
            new('V', ConsoleKey.V, true, false, false), new('\r', ConsoleKey.Enter, false, false, false),
            new('\u0003', ConsoleKey.C, false, false, true)]);
        ConsoleHostUserInterface ui = new(new Terminal(TextReader.Null, _output, _error)
        {
            IsInteractive = true,
            OutputIsTerminal = true,
            ErrorIsTerminal = true,
            ReadKey = keys.Dequeue,
        });
        int cancelled = 0;
        ui.QuestionCancelled += () => cancelled++;

        ui.Write("first line\nName? ");
        Assert.Equal("V", ui.ReadLine());
        Assert.EndsWith("\rName? V\rName? V\n", Shown(_error));
        Assert.Equal(0, cancelled);
        Assert.Throws<PipelineStoppedException>(() => ui.PromptForChoice("", "Sure?", Choices(), 0));
        Assert.Equal(1, cancelled);
    }

    [Fact]
    public void Without_a_user_every_question_is_refused()
    {
        ConsoleHostUserInterface ui = new(new Terminal(new StringReader("y\n"), _output, _error));

        Assert.Throws<PSInvalidOperationException>(() => ui.PromptForChoice("", "Sure?", Choices(), 0));
        Assert.Throws<PSInvalidOperationException>(ui.ReadLine);
        Assert.Throws<PSInvalidOperationException>(() => ui.Prompt("", "", [Field("Name", typeof(string))]));
        Assert.Equal("", Shown(_error));
    }

    [Fact]
    public void Missing_parameters_are_asked_for_lists_value_by_value()
    {
        Dictionary<string, PSObject> answers = Interactive("Vega\na\nb\n\n").Prompt(
            "cmdlet Get-Star", "Supply values", [Field("Name", typeof(string)), Field("Catalog", typeof(string[]))]);

        Assert.Equal("Vega", answers["Name"].BaseObject);
        Assert.Equal(new[] { "a", "b" }, answers["Catalog"].BaseObject);
        Assert.Equal("cmdlet Get-Star\nSupply values\nName: Catalog[0]: Catalog[1]: Catalog[2]: ", Shown(_error));
    }

    [Fact]
    public void Colours_are_for_terminals_that_allow_them()
    {
        string coloured = "\e[32mGaia\e[0m";
        Terminal terminal = new(TextReader.Null, _output, _error) { OutputIsTerminal = true, ErrorIsTerminal = true, AllowsColor = true };
        ConsoleHostUserInterface ui = new(terminal);
        ui.WriteLine(coloured);
        ui.WriteWarningLine("w");
        Assert.Equal(coloured + "\n", Shown(_output));
        Assert.Matches("^\e\\[[0-9;]+mWARNING: w\e\\[0m\n$", Shown(_error));

        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        terminal = new(TextReader.Null, _output, _error) { OutputIsTerminal = true, ErrorIsTerminal = true };
        ConsoleHostUserInterface plain = new(terminal);
        plain.WriteLine(coloured);
        plain.Write(ConsoleColor.Red, ConsoleColor.Black, "Fermi");
        plain.WriteErrorLine("e");
        Assert.Equal("Gaia\nFermi", Shown(_output));
        Assert.Equal("e\n", Shown(_error));
    }

    [Fact]
    public void Progress_is_one_line_that_makes_way_for_other_text()
    {
        ConsoleHostUserInterface ui = new(new Terminal(TextReader.Null, _output, _error) { ErrorIsTerminal = true });
        ProgressRecord record = new(1, "Matching", "rows") { PercentComplete = 5 };

        ui.WriteProgress(0, record);
        ui.WriteProgress(0, record);
        Assert.Equal("\rMatching: rows 5 %", Shown(_error));
        ui.WriteWarningLine("w");
        Assert.Equal("\rMatching: rows 5 %\r" + new string(' ', 18) + "\rWARNING: w\n", Shown(_error));

        _error.GetStringBuilder().Clear();
        record.PercentComplete = 100;
        record.SecondsRemaining = 3;
        ui.WriteProgress(0, record);
        record.RecordType = ProgressRecordType.Completed;
        ui.WriteProgress(0, record);
        Assert.Equal("\rMatching: rows 100 %, 3 s left\r" + new string(' ', 30) + "\r", Shown(_error));
    }

    [Fact]
    public void A_long_progress_text_stays_in_one_line()
    {
        Terminal narrow = new(TextReader.Null, _output, _error) { ErrorIsTerminal = true, ErrorWidth = () => 30 };

        new ConsoleHostUserInterface(narrow).WriteProgress(0, new ProgressRecord(1, "Matching", new string('s', 80)));

        Assert.Equal("\r" + "Matching: ".PadRight(29, 's'), Shown(_error));
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private static string Shown(StringWriter writer) => writer.ToString().Replace(Environment.NewLine, "\n");

    private static Collection<ChoiceDescription> Choices() =>
        [new("&Yes", "do it"), new("&No", "leave it"), new("Yes to &All", "do all")];

    private static FieldDescription Field(string name, Type type)
    {
        FieldDescription field = new(name);
        field.SetParameterType(type);
        return field;
    }

    private ConsoleHostUserInterface Interactive(string replies) =>
        new(new Terminal(new StringReader(replies), _output, _error) { IsInteractive = true });
}
