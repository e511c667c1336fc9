using System.Collections;
using System.Management.Automation;
using System.Runtime.InteropServices;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>
/// The objects of a pipeline and what they have in common, which is found once for all who read them. Wrappers of the rows of a table are
/// made only when they are asked for.
/// </summary>
internal sealed class PipelineObjects : IReadOnlyList<PSObject>
{
    private readonly List<PSObject> _items = [];

    // The one table whose rows the objects are, while they have not been taken apart.
    private AstroTable? _whole;
    private (int Count, Type? Type, AstroTable? Table)? _common;

    /// <inheritdoc/>
    public int Count => _whole?.RowCount ?? _items.Count;

    /// <summary>The type of all objects, if they have only the members of that type: none was added, as by Add-Member. Null otherwise.</summary>
    public Type? PlainType => Common().Type;

    /// <summary>The table that all objects are rows of, without members that were added; null otherwise.</summary>
    public AstroTable? CommonTable => Common().Table;

    /// <summary>The objects if they are plain, as <see cref="PlainType"/> tells, but no rows of a table.</summary>
    public ReadOnlySpan<PSObject> Plain => CollectionsMarshal.AsSpan(_items);

    /// <inheritdoc/>
    public PSObject this[int index] => _whole is null ? _items[index] : PSObject.AsPSObject(new AstroTableRow(_whole, index));

    /// <summary>Adds an object.</summary>
    public void Add(PSObject item)
    {
        TakeApart();
        _items.Add(item);
    }

    /// <summary>Adds an object, or the rows of a table.</summary>
    public void AddRows(PSObject item)
    {
        if (OriginalType.Table(item) is not { } table)
            Add(item);
        else if (Count == 0)
            _whole = table;
        else
        {
            TakeApart();
            _items.AddRange(table.GetRows().Select(PSObject.AsPSObject));
        }
    }

    /// <summary>The index in <see cref="CommonTable"/> of each object.</summary>
    public int[] RowIndices() => _whole is null
        ? [.. _items.Select(item => ((AstroTableRow)item.BaseObject).GetIndex())]
        : [.. Enumerable.Range(0, _whole.RowCount)];

    /// <inheritdoc/>
    public IEnumerator<PSObject> GetEnumerator() => _whole is null
        ? _items.GetEnumerator()
        : _whole.GetRows().Select(PSObject.AsPSObject).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void TakeApart()
    {
        if (_whole is null)
            return;
        _items.AddRange(_whole.GetRows().Select(PSObject.AsPSObject));
        _whole = null;
    }

    private (int Count, Type? Type, AstroTable? Table) Common()
    {
        if (_common is not { } known || known.Count != Count)
            _common = known = FindCommon();
        return known;
    }

    private (int Count, Type? Type, AstroTable? Table) FindCommon()
    {
        if (_whole is not null)
            return (Count, typeof(AstroTableRow), _whole);
        if (_items.Count == 0 || _items[0].BaseObject is PSCustomObject)
            return (Count, null, null);
        Type first = _items[0].BaseObject.GetType();
        AstroTable? table = (_items[0].BaseObject as AstroTableRow)?.GetTable();
        foreach (PSObject item in _items)
        {
            object value = item.BaseObject;
            if (value.GetType() != first || OriginalType.MayHaveAdded(item))
                return (Count, null, null);
            if (table is not null && ((AstroTableRow)value).GetTable() != table)
                table = null;
        }

        return (Count, first, table);
    }
}
