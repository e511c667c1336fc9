using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>The coordinate systems (COOSYS) of a document, and the FIELDs that they belong to.</summary>
/// <remarks>
/// A FIELD refers to its COOSYS, or a GROUP that lists the FIELD does. Otherwise a COOSYS around the table applies to its positions, unless the
/// document says of other FIELDs that it applies to them: it then says nothing of these. Where there is no COOSYS, parameters with the names of
/// FITS keywords count, which programs that convert FITS tables write.
/// </remarks>
internal sealed class VOTableSystems
{
    private readonly Dictionary<string, CoordinateSystem> _byId = new(StringComparer.Ordinal);
    private readonly List<(CoordinateSystem System, int Scope)> _open = [];
    private readonly Stack<(string? Reference, int Depth)> _groups = [];
    private readonly Dictionary<string, string> _groupOfField = new(StringComparer.Ordinal);

    /// <summary>Adds a COOSYS.</summary>
    /// <param name="id">Its ID.</param>
    /// <param name="system">The system.</param>
    /// <param name="scope">Number of open elements (VOTABLE, RESOURCE) around it.</param>
    public void Add(string? id, CoordinateSystem system, int scope)
    {
        if (id is not null)
            _byId.TryAdd(id, system);
        _open.Add((system, scope));
    }

    /// <summary>Forgets the systems of elements that have ended, except for references to them.</summary>
    /// <param name="scopes">Number of elements that are still open.</param>
    public void Close(int scopes) => _open.RemoveAll(entry => entry.Scope > scopes);

    /// <summary>Notes the start of a GROUP in a TABLE.</summary>
    public void EnterGroup(string? reference, int depth)
    {
        LeaveGroups(depth);
        _groups.Push((reference, depth));
    }

    /// <summary>Notes that a GROUP lists a FIELD.</summary>
    public void AddMember(string? field, int depth)
    {
        LeaveGroups(depth);
        if (field is not null && _groups.Select(group => group.Reference).FirstOrDefault(reference => reference is not null) is { } reference)
            _groupOfField.TryAdd(field, reference);
    }

    /// <summary>The FIELDs of a table with their coordinate systems.</summary>
    /// <param name="fields">The FIELDs.</param>
    /// <param name="parameters">The parameters of the table and of the elements around it.</param>
    public IReadOnlyList<VOTableField> Resolve(IReadOnlyList<VOTableField> fields, IEnumerable<TableParameter> parameters)
    {
        CoordinateSystem[] around = fields.Any(field => Referred(field) is not null) ? []
            : _open.Count > 0 ? [.. _open.Select(entry => entry.System)]
            : _byId.Count == 0 && CoordinateSystems.OfFits(parameters) is { } told ? [told]
            : [];
        return [.. fields.Select(field => SystemOf(field) is { } system ? field with { CoordinateSystem = system } : field)];

        CoordinateSystem? SystemOf(VOTableField field) => Referred(field)
            ?? CoordinateSystems.OfSeveral(around, field.Name, field.Ucd, field.Unit)
            ?? DescribedFrames.SystemOf(field.Name, field.Ucd, field.Unit, field.Description);
    }

    private CoordinateSystem? Referred(VOTableField field) => Find(field.Reference) ?? (field.Id is null ? null : Find(_groupOfField.GetValueOrDefault(field.Id)));

    private CoordinateSystem? Find(string? id) => id is null ? null : _byId.GetValueOrDefault(id);

    private void LeaveGroups(int depth)
    {
        while (_groups.TryPeek(out (string? Reference, int Depth) top) && top.Depth >= depth)
            _groups.Pop();
    }
}
