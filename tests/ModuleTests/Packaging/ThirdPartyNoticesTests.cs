using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;
using PSAstroXmatch.ModuleTests.Help;
using PSAstroXmatch.Packaging;

namespace PSAstroXmatch.ModuleTests.Packaging;

/// <summary>All third-party work in the staged module is named in the notices, with its licence.</summary>
public sealed partial class ThirdPartyNoticesTests
{
    private static readonly string Notices = ThirdPartyNotices.Of(HelpFolder.Repository);

    private static readonly string[] Binaries =
    [
        .. Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(ModuleSession.StagedManifest())!, "bin"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".dll" or ".so" or ".dylib"),
    ];

    [Fact]
    public void Every_library_that_is_not_ours_has_an_entry_with_the_text_of_its_licence()
    {
        string[] libraries = [.. Binaries.Select(file => Path.GetFileName(file)).Where(name => !name.StartsWith("PSAstroXmatch", StringComparison.Ordinal)).Distinct()];
        Assert.Contains("CsvHelper.dll", libraries);
        Assert.Contains("libSkiaSharp.dylib", libraries);
        Assert.All(libraries, library =>
        {
            string entry = Entry(library);
            foreach (string license in LicenseLine().Match(entry).Groups[1].Value.Split(" OR "))
                Assert.Matches(Opening(license), entry);
        });
        // The code under Skia's and HarfBuzz's own roof.
        Assert.Contains("FreeType", Entry("libSkiaSharp.so"), StringComparison.Ordinal);
        Assert.Contains("Copyright © 2000-2022 SharpZipLib Contributors", Entry("ICSharpCode.SharpZipLib.dll"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_font_has_an_entry_with_the_licence_that_the_font_itself_carries()
    {
        (string Name, byte[] Content)[] fonts = [.. Binaries.SelectMany(Resources).Where(resource => resource.Name.EndsWith("tf", StringComparison.Ordinal))];
        Assert.NotEmpty(fonts);
        foreach ((string name, byte[] content) in fonts)
        {
            string license = LicenseRecord(content);
            Assert.Contains("Arev", license, StringComparison.Ordinal);
            Assert.Contains(Words(license), Words(Entry(string.Join('.', name.Split('.')[^2..]))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_only_serves_the_build_is_not_named() => Assert.DoesNotContain("PowerShellStandard", Notices, StringComparison.Ordinal);

    // The same text of 140 kB comes with six packages.
    [Fact]
    public void No_long_text_stands_there_twice()
    {
        const int Long = 5000;
        string[] ends = [.. Entries.Where(entry => entry.Length > Long).Select(entry => entry.TrimEnd()[^Long..])];
        Assert.InRange(ends.Length, 3, 20);
        Assert.Distinct(ends);
    }

    private static string[] Entries => Notices.Split($"\n{new string('-', 100)}\n");

    private static string Entry(string file) =>
        Assert.Single(Entries, entry => Regex.IsMatch(entry, $@"(?m)^Files: (.*, )?{Regex.Escape(file)}\b"));

    private static string Opening(string license) => license switch
    {
        "MIT" => "(Copyright|©)[^§]+Permission is hereby granted, free of charge",
        "BSD-3-Clause" => "Redistribution and use in source and binary forms[^§]+3\\. Neither the name",
        "MS-PL" => "Microsoft Public License[^§]+\\(E\\) The software is licensed \"as-is\\.\"",
        "Apache-2.0" => "Apache License\\s+Version 2\\.0[^§]+END OF TERMS AND CONDITIONS",
        _ => throw new ArgumentException($"'{license}' is not among the licences that CONTRIBUTING.md allows.", nameof(license)),
    };

    private static IEnumerable<(string Name, byte[] Content)> Resources(string file)
    {
        using PEReader assembly = new(File.OpenRead(file));
        if (Path.GetExtension(file) != ".dll" || !assembly.HasMetadata)
            yield break;
        MetadataReader metadata = assembly.GetMetadataReader();
        BlobReader resources = assembly.GetSectionData(assembly.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress).GetReader();
        foreach (ManifestResource resource in metadata.ManifestResources.Select(metadata.GetManifestResource))
        {
            resources.Offset = (int)resource.Offset;
            yield return (metadata.GetString(resource.Name), resources.ReadBytes(resources.ReadInt32()));
        }
    }

    /// <summary>The licence in a font's table of names (OpenType, "name": identifier 13, platform 3).</summary>
    private static string LicenseRecord(ReadOnlySpan<byte> font)
    {
        for (ReadOnlySpan<byte> table = font[12..]; ; table = table[16..])
        {
            if (!table.StartsWith("name"u8))
                continue;
            ReadOnlySpan<byte> names = font[BinaryPrimitives.ReadInt32BigEndian(table[8..])..];
            int texts = BinaryPrimitives.ReadUInt16BigEndian(names[4..]);
            for (ReadOnlySpan<byte> record = names[6..]; ; record = record[12..])
            {
                if ((BinaryPrimitives.ReadUInt16BigEndian(record), BinaryPrimitives.ReadUInt16BigEndian(record[6..])) != (3, 13))
                    continue;
                int length = BinaryPrimitives.ReadUInt16BigEndian(record[8..]), offset = BinaryPrimitives.ReadUInt16BigEndian(record[10..]);
                return Encoding.BigEndianUnicode.GetString(names.Slice(texts + offset, length));
            }
        }
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("(?m)^Licence: (.+)$")]
    private static partial Regex LicenseLine();
}
