using System.Management.Automation;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>The table of objects with their counterparts: the columns of the objects, then those of the counterparts.</summary>
internal static class CounterpartTable
{
    // These are among the columns of the objects.
    private static readonly string[] OfSource = [nameof(Counterpart.Name), nameof(Counterpart.RA), nameof(Counterpart.Dec), nameof(Counterpart.Source)];

    /// <summary>Creates the table.</summary>
    /// <param name="cmdlet">Name of the cmdlet that was called, for errors.</param>
    /// <param name="objects">At least one <see cref="Counterpart"/>, also from a job or Clixml.</param>
    /// <param name="cancellationToken">Cancels the conversion.</param>
    /// <returns>The table; a column of the objects may have the name of one of the counterparts.</returns>
    /// <exception cref="AstroException">ObjectFlattened: only the text of an object was kept; or as for <see cref="ObjectTable.Create"/>.</exception>
    public static AstroTable Create(string cmdlet, IReadOnlyList<PSObject> objects, CancellationToken cancellationToken)
    {
        AstroTable sources = ObjectTable.Create(cmdlet, [.. objects.Select(Source)], cancellationToken);
        return sources.With([
            .. sources.Columns,
            .. ObjectColumn.Of(objects)
                .Where(column => !OfSource.Contains(column.Property) || objects.Any(item => item.BaseObject is Counterpart && OriginalType.IsReplaced(item, column.Property)))
               .Select(column => column.ToColumn(objects, cancellationToken)),
        ]);
    }

    private static PSObject Source(PSObject item) => ColumnValues.Unwrap(item.Properties[nameof(Counterpart.Source)]?.Value) is { } source and not string
        ? PSObject.AsPSObject(source)
        : throw Errors.Flattened(
            "An object with its counterparts",
            "its own properties",
            "Keep more of it, as with Export-Clixml -Depth 2, or write the table where it was made.",
            item);
}
