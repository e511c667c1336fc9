using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace PSAstroXmatch.Packaging;

/// <summary>
/// What makes a zip of a module a package that NuGet, PSResourceGet and the PowerShell Gallery understand: the nuspec, and the parts of
/// the Open Packaging Conventions (ECMA-376, part 2) that say where it is. The nuspec says what Publish-PSResource would say.
/// </summary>
internal static class NuGetParts
{
    /// <summary>An SPDX expression: what LICENSE says.</summary>
    internal const string License = "MIT";

    private static readonly XNamespace Nuspec = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace CoreProperties = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";

    internal static IReadOnlyList<PackageFile> Of(ModuleManifest manifest, IEnumerable<PackageFile> files)
    {
        PackageFile nuspec = Part($"{manifest.Name}.nuspec", WriteNuspec(manifest));
        PackageFile properties = Part(
            $"package/services/metadata/core-properties/{manifest.Name}.psmdcp",
            new XElement(
                CoreProperties + "coreProperties",
                new XElement(DublinCore + "creator", manifest.Author),
                new XElement(DublinCore + "description", manifest.Description),
                new XElement(DublinCore + "identifier", manifest.Name),
                new XElement(CoreProperties + "version", manifest.Version),
                new XElement(CoreProperties + "keywords", Tags(manifest))));
        PackageFile relations = Part("_rels/.rels", new XElement(
            Relations + "Relationships",
            Relation("http://schemas.microsoft.com/packaging/2010/07/manifest", nuspec, "R1"),
            Relation($"{Relations}/metadata/core-properties", properties, "R2")));
        return [nuspec, properties, relations, Part("[Content_Types].xml", WriteContentTypes([.. files, nuspec]))];
    }

    private static XElement WriteNuspec(ModuleManifest manifest)
    {
        XElement metadata = new(
            Nuspec + "metadata",
            new XElement(Nuspec + "id", manifest.Name),
            new XElement(Nuspec + "version", manifest.Version),
            new XElement(Nuspec + "authors", manifest.Author),
            new XElement(Nuspec + "owners", manifest.CompanyName),
            new XElement(Nuspec + "requireLicenseAcceptance", "false"),
            new XElement(Nuspec + "license", new XAttribute("type", "expression"), License),
            // For readers that know no expressions: the address that NuGet prescribes beside one.
            new XElement(Nuspec + "licenseUrl", $"https://licenses.nuget.org/{License}"));
        if (manifest.ProjectUri is { } project)
            metadata.Add(new XElement(Nuspec + "projectUrl", project));
        metadata.Add(new XElement(Nuspec + "description", manifest.Description));
        if (manifest.ReleaseNotes is { } notes)
            metadata.Add(new XElement(Nuspec + "releaseNotes", notes));
        metadata.Add(
            new XElement(Nuspec + "copyright", manifest.Copyright),
            new XElement(Nuspec + "tags", Tags(manifest)));
        return new XElement(Nuspec + "package", metadata);
    }

    // Find-PSResource and the gallery find modules, and commands in them, by these tags.
    private static string Tags(ModuleManifest manifest) => string.Join(' ', new[] { "PSModule" }
        .Concat(manifest.Tags)
        .Append("PSIncludes_Cmdlet")
        .Concat(manifest.Cmdlets.SelectMany(cmdlet => new[] { $"PSCmdlet_{cmdlet}", $"PSCommand_{cmdlet}" })));

    private static XElement Relation(string type, PackageFile target, string id) => new(
        Relations + "Relationship", new XAttribute("Type", type), new XAttribute("Target", "/" + target.Name), new XAttribute("Id", id));

    private static XElement WriteContentTypes(IReadOnlyList<PackageFile> files)
    {
        IEnumerable<string> extensions = files
            .Select(file => Path.GetExtension(file.Name).TrimStart('.').ToLowerInvariant())
            .Where(extension => extension.Length > 0)
            .Distinct()
            .Order(StringComparer.Ordinal);
        IEnumerable<string> withoutExtension = files
            .Select(file => file.Name)
            .Where(name => Path.GetExtension(name).Length == 0)
            .Order(StringComparer.Ordinal);
        return new XElement(
            ContentTypes + "Types",
            Default("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            Default("psmdcp", "application/vnd.openxmlformats-package.core-properties+xml"),
            extensions.Select(extension => Default(extension, "application/octet")),
            withoutExtension.Select(name => new XElement(
                ContentTypes + "Override", new XAttribute("PartName", "/" + name), new XAttribute("ContentType", "application/octet"))));
    }

    private static XElement Default(string extension, string type) => new(
        ContentTypes + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", type));

    private static PackageFile Part(string name, XElement root)
    {
        XmlWriterSettings settings = new() { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" };
        using MemoryStream stream = new();
        using (XmlWriter writer = XmlWriter.Create(stream, settings))
            new XDocument(root).Save(writer);
        return new PackageFile(name, stream.ToArray());
    }
}
