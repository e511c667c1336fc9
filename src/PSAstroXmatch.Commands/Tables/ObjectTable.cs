using System.Management.Automation;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Makes a columnar table from the objects of a pipeline. The first object determines the columns.</summary>
internal static class ObjectTable
{
    /// <summary>Creates the table.</summary>
    /// <param name="cmdlet">Name of the cmdlet that was called, for errors.</param>
    /// <param name="objects">The objects, at least one.</param>
    /// <param name="cancellationToken">Cancels the conversion; many objects take seconds.</param>
    /// <exception cref="AstroException">InputInvalid: the objects have no properties. ObjectsDiffer: they have different ones.</exception>
    public static AstroTable Create(string cmdlet, IReadOnlyList<PSObject> objects, CancellationToken cancellationToken)
    {
        if (objects.Count == 1 && objects[0].BaseObject is AstroTable table)
            return table;
        if (objects[0].BaseObject is AstroTableRow first && objects.All(item => item.BaseObject is AstroTableRow row && row.GetTable() == first.GetTable()))
            return first.GetTable().Take([.. objects.Select(item => ((AstroTableRow)item.BaseObject).GetIndex())]);

        if (objects.All(item => item.BaseObject is SkyMatch))
            return SkyMatchTable.Create(cmdlet, [.. objects.Select(item => (SkyMatch)item.BaseObject)], cancellationToken);

        IReadOnlyList<ObjectColumn> columns = ObjectColumn.Of(objects[0]);
        CheckAlike(cmdlet, objects, columns, cancellationToken);
        return new AstroTable(columns.Select(column => column.ToColumn(objects, cancellationToken)), objects.Count);
    }

    // Export-Csv silently drops properties that the first object does not have; here that is an error.
    private static void CheckAlike(string cmdlet, IReadOnlyList<PSObject> objects, IReadOnlyList<ObjectColumn> columns, CancellationToken cancellationToken)
    {
        if (columns.Count == 0)
            throw Errors.WrongInput(cmdlet, "objects with properties", objects[0].BaseObject);
        Type type = objects[0].BaseObject.GetType();
        bool typed = ObjectColumn.IsDescribed(type);
        HashSet<string> known = [.. columns.Select(column => column.Property)];
        for (int i = 1; i < objects.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            object item = objects[i].BaseObject;
            if (typed ? item.GetType() == type : item is not AstroTable && objects[i].Properties.All(property => known.Contains(property.Name)))
                continue;
            throw new AstroException(
                ErrorIds.ObjectsDiffer,
                $"Object {i + 1} of the pipeline ({item.GetType().Name}) has different properties from the first ({type.Name}), so they have no common columns.",
                "Use objects of one type at a time, or use Select-Object to give them all the same properties.",
                item);
        }
    }
}
