using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>The session that a completer runs in. It is only inspected: nothing that the user typed is run.</summary>
internal sealed class CompletionSession
{
    private readonly EngineIntrinsics _engine;

    private CompletionSession(EngineIntrinsics engine) => _engine = engine;

    /// <summary>The current session; null if there is none.</summary>
    public static CompletionSession? Get()
    {
        if (Runspace.DefaultRunspace is null)
            return null;
        // The runspace is busy with the completion itself, so its SessionStateProxy can't be used; this works instead.
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddScript("$ExecutionContext").Invoke<EngineIntrinsics>().FirstOrDefault() is { } engine ? new CompletionSession(engine) : null;
    }

    /// <summary>The value of a variable; null if it does not exist, and for a drive path such as $env:x, which would call a provider.</summary>
    public object? Value(VariablePath variable) => variable.IsVariable ? _engine.SessionState.PSVariable.GetValue(variable.UserPath) : null;

    /// <summary>The command of a name, with aliases resolved; null if unknown.</summary>
    public CommandInfo? Command(string name)
    {
        CommandInfo? found = _engine.InvokeCommand.GetCommand(name, CommandTypes.Alias | CommandTypes.Function | CommandTypes.Cmdlet);
        while (found is AliasInfo alias)
            found = alias.ResolvedCommand;
        return found;
    }

    /// <summary>The name that an alias stands for; null if the name is not an alias.</summary>
    public string? AliasTarget(string name) => (_engine.InvokeCommand.GetCommand(name, CommandTypes.Alias) as AliasInfo)?.Definition;

    /// <summary>The local regular file of a path; null unless there is exactly one.</summary>
    public string? LocalFile(string path)
    {
        try
        {
            string file = _engine.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            // Excludes network shares, which may take a minute to time out, and pipes, which have no length and would wait for their writer.
            return provider.Name == "FileSystem" && !file.StartsWith(@"\\", StringComparison.Ordinal) && new FileInfo(file) is { Exists: true, Length: > 0 } ? file : null;
        }
        catch (Exception problem) when (problem is RuntimeException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // Not a path; the command itself will report it.
            return null;
        }
    }
}

/// <summary>
/// Texts of services and files on the command line, where the Tab key puts them: what Enter runs must be one argument, whatever a
/// table is called. PowerShell takes typographic quotation marks for its own.
/// </summary>
internal static class CompletionText
{
    /// <summary>Whether a name can be offered. One with control characters would be shown in another way than it runs.</summary>
    public static bool IsOffered(string name) => name.Length > 0 && VisibleText.IsPlain(name);

    /// <summary>An offer for an argument.</summary>
    /// <param name="completion">What is put on the command line, quoted.</param>
    /// <param name="shown">What the list shows.</param>
    /// <param name="tip">What is told of it; null or blank for what is shown.</param>
    /// <param name="type">The kind of argument.</param>
    public static CompletionResult Result(
        string completion, string shown, string? tip, CompletionResultType type = CompletionResultType.ParameterValue) =>
        new(completion, VisibleText.OnOneLine(shown), type, VisibleText.Of(string.IsNullOrWhiteSpace(tip) ? shown : tip));

    /// <summary>A text as one argument: between quotation marks where it has other characters than letters, digits and the given ones.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bare">Characters beside letters and digits that need no quotation marks.</param>
    public static string Argument(string text, string bare) =>
        text.Length > 0 && text[0] != '-' && text.All(c => char.IsLetterOrDigit(c) || bare.Contains(c)) ? text : Quote(text);

    /// <summary>A text between single quotation marks.</summary>
    public static string Quote(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    /// <summary>A text between double quotation marks, of which nothing is expanded.</summary>
    public static string QuoteDouble(string text) =>
        $"\"{string.Concat(text.Select(c => c is '`' or '$' or '"' or (>= '\u201C' and <= '\u201E') ? $"`{c}" : $"{c}"))}\"";
}

/// <summary>
/// Offers nothing, for numbers, angles, times and free text. Without a completer, PowerShell would offer the files of the current folder; an
/// empty result prevents that, while null would not.
/// </summary>
public sealed class NothingCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) => [];
}

/// <summary>Completes the frames of positions.</summary>
public sealed class PositionFrameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        PositionFrame.Examples
            .Where(example => example.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(example => new CompletionResult(
                example.Contains(' ') ? $"'{example}'" : example, example, CompletionResultType.ParameterValue, PositionFrame.Parse(example).ToString()));
}

/// <summary>Offers examples of an argument.</summary>
public abstract class ExampleCompleter : IArgumentCompleter
{
    private protected abstract IReadOnlyList<(string Example, string Meaning)> Examples { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = wordToComplete.Trim('\'', '"');
        // An example is a whole argument, not another item of a list.
        bool isFurther = commandAst.Extent.Text.TrimEnd().EndsWith(',') || commandAst.Extent.Text.EndsWith("," + wordToComplete, StringComparison.Ordinal);
        return isFurther
            ? []
            : [.. Examples.Where(item => item.Example.Trim('\'').StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .Select(item => new CompletionResult(item.Example, item.Example, CompletionResultType.ParameterValue, item.Meaning))];
    }
}

/// <summary>Offers a galactic and an equatorial position.</summary>
public sealed class PositionExampleCompleter : ExampleCompleter
{
    private protected override IReadOnlyList<(string, string)> Examples { get; } =
    [
        ("'l=0 b=0'", "galactic longitude and latitude, degrees"),
        ("'17:45:40 -29:00:28'", "right ascension in hours and declination in degrees, ICRS"),
    ];
}

/// <summary>Offers widths and heights of a field.</summary>
public sealed class FieldExampleCompleter : ExampleCompleter
{
    private protected override IReadOnlyList<(string, string)> Examples { get; } =
    [
        ("360deg,20deg", "the whole galactic plane, 10° to each side"),
        ("40deg,20deg", "40° wide and 20° high"),
        ("2deg", "2° wide and high"),
    ];
}

/// <summary>Completes the ids of stored answers, with the query of each as tooltip.</summary>
public sealed class CacheIdCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        AnswerCache.OfUser.List().Where(answer => CompletionText.IsOffered(answer.Id)).Select(answer => Result(answer.Id, null, $"{answer.Service}: {answer.Query}"));
}

/// <summary>Completes the addresses of services that have stored answers.</summary>
public sealed class CacheServiceCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        AnswerCache.OfUser.List().Select(answer => answer.Service).Distinct().Where(CompletionText.IsOffered).Select(service => Result(service, null, null));
}

/// <summary>Completes the names of the catalogs that can be saved whole.</summary>
public sealed class CatalogNameCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        SaveAstroCatalogCommand.Whole.Select(catalog => Result(catalog.Name, null, catalog.Title));
}

/// <summary>Completes the names of Chandra's detectors.</summary>
public sealed class DetectorCompleter : TapCompleter
{
    private static readonly (string Name, string Meaning)[] Detectors =
    [
        ("ACIS-I", "Advanced CCD Imaging Spectrometer, imaging array"),
        ("ACIS-S", "Advanced CCD Imaging Spectrometer, spectroscopy array"),
        ("HRC-I", "High Resolution Camera, imaging"),
        ("HRC-S", "High Resolution Camera, spectroscopy"),
    ];

    /// <summary>Whether this is the name of a detector, ignoring case.</summary>
    internal static bool IsDetector(string name) => Detectors.Any(detector => detector.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        Detectors.Select(detector => Result(detector.Name, null, detector.Meaning));
}

/// <summary>Completes the 4FGL class names in both spellings, with their meaning as tooltip.</summary>
public sealed class FermiClassCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        from item in FermiClasses.All
        from name in new[] { item.Identified, item.Associated }.Distinct()
        select name.Length == 0
            ? new CompletionResult("''", "''", CompletionResultType.ParameterValue, FermiClasses.Meaning(name))
            : Result(name, null, $"{FermiClasses.Meaning(name)} ({(FermiClasses.IsIdentified(name) ? "identified" : "associated")}, {Origin(item)})");

    private static string Origin(FermiClass item) => item.Origin switch
    {
        FermiClassOrigin.Galactic => "Galactic",
        FermiClassOrigin.Extragalactic => "extragalactic",
        _ => "origin unknown",
    };
}

/// <summary>Completes the CSS colour names.</summary>
public sealed class ColorNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        [.. ColorNames.All.Where(name => name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase)).Select(name => new CompletionResult(name))];
}

/// <summary>
/// Completes the categories or groups of a chart if their property is the Fermi source class. The values of any other property are not
/// known until the pipeline has run.
/// </summary>
public sealed class CategoryOrderCompleter : IArgumentCompleter
{
    private static readonly string[] ClassProperties = [nameof(FermiCscMatch.FermiClass), nameof(FermiSource.Class)];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        // -Category is a property in a bar chart but a switch in a scatter plot, where -X holds the categories.
        string[] properties = parameterName == nameof(ChartCmdlet.GroupOrder) ? [nameof(ChartCmdlet.GroupBy)] : ["Category", "X"];
        return properties.Any(property => ClassProperties.Contains($"{fakeBoundParameters[property]}", StringComparer.OrdinalIgnoreCase))
            ? new FermiClassCompleter().CompleteArgument(commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters)
            : [];
    }
}
