using System.Management.Automation;
using System.Management.Automation.Language;
using PSAstroXmatch.ModuleTests.Help;

namespace PSAstroXmatch.ModuleTests.Examples;

/// <summary>The scripts of the folder examples: those that are there, so that a new one is tested too.</summary>
internal static class ExampleFolder
{
    /// <summary>Path of the folder.</summary>
    public static string Root { get; } = Path.Combine(HelpFolder.Repository, "examples");

    /// <summary>Paths of all scripts below the folder, such as "figures/MatchMap.ps1".</summary>
    public static IReadOnlyList<string> Scripts { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.ps1", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Scripts that others begin with, and which write nothing themselves.</summary>
    public static bool IsPrelude(string script) => Path.GetFileName(script).StartsWith("Start-", StringComparison.Ordinal);

    /// <summary>Path of a script.</summary>
    public static string PathOf(string script) => Path.Combine(Root, script);

    /// <summary>The parsed script; a test that it can be parsed is made by the way.</summary>
    public static ScriptBlockAst Parse(string script)
    {
        ScriptBlockAst tree = Parser.ParseFile(PathOf(script), out _, out ParseError[] errors);
        Assert.Empty(errors.Select(error => error.Message));
        return tree;
    }

    /// <summary>The help of a script.</summary>
    public static CommentHelpInfo HelpOf(string script)
    {
        CommentHelpInfo? help = Parse(script).GetHelpContent();
        Assert.True(help is not null, $"examples/{script} begins with no help: <# .SYNOPSIS … #>");
        return help;
    }

    /// <summary>
    /// Width and height of a figure as the script asks for them that makes it; those that figures have where it does not; null where it
    /// calculates one.
    /// </summary>
    /// <param name="fileName">Name of the figure's file, such as "matches.png".</param>
    public static (int? Width, int? Height) PictureSize(string fileName)
    {
        string stem = Path.GetFileNameWithoutExtension(fileName);
        string script = Assert.Single(Scripts, script => Texts(Parse(script)).Any(text => text == $"{stem}.$Format" || text == fileName));
        CommandAst export = Assert.Single(
            Parse(script).FindAll(node => node is CommandAst command && IsFigure(command.GetCommandName()), searchNestedScriptBlocks: true).Cast<CommandAst>());
        // A map in panels is as high as they need.
        bool hasPanels = export.CommandElements.Any(element => element is CommandParameterAst { ParameterName: "Panels" });
        return (Size(export, "Width", 1600), Size(export, "Height", hasPanels ? null : 900));
    }

    private static bool IsFigure(string? command) => command is "Export-SkyMap" or "Export-ScatterPlot" or "Export-Histogram" or "Export-BarChart";

    private static IEnumerable<string> Texts(ScriptBlockAst tree) => tree
        .FindAll(node => node is StringConstantExpressionAst or ExpandableStringExpressionAst, searchNestedScriptBlocks: true)
        .Select(node => node is ExpandableStringExpressionAst expandable ? expandable.Value : ((StringConstantExpressionAst)node).Value);

    private static int? Size(CommandAst command, string parameter, int? usual)
    {
        int at = command.CommandElements.ToList().FindIndex(element => element is CommandParameterAst { ParameterName: var name } && name == parameter);
        return at < 0 ? usual : (command.CommandElements[at + 1] as ConstantExpressionAst)?.Value as int?;
    }
}
