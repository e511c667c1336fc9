using System.Collections;
using System.Management.Automation;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Creates the uploaded tables of a query from a hashtable of names, each with objects, a table, rows, or the path of a file.</summary>
internal static class TapUploads
{
    public static IReadOnlyList<TapUpload> Create(PSCmdlet cmdlet, IDictionary? uploads, CancellationToken cancellationToken)
    {
        List<TapUpload> made = [];
        foreach (DictionaryEntry entry in uploads ?? new Hashtable())
            made.Add(new TapUpload($"{entry.Key}", Table(cmdlet, $"{entry.Key}", entry.Value, cancellationToken)));
        // A hashtable has no order; sorting makes requests with the same tables identical.
        return [.. made.OrderBy(upload => upload.Name, StringComparer.Ordinal)];
    }

    private static AstroTable Table(PSCmdlet cmdlet, string name, object? value, CancellationToken cancellationToken)
    {
        PSObject[] items = [.. (LanguagePrimitives.GetEnumerable(value)?.Cast<object?>() ?? [value]).Where(item => item is not null).Select(PSObject.AsPSObject)];
        if (items.Length == 0)
            throw new AstroException(ErrorIds.UploadInvalid, $"The upload '{name}' is empty, so its columns are unknown.", "Give objects, a table or the path of a file.", name);
        return items is [{ BaseObject: string or FileSystemInfo }]
            ? TableFile.Read(items[0].BaseObject is FileSystemInfo file ? file.FullName : FilePaths.Resolve(cmdlet, (string)items[0].BaseObject), null, cancellationToken)
            : ObjectTable.Create(cmdlet.MyInvocation.MyCommand.Name, items, cancellationToken);
    }
}
