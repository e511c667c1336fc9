using HelpBuilder;

namespace PSAstroXmatch.ModuleTests.Help;

/// <summary>The pages of module/help and the topics of docs, read once.</summary>
internal static class HelpFolder
{
    private static readonly Lazy<IReadOnlyList<HelpPage>> Read = new(() => HelpPage.ReadAll(Pages));
    private static readonly Lazy<IReadOnlyList<AboutTopic>> ReadTopics = new(() => AboutTopic.Read(Docs));

    /// <summary>Path of the repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ModuleSession.StagedManifest())!, "..", ".."));

    /// <summary>Path of the folder of pages.</summary>
    public static string Pages => Path.Combine(Repository, "module", "help");

    /// <summary>Path of the folder of documentation, some pages of which are topics of Get-Help too.</summary>
    public static string Docs => Path.Combine(Repository, "docs");

    /// <summary>Path of the folder of the staged module that has the topics as text.</summary>
    public static string Staged => Path.Combine(Path.GetDirectoryName(ModuleSession.StagedManifest())!, "en-US");

    /// <summary>All pages.</summary>
    public static IReadOnlyList<HelpPage> All => Read.Value;

    /// <summary>The topics, made of their pages.</summary>
    public static IReadOnlyList<AboutTopic> Topics => ReadTopics.Value;
}
