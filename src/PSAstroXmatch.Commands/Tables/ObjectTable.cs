using System.Management.Automation;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Makes a columnar table from the objects of a pipeline. The first object determines the columns.</summary>
internal static class ObjectTable
{
    /// <summary>Creates the table.</summary>
    /// <param name="cmdlet">Name of the cmdlet that was called, for errors.</param>
    /// <param name="objects">The objects, at least one.</param>
    /// <param name="cancellationToken">Cancels the conversion; many objects take seconds.</param>
    /// <exception cref="AstroException">
    /// InputInvalid: the objects have no properties, or objects as values. ObjectsDiffer: they have different ones. ObjectFlattened: a job or Clixml kept only their text.
    /// </exception>
    public static AstroTable Create(string cmdlet, IReadOnlyList<PSObject> objects, CancellationToken cancellationToken)
    {
        if (objects.Count == 1 && OriginalType.Table(objects[0]) is { } table)
            return table;
        AstroTable made = Make(cmdlet, objects, cancellationToken);
        MatchProvenance provenance = ObjectProvenance.Of(objects);
        return provenance.Count == 0 ? made : made.WithProvenance(MatchProvenance.Combine([made.GetProvenance(), provenance]));
    }

    private static AstroTable Make(string cmdlet, IReadOnlyList<PSObject> objects, CancellationToken cancellationToken)
    {
        OriginalType original = OriginalType.Of(objects[0]);
        if (!original.IsLive && original.Type == typeof(AstroTable))
            throw Errors.FlattenedTable(objects[0]);
        CheckAlike(cmdlet, objects, original, cancellationToken);
        if (SkyMatchTable.IsMatch(original.Type))
        {
            return original.IsSelected
                ? Named(SelectedMatches.ToTable(cmdlet, objects, cancellationToken))
                : WithAdded(SkyMatchTable.Create(cmdlet, [.. objects.Select(SkyMatchTable.ToMatch)], cancellationToken), objects, cancellationToken);
        }
        if (original is { IsDescribed: true } && original.Type!.IsAssignableTo(typeof(Counterpart)))
            return Named(CounterpartTable.Create(cmdlet, objects, cancellationToken));
        if (objects is PipelineObjects { CommonTable: { } common } plain)
            return common.Take(plain.RowIndices());
        if (objects[0].BaseObject is AstroTableRow first && objects.All(item => item.BaseObject is AstroTableRow row && row.GetTable() == first.GetTable()))
        {
            AstroTable rows = first.GetTable().Take([.. objects.Select(item => ((AstroTableRow)item.BaseObject).GetIndex())]);
            return WithAdded(WithReplaced(rows, objects, cancellationToken), objects, cancellationToken);
        }

        return Named(new AstroTable(ObjectColumn.Of(objects).Select(column => column.ToColumn(objects, cancellationToken)), objects.Count));
    }

    /// <summary>
    /// A warning for each property that Select-Object made up, because the objects have none of that name: its column is empty. Select-Object
    /// reports no misspelled name.
    /// </summary>
    /// <param name="objects">The objects, at least one.</param>
    public static IEnumerable<string> EmptySelections(IReadOnlyList<PSObject> objects)
    {
        OriginalType original = OriginalType.Of(objects[0]);
        if (!original.IsSelected)
            yield break;
        // The properties of a row are the columns of a file that is not known any more.
        string[] known = original.Type is null || original.Type == typeof(AstroTableRow) ? [] : [.. original.Type.GetProperties().Select(property => property.Name)];
        foreach (ObjectColumn column in ObjectColumn.Of(objects[0]))
        {
            if (known.Contains(column.Property, StringComparer.OrdinalIgnoreCase) || objects.Any(item => column.Get(item) is not null))
                continue;
            string empty = $"The column '{column.Name}' is empty: no object has a value for the property '{column.Property}'";
            string[] near = [.. known.Where(name => IsNear(name, column.Property))];
            string offered = near.Length > 0 ? $"Similar properties: {string.Join(", ", near)}." : $"Its properties: {string.Join(", ", known)}.";
            yield return known.Length == 0 ? empty + "." : $"{empty}, and {original.Type!.Name} has no property of that name. {offered}";
        }
    }

    /// <summary>
    /// A warning for each calculated property of selected objects that has the name of a property with a unit: its column has none, since a
    /// calculation may have changed it.
    /// </summary>
    /// <param name="objects">The objects, at least one.</param>
    public static IEnumerable<string> LostUnits(IReadOnlyList<PSObject> objects)
    {
        if (!OriginalType.Of(objects[0]).IsSelected)
            yield break;
        foreach (ObjectColumn column in ObjectColumn.Of(objects).Where(column => column.LostUnit is not null))
        {
            yield return $"The column '{column.Name}' has no unit: '{column.Property}' was calculated, and may not be in {column.LostUnit} any more. "
                + $"Say its unit before the export, such as Add-AstroColumn {column.Property} -Unit '{column.LostUnit}' -Force {{ $_.{column.Property} }}.";
        }
    }

    // One contains the other, or differs from it by at most two letters that are added, left out or replaced.
    private static bool IsNear(string name, string other)
    {
        if (name.Contains(other, StringComparison.OrdinalIgnoreCase) || (name.Length > 2 && other.Contains(name, StringComparison.OrdinalIgnoreCase)))
            return true;
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= name.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int replaced = diagonal + (char.ToUpperInvariant(name[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[other.Length] <= 2 && Math.Min(name.Length, other.Length) > 3;
    }

    // Add-Member -Force puts a property in place of a column of a row.
    private static AstroTable WithReplaced(AstroTable table, IReadOnlyList<PSObject> objects, CancellationToken cancellationToken)
    {
        HashSet<string> added = new(objects.Where(OriginalType.MayHaveAdded).SelectMany(OriginalType.AddedNames), StringComparer.OrdinalIgnoreCase);
        if (!table.Columns.Any(column => added.Contains(column.Name)))
            return table;
        ObjectColumn[] known = [.. ObjectColumn.Of(objects)];
        return table.With(table.Columns.Select(column =>
            added.Contains(column.Name) ? Array.Find(known, one => one.Name == column.Name)!.ToColumn(objects, cancellationToken) : column));
    }

    private static AstroTable WithAdded(AstroTable table, IReadOnlyList<PSObject> objects, CancellationToken cancellationToken)
    {
        IReadOnlyList<ObjectColumn> added = ObjectColumn.AddedTo(objects);
        return added.Count == 0 ? table : Named(table.With([.. table.Columns, .. added.Select(column => column.ToColumn(objects, cancellationToken))]));
    }

    // An added property may have the name of a column.
    private static AstroTable Named(AstroTable table)
    {
        string[] names = ColumnNames.MakeUnique(table.Columns.Select(column => column.Name));
        return table.With(table.Columns.Select((column, i) => column.Name == names[i] ? column : column.With(column.Info with { Name = names[i] })));
    }

    // Export-Csv silently drops properties that the first object does not have; here that is an error.
    private static void CheckAlike(string cmdlet, IReadOnlyList<PSObject> objects, OriginalType first, CancellationToken cancellationToken)
    {
        if (objects is PipelineObjects plain && (plain.CommonTable is not null || (plain.PlainType is not null && first.IsDescribed)))
            return;
        IReadOnlyList<ObjectColumn> columns = ObjectColumn.Of(objects);
        if (columns.Count == 0)
            throw Errors.WrongInput(cmdlet, "objects with properties", objects[0].BaseObject);
        HashSet<string> known = new(columns.Select(column => column.Property), StringComparer.OrdinalIgnoreCase);
        AstroTable? table = (objects[0].BaseObject as AstroTableRow)?.GetTable();
        for (int i = 1; i < objects.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            PSObject item = objects[i];
            OriginalType type = OriginalType.Of(item);
            bool isAlike = first.IsDescribed || (item.BaseObject is AstroTableRow row && row.GetTable() == table)
                ? type == first && ((first.IsLive && !OriginalType.MayHaveAdded(item)) || first.Added(item).All(property => known.Contains(property.Name)))
                : item.BaseObject is not AstroTable && (type.Type == first.Type || HasSameUnits(columns, item))
                    && OriginalType.Properties(item).All(property => known.Contains(property.Name));
            if (isAlike)
                continue;
            throw new AstroException(
                ErrorIds.ObjectsDiffer,
                $"Object {i + 1} of the pipeline ({NameOf(item, type)}) has different properties from the first ({NameOf(objects[0], first)}), so they have no common columns.",
                "Use objects of one type at a time, or use Select-Object to give them all the same properties.",
                item.BaseObject);
        }
    }

    private static string NameOf(PSObject item, OriginalType type) => (type.Type ?? item.BaseObject.GetType()).Name;

    // Selected objects of two types may have properties of the same name.
    private static bool HasSameUnits(IReadOnlyList<ObjectColumn> columns, PSObject item) => ObjectColumn.Of(item).All(other =>
        other.Get(item) is null || columns.FirstOrDefault(column => column.Property.Equals(other.Property, StringComparison.OrdinalIgnoreCase))?.Unit == other.Unit);
}
