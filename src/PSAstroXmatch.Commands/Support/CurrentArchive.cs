using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using PSAstroXmatch.Engine.Archives;

namespace PSAstroXmatch.Commands;

/// <summary>The archive of each session: the one set by Use-AstroArchive, or the live services.</summary>
internal static class CurrentArchive
{
    private static readonly ConditionalWeakTable<Runspace, Archive> Chosen = [];

    public static Archive Get() => Chosen.GetValue(Runspace.DefaultRunspace, _ => new TapArchive());

    public static void Set(Archive archive) => Chosen.AddOrUpdate(Runspace.DefaultRunspace, archive);
}
