using PSAstroXmatch.Engine.Associations;

namespace PSAstroXmatch.Commands;

/// <summary>The error for a name that is not a 4FGL class.</summary>
internal static class FermiClassErrors
{
    /// <summary>The error if no class has this name, ignoring case; null if one has, which may simply have no source.</summary>
    public static AstroException? NotFoundIfUnknown(string name) =>
        FermiClasses.Find(name.ToLowerInvariant()) is null ? NotFound(name) : null;

    /// <summary>The error, with suggestions of similar classes.</summary>
    public static AstroException NotFound(string name)
    {
        string[] near = [.. FermiClasses.FindByMeaning(name).Select(Describe)];
        string hint = near.Length == 0 ? "" : $"Did you mean {string.Join("; ", near)}? ";
        return new AstroException(ErrorIds.FermiClassNotFound, $"4FGL has no class '{name}'.", hint + "Get-FermiClass lists the classes and their meaning. Wildcards are allowed.", name);
    }

    private static string Describe(FermiClass item) =>
        item.Identified.Length == 0 ? $"'' ({item.Meaning})"
        : item.Meaning == item.AssociatedMeaning ? $"{item.Identified}, {item.Associated} ({item.Meaning})"
        : $"{item.Identified} ({item.Meaning}), {item.Associated} ({item.AssociatedMeaning})";
}
