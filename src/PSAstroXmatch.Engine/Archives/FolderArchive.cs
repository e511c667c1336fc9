using System.Globalization;
using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>
/// An archive of files: those of a folder, named after the catalogs (csc.csv, fermilpsc.fits.gz, chanmaster.vot), or files of any name
/// for given catalogs.
/// </summary>
public sealed partial class FolderArchive : Archive
{
    // Order of preference for a catalog in several formats: first those that carry units and types.
    private static readonly string[] Preferred =
        [".fits", ".fit", ".fits.gz", ".fit.gz", ".vot", ".xml", ".votable", ".vot.gz", ".xml.gz", ".ecsv", ".csv", ".csv.gz", ".tsv", ".tbl"];

    private readonly string? _folder;
    private readonly IReadOnlyDictionary<string, string> _files = new Dictionary<string, string>();
    private readonly object _gate = new();
    private readonly Dictionary<string, (string Path, DateTime Written, long Length, CatalogTable Table)> _read = [];

    /// <summary>Opens a folder as an archive.</summary>
    /// <param name="path">Path of the folder.</param>
    /// <exception cref="AstroException">ArchiveFolderNotFound.</exception>
    public FolderArchive(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new AstroException(
                ErrorIds.ArchiveFolderNotFound,
                File.Exists(path) ? $"'{path}' is a file, not a folder." : $"The folder '{path}' does not exist.",
                "Give a folder with files such as csc.csv and fermilpsc.fits, or single files by the names of their catalogs.",
                path);
        }

        Location = _folder = Path.GetFullPath(path);
    }

    /// <summary>An archive of files of any name, and of a folder for the other catalogs.</summary>
    /// <param name="path">Path of the folder; null for none.</param>
    /// <param name="files">The path of the file by the name of the catalog, in any case.</param>
    /// <exception cref="AstroException">FolderNotFound, FileNotFound.</exception>
    public FolderArchive(string? path, IReadOnlyDictionary<string, string> files)
    {
        if (path is not null)
            _folder = new FolderArchive(path).Location;
        if (files.Values.FirstOrDefault(file => !File.Exists(file)) is string missing)
            throw new AstroException(ErrorIds.FileNotFound, $"The file '{missing}' does not exist.", "Check the path of the file.", missing);
        _files = new Dictionary<string, string>(files.Select(file => KeyValuePair.Create(file.Key, Path.GetFullPath(file.Value))), StringComparer.OrdinalIgnoreCase);
        Location = string.Join(", ", _files.Values.Order(StringComparer.Ordinal).Prepend(_folder).OfType<string>());
    }

    /// <inheritdoc/>
    public override ArchiveKind Kind => ArchiveKind.Folder;

    /// <summary>Path of the folder, and of the files of any name.</summary>
    public override string Location { get; }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Place)> DescribeCatalogs(IEnumerable<CatalogDescription> catalogs) =>
        from catalog in catalogs
        let file = Candidates(catalog).FirstOrDefault()
        where file is not null
        select (catalog.Name, Path.GetFileName(file));

    /// <summary>The names of the catalogs, of those given, that the archive has a file for.</summary>
    public IEnumerable<string> Recognized(IEnumerable<CatalogDescription> catalogs) =>
        catalogs.Where(catalog => Candidates(catalog).Any()).Select(catalog => catalog.Name).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of the files in the folder, in order; none without a folder.</summary>
    public IReadOnlyList<string> FileNames() => [.. Files().Select(file => Path.GetFileName(file)).Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The official files of several releases of one catalog, of which the newest is used.</summary>
    public IEnumerable<(CatalogDescription Catalog, string Used, IReadOnlyList<string> Others)> SeveralReleases() =>
        from catalog in Catalogs.All
        let files = Candidates(catalog).ToArray()
        where files.Length > 1 && Release(files[0]) >= 0 && !IsNamed(files[0], catalog)
        let others = files.Where(file => Release(file) != Release(files[0])).Select(file => Path.GetFileName(file)).ToArray()
        where others.Length > 0
        select (catalog, Path.GetFileName(files[0]), (IReadOnlyList<string>)others);

    /// <inheritdoc/>
    public override Task<CatalogTable> GetCatalogAsync(
        CatalogDescription catalog, CatalogFilter filter, Action<string>? log = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => GetCatalog(catalog, log, cancellationToken), cancellationToken);

    private CatalogTable GetCatalog(CatalogDescription catalog, Action<string>? log, CancellationToken cancellationToken)
    {
        string path = Find(catalog, log);
        FileInfo file = new(path);
        lock (_gate)
        {
            if (_read.TryGetValue(catalog.Name, out var known)
                && known.Table.Description == catalog && known.Path == path && known.Written == file.LastWriteTimeUtc && known.Length == file.Length)
                return known.Table;
        }

        CatalogTable table = CatalogTable.Create(catalog, TableFile.Read(path, null, cancellationToken));
        log?.Invoke($"{path}: {ValueText.Count(table.RowCount)} rows of {catalog.Title}.");
        lock (_gate)
            _read[catalog.Name] = (path, file.LastWriteTimeUtc, file.Length, table);
        return table;
    }

    private string Find(CatalogDescription catalog, Action<string>? log)
    {
        List<string> candidates = Candidates(catalog).ToList();
        if (candidates.Count == 0)
        {
            throw new AstroException(
                ErrorIds.CatalogNotFound,
                _folder is null ? $"There is no file for {catalog.Title}." : $"The folder '{_folder}' has no file for {catalog.Title}.",
                _folder is null
                    ? $"Give a file for {catalog.Name} too, or a folder."
                    : $"Put a file there named {catalog.Name}.csv, .fits, .vot, .ecsv, .tsv or .tbl, optionally gzipped.",
                Location);
        }

        if (candidates.Count > 1)
            log?.Invoke($"There are {candidates.Count} files for {catalog.Name}; {Path.GetFileName(candidates[0])} is used.");
        return candidates[0];
    }

    private string[] Files()
    {
        if (_folder is null)
            return [];
        try
        {
            return [.. Directory.GetFiles(_folder).Where(file => !file.EndsWith(ProvenanceFile.Ending, StringComparison.OrdinalIgnoreCase))];
        }
        catch (DirectoryNotFoundException cause)
        {
            throw new AstroException(
                ErrorIds.ArchiveFolderNotFound, $"The folder '{Location}' no longer exists.", "Choose another folder or archive.", Location, cause);
        }
        catch (Exception cause) when (cause is UnauthorizedAccessException or IOException)
        {
            throw new AstroException(
                ErrorIds.FileAccessDenied, $"The folder '{Location}' can't be read: {cause.Message}", "Change the permissions of the folder.", Location, cause);
        }
    }

    // The file to use comes first: the one given for the catalog, one with its name, the newest of the official ones.
    private IEnumerable<string> Candidates(CatalogDescription catalog) => _files.TryGetValue(catalog.Name, out string? given) ? [given] :
        from path in Files()
        let name = Path.GetFileName(path)
        let stem = name.Split('.')[0]
        let byName = IsNamed(path, catalog)
        where byName || catalog.OfficialFileNames.Any(pattern => CatalogFilter.ToRegex(pattern).IsMatch(stem))
        let rank = Array.IndexOf(Preferred, name[stem.Length..].ToLowerInvariant())
        orderby byName ? 0 : 1, byName ? 0 : -Release(path), rank < 0 ? int.MaxValue : rank, name
        select path;

    private static bool IsNamed(string path, CatalogDescription catalog) =>
        Path.GetFileName(path).Split('.')[0].Equals(catalog.Name, StringComparison.OrdinalIgnoreCase);

    // The number in gll_psc_v35.fit; −1 for none.
    private static int Release(string path) =>
        ReleaseNumber().Match(Path.GetFileName(path).Split('.')[0]) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : -1;

    [GeneratedRegex("_v([0-9]{1,6})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReleaseNumber();
}
