using System.Management.Automation;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>The table of matches of Find-SkyMatch whose properties Select-Object chose: a side is all of its columns.</summary>
internal static class SelectedMatches
{
    private const string Left = nameof(SkyMatch.Left), Right = nameof(SkyMatch.Right), Separation = nameof(SkyMatch.SepArcsec);

    /// <summary>The columns of the left side, those of the right side, then the others in the order of the selection.</summary>
    /// <param name="cmdlet">Name of the cmdlet that was called, for errors.</param>
    /// <param name="objects">The selected matches, at least one; all have the properties of the first.</param>
    /// <param name="cancellationToken">Cancels the conversion.</param>
    /// <exception cref="AstroException">ObjectFlattened: a job or Clixml kept only the text of a side.</exception>
    public static AstroTable ToTable(string cmdlet, IReadOnlyList<PSObject> objects, CancellationToken cancellationToken)
    {
        IReadOnlyList<ObjectColumn> selected = ObjectColumn.Of(objects);
        bool Has(string property) => selected.Any(column => column.Property.Equals(property, StringComparison.OrdinalIgnoreCase));

        List<AstroColumn> columns = [];
        HashSet<string> written = new([Left, Right], StringComparer.OrdinalIgnoreCase);
        if (Has(Left) && Has(Right) && Has(Separation))
        {
            AstroTable joined = SkyMatchTable.Create(cmdlet, [.. objects.Select(SkyMatchTable.ToMatch)], cancellationToken);
            // The numbers of the match come last; those that are selected follow from the selection.
            string[] ofMatch = [.. DescribedColumns.Of(typeof(SkyMatchCandidate)).Select(column => column.Attribute.Name)];
            int sides = joined.Columns.Count;
            while (sides > 0 && ofMatch.Contains(joined.Columns[sides - 1].Name))
                sides--;
            columns.AddRange(joined.Columns.Take(sides));
        }
        else
        {
            foreach (string side in new[] { Left, Right }.Where(Has))
                columns.AddRange(SkyMatchTable.SideOf(cmdlet, [.. objects.Select(item => SkyMatchTable.StoredSide(item, side))], cancellationToken).Columns);
        }

        columns.AddRange(selected.Where(column => !written.Contains(column.Property)).Select(column => column.ToColumn(objects, cancellationToken)));
        return new AstroTable(columns, objects.Count);
    }
}
