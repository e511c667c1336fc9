using HelpBuilder;

namespace PSAstroXmatch.ModuleTests.Help;

/// <summary>The pages of module/help, read once.</summary>
internal static class HelpFolder
{
    private static readonly Lazy<IReadOnlyList<HelpPage>> Read = new(() => HelpPage.ReadAll(Pages));

    /// <summary>Path of the repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ModuleSession.StagedManifest())!, "..", ".."));

    /// <summary>Path of the folder of pages.</summary>
    public static string Pages => Path.Combine(Repository, "module", "help");

    /// <summary>Path of the folder of about topics.</summary>
    public static string Topics => Path.Combine(Repository, "module", "en-US");

    /// <summary>All pages.</summary>
    public static IReadOnlyList<HelpPage> All => Read.Value;
}
