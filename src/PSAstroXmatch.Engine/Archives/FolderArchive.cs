using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>An archive of files named after the catalogs: csc.csv, fermilpsc.fits.gz, chanmaster.vot and so on.</summary>
public sealed class FolderArchive : Archive
{
    // Order of preference for a catalog in several formats: first those that carry units and types.
    private static readonly string[] Preferred =
        [".fits", ".fit", ".fits.gz", ".fit.gz", ".vot", ".xml", ".votable", ".vot.gz", ".xml.gz", ".ecsv", ".csv", ".csv.gz", ".tsv", ".tbl"];

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
                $"The folder '{path}' does not exist.",
                "Give a folder with files such as csc.csv and fermilpsc.fits.",
                path);
        }

        Location = Path.GetFullPath(path);
    }

    /// <inheritdoc/>
    public override ArchiveKind Kind => ArchiveKind.Folder;

    /// <summary>Path of the folder.</summary>
    public override string Location { get; }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Place)> DescribeCatalogs() =>
        from catalog in Catalogs.All
        let file = Candidates(catalog).FirstOrDefault()
        where file is not null
        select (catalog.Name, Path.GetFileName(file));

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
                $"The folder '{Location}' has no file for {catalog.Title}.",
                $"Put a file there named {catalog.Name}.csv, .fits, .vot, .ecsv, .tsv or .tbl, optionally gzipped.",
                Location);
        }

        if (candidates.Count > 1)
            log?.Invoke($"There are {candidates.Count} files for {catalog.Name}; {Path.GetFileName(candidates[0])} is used.");
        return candidates[0];
    }

    private string[] Files()
    {
        try
        {
            return Directory.GetFiles(Location);
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

    private IEnumerable<string> Candidates(CatalogDescription catalog) =>
        from path in Files()
        let name = Path.GetFileName(path)
        let stem = name.Split('.')[0]
        let byName = stem.Equals(catalog.Name, StringComparison.OrdinalIgnoreCase)
        where byName || catalog.OfficialFileNames.Any(pattern => CatalogFilter.ToRegex(pattern).IsMatch(stem))
        let rank = Array.IndexOf(Preferred, name[stem.Length..].ToLowerInvariant())
        orderby byName ? 0 : 1, rank < 0 ? int.MaxValue : rank, name
        select path;
}
