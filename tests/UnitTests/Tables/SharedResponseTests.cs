using System.Diagnostics;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Tables;

/// <summary>
/// Every document that archives and other projects' tests sent us: each is a table, a document of VOSI or UWS, a page of examples, or
/// the error that it should be. None may be added without being understood.
/// </summary>
public class SharedResponseTests
{
    // Tables in files that are none, or are damaged, and what is said of them.
    private static readonly Dictionary<string, string> Errors = new()
    {
        ["captured/esagaia-error-unknown-table.vot"] = "ServiceError",
        ["fits/scale.fits"] = "TableNotFound",
        ["pyvo/dal/query/errorstatus.xml"] = "ServiceError",
        ["pyvo/dal/query/missingresource.xml"] = "TableNotFound",
        ["pyvo/dal/query/missingtable.xml"] = "TableNotFound",
        ["votable/irsa-nph-error.xml"] = "ServiceError",
        ["votable/no_resource.xml"] = "TableNotFound",
        ["votable/too_many_columns.xml.gz"] = "RaggedRow",
    };

    private static string Root => SharedData.Path("responses");

    [Fact]
    public void Every_document_is_understood()
    {
        string[] documents = Documents();
        Assert.True(documents.Length >= 99, $"{documents.Length} documents");
        foreach (string document in documents)
            Assert.Equal((document, Errors.GetValueOrDefault(document)), (document, Understand(document)));
    }

    // astropy's own reading, in a process of its own; it reads files alone, so the documents of VOSI and UWS are not among them.
    [Fact]
    public void Every_table_has_the_rows_and_columns_that_astropy_finds()
    {
        const string Script =
            """
            import sys, warnings; warnings.simplefilter('ignore')
            from astropy.table import Table
            from astropy.io.votable import parse
            for path in sys.argv[1:]:
                try:
                    if path.endswith('.tbl') or 'ipac.dat' in path: table = Table.read(path, format='ascii.ipac')
                    elif path.endswith(('.vot', '.xml')): table = parse(path, verify='ignore').get_first_table().array
                    else: table = Table.read(path)
                    names = table.dtype.names or ()
                    print(len(table), len(names))
                except Exception as error: print('error', type(error).__name__)
            """;
        string[] tables = [.. Documents().Where(document => !IsService(document) && !Errors.ContainsKey(document))];
        string[] lines = Python(Script, [.. tables.Select(table => Path.Combine(Root, table))]);
        Assert.Equal(tables.Length, lines.Length);
        int compared = 0;
        foreach ((string document, string line) in tables.Zip(lines))
        {
            // What astropy can't read is no measure; VOTableSharedDocumentTests says why we can.
            if (line.StartsWith("error", StringComparison.Ordinal))
                continue;
            AstroTable table = TableFile.Read(Path.Combine(Root, document), null, TestContext.Current.CancellationToken);
            Assert.True($"{table.RowCount} {table.Columns.Count}" == line, $"{document}: {table.RowCount} {table.Columns.Count}, astropy {line}");
            compared++;
        }

        Assert.True(compared >= 34, $"astropy reads {compared} of {tables.Length}");
    }

    private static string[] Documents() => [.. Directory.GetFiles(Root, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !Path.GetFileName(path).StartsWith("LICENSE", StringComparison.OrdinalIgnoreCase) && !path.EndsWith("License.txt", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    private static bool IsService(string document) => document.StartsWith("pyvo/vosi/", StringComparison.Ordinal)
        || document.StartsWith("pyvo/uws/", StringComparison.Ordinal)
        || (document.StartsWith("pyvo/dal/tap/", StringComparison.Ordinal) && !document.EndsWith("obscore-image.xml", StringComparison.Ordinal))
        || document.EndsWith("irsa-uws-job-error.xml", StringComparison.Ordinal);

    // Null where it is understood, else the id of the expected error.
    private static string? Understand(string document)
    {
        using FileStream stream = File.OpenRead(Path.Combine(Root, document));
        string name = Path.GetFileName(document);
        if (!IsService(document))
        {
            try
            {
                TableFile.Read(stream.Name, null, TestContext.Current.CancellationToken);
                return null;
            }
            catch (AstroException error)
            {
                Assert.NotEmpty(error.Recommendation);
                Assert.True(Errors.TryGetValue(document, out string? expected) && expected == error.ErrorId, $"{document}: {error}");
                return error.ErrorId;
            }
        }

        if (name.Contains("examples", StringComparison.Ordinal))
            Assert.NotEmpty(ExamplesDocument.Read(stream));
        else if (name == "availability.xml")
            Assert.True(AvailabilityDocument.Read(stream).IsAvailable);
        else if (name == "capabilities.xml" || document.Contains("/capabilities/", StringComparison.Ordinal))
            Assert.NotNull(CapabilitiesDocument.Read(stream));
        else if (document.Contains("uws", StringComparison.Ordinal))
            Assert.NotEmpty(UwsJobDocument.Read(stream).JobId);
        else
            Assert.NotNull(TableSetDocument.Read(stream));
        return null;
    }

    private static string[] Python(string script, string[] arguments)
    {
        try
        {
            ProcessStartInfo start = new("/usr/bin/python3", ["-c", script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0 && errors.Result.Contains("ModuleNotFoundError", StringComparison.Ordinal))
                Assert.Skip("No astropy: the comparison needs Debian's package python3-astropy.");
            Assert.True(process.ExitCode == 0, errors.Result);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("No /usr/bin/python3: the comparison needs Debian's packages python3 and python3-astropy.");
            throw;
        }
    }
}
