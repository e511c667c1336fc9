using System.Management.Automation.Language;
using PSAstroXmatch.ModuleTests.Help;

namespace PSAstroXmatch.ModuleTests.Examples;

/// <summary>The scripts of the folder examples: those that are there, so that a new one is tested too.</summary>
internal static class ExampleFolder
{
    /// <summary>Path of the folder.</summary>
    public static string Root { get; } = Path.Combine(HelpFolder.Repository, "examples");

    /// <summary>Paths of all scripts below the folder, such as "figures/AllFigures.ps1".</summary>
    public static IReadOnlyList<string> Scripts { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.ps1", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Path of a script.</summary>
    public static string PathOf(string script) => Path.Combine(Root, script);

    /// <summary>Copies a script, and nothing else, to a new folder.</summary>
    /// <returns>The path of the copy.</returns>
    public static string CopyAlone(string script, string folder)
    {
        string copy = Path.Combine(Directory.CreateDirectory(folder).FullName, Path.GetFileName(script));
        File.Copy(PathOf(script), copy);
        return copy;
    }

    /// <summary>The parsed script, which has no errors.</summary>
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
}
