using ICSharpCode.SharpZipLib.Zip;
using ICSharpCode.SharpZipLib.Zip.Compression;

namespace PSAstroXmatch.Packaging;

/// <summary>
/// Writes zip files whose bytes depend on nothing but names, contents and a time: not on the order of a directory, nor on the time
/// zone, permissions or the system. The compressor is SharpZipLib's: that of .NET differs between systems and processors.
/// </summary>
internal static class ReproducibleZip
{
    internal static void Write(string path, IEnumerable<PackageFile> files, DateTime time)
    {
        using ZipOutputStream zip = new(File.Create(path)) { UseZip64 = UseZip64.Off };
        // The best compression makes the module no smaller: 32.4 MB either way.
        zip.SetLevel(Deflater.DEFAULT_COMPRESSION);
        foreach (PackageFile file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            zip.PutNextEntry(new ZipEntry(file.Name) { DateTime = time, Size = file.Content.Length });
            zip.Write(file.Content);
            zip.CloseEntry();
        }
    }
}
