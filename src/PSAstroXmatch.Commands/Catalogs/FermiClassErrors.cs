using PSAstroXmatch.Engine.Associations;

namespace PSAstroXmatch.Commands;

/// <summary>The error of a class of 4FGL that is none.</summary>
internal static class FermiClassErrors
{
    /// <summary>The error where no class is spelled so in any case; null where one is, which may just have no source.</summary>
    public static AstroException? NotFoundIfUnknown(string name) =>
        FermiClasses.Find(name.ToLowerInvariant()) is null ? NotFound(name) : null;

    /// <summary>The error, with the classes that are meant perhaps.</summary>
    public static AstroException NotFound(string name)
    {
        string[] near = [.. FermiClasses.FindByMeaning(name).Select(Describe)];
        string hint = near.Length == 0 ? "" : $"'{name}' may be {string.Join(" or ", near)}. ";
        return Errors.NotFound("FermiClassNotFound", $"There is no class '{name}' in 4FGL.", hint + "Get-FermiClass lists the classes and what they mean; names take wildcards.", name);
    }

    private static string Describe(FermiClass item) =>
        item.Identified.Length == 0 ? $"'' ({item.Meaning})" : $"{item.Identified}, {item.Associated} ({item.AssociatedMeaning})";
}
