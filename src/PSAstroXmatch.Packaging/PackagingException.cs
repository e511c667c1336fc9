namespace PSAstroXmatch.Packaging;

/// <summary>Why there is no package, in words for the one who asked for it.</summary>
internal sealed class PackagingException(string message, Exception? inner = null) : Exception(message, inner);
