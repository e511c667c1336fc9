namespace PSAstroXmatch.Packaging;

/// <summary>A file of a package.</summary>
/// <param name="Name">The path within the package, with slashes.</param>
/// <param name="Content">What is in it.</param>
internal sealed record PackageFile(string Name, byte[] Content);
