using System.Management.Automation;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Makes a columnar table of the objects of a pipeline. The first object decides the columns.</summary>
internal static class ObjectTable
{
    public static AstroTable Create(IReadOnlyList<PSObject> objects, CancellationToken cancellationToken)
    {
        if (objects.Count == 1 && objects[0].BaseObject is AstroTable table)
            return table;
        if (objects[0].BaseObject is AstroTableRow first && objects.All(item => item.BaseObject is AstroTableRow row && row.GetTable() == first.GetTable()))
            return first.GetTable().Take([.. objects.Select(item => ((AstroTableRow)item.BaseObject).GetIndex())]);

        if (objects.All(item => item.BaseObject is SkyMatch))
            return SkyMatchTable.Create([.. objects.Select(item => (SkyMatch)item.BaseObject)], cancellationToken);

        IReadOnlyList<ObjectColumn> columns = ObjectColumn.Of(objects[0]);
        CheckAlike(objects, columns, cancellationToken);
        return new AstroTable(columns.Select(column => column.ToColumn(objects, cancellationToken)), objects.Count);
    }

    // Export-Csv drops what the first object does not have, without a word; here it is an error.
    private static void CheckAlike(IReadOnlyList<PSObject> objects, IReadOnlyList<ObjectColumn> columns, CancellationToken cancellationToken)
    {
        if (columns.Count == 0)
            throw Errors.WrongInput("Export-AstroTable", "objects with properties", objects[0].BaseObject);
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
                "ObjectsDiffer",
                AstroErrorKind.InvalidArgument,
                $"Object {i + 1} of the pipeline ({item.GetType().Name}) has other properties than the first ({type.Name}), so they have no common columns.",
                "Export objects of one kind at a time, or use Select-Object to give all the same properties.",
                item);
        }
    }
}
