using System.Management.Automation;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Adds a column with a unit to the rows of a table, to a whole table, or to any objects.</summary>
[Cmdlet(VerbsCommon.Add, "AstroColumn")]
[OutputType(typeof(AstroTableRow), typeof(AstroTable), typeof(PSObject))]
public sealed class AddAstroColumnCommand : AstroCmdlet
{
    // Rows one after another from one table.
    private readonly List<PSObject> _rows = [];

    // Objects that wait for one that has all properties of the script block.
    private readonly List<PSObject> _waiting = [];
    private MemberSearch _members = null!;
    private CalculatedColumn _column = null!;

    /// <summary>
    /// Name of the column. If there is one of that name already, it is an error (ColumnExists), unless -Force replaces it.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string Name { get; set; } = "";

    /// <summary>
    /// <para>Script block that returns the value of an object, with the object in $_. Nothing or null is a missing value, and several
    /// values are a list. What it returns sets the type of the column.</para>
    /// <para>In a calculation, a missing floating-point number is NaN, and so is the result. A missing integer, or a value of a missing side
    /// of a match, is null, which PowerShell counts as 0: { if ($null -ne $_.n) { $_.n - 1 } } leaves the result missing. A property that no
    /// object has is an error (ColumnNotFound).</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("Expression")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public required ScriptBlock Value { get; set; }

    /// <summary>
    /// Unit of the values, such as arcsec, mag or erg/cm2/s. Numbers are taken to be in it; values that have a unit of their own, as those
    /// of a row and the properties of sources and matches have, are converted to it, and if that is not possible it is an error
    /// (UnitUnknown). By default, the unit of the values. The result of a calculation has no unit of its own: a warning tells if it seems to be
    /// in that of the column it was calculated from.
    /// </summary>
    [Parameter]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Unit { get; set; }

    /// <summary>What the column means.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Description { get; set; }

    /// <summary>IVOA unified content descriptor (UCD) of the column, such as phys.angSize.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Ucd { get; set; }

    /// <summary>Rows or tables of Import-AstroTable, matches, sources, or any objects with properties.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Replaces a column of that name. The properties that the module's own objects have cannot be replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        bool hasUnit = MyInvocation.BoundParameters.ContainsKey(nameof(Unit));
        _members = new MemberSearch(Value);
        _column = new CalculatedColumn(Name, Value, ColumnUnits.Checked(Unit, Name), hasUnit) { Ucd = Ucd, Description = Description };
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (PSObject item in Items(InputObject))
        {
            if (item.BaseObject is AstroTableRow row)
            {
                WriteWaiting();
                if (_rows.Count > 0 && ((AstroTableRow)_rows[0].BaseObject).GetTable() != row.GetTable())
                    WriteRows();
                _rows.Add(item);
                continue;
            }

            WriteRows();
            if (OriginalType.Table(item) is { } table)
            {
                WriteWaiting();
                WriteObject(WithColumn(table, [.. table.GetRows().Select(one => PSObject.AsPSObject(one))]));
                continue;
            }

            CheckObject(item);
            _members.Look(item);
            _waiting.Add(item);
            if (_members.IsDone)
                WriteWaiting();
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        WriteRows();
        WriteWaiting();
        if (_column.Warning is { } warning)
            WriteWarning(warning);
    }

    private void WriteWaiting()
    {
        if (_waiting.Count == 0)
            return;
        _members.ThrowIfMissing($"-Value {{ {Value.ToString().Trim()} }}");
        object?[] values = _column.ValuesOf(_waiting, StopToken);
        for (int i = 0; i < values.Length; i++)
        {
            if (Force)
                _waiting[i].Properties.Remove(Name);
            _waiting[i].Properties.Add(new DescribedNote(Name, values[i], Description));
            WriteObject(_waiting[i]);
        }

        _waiting.Clear();
    }

    // The rows of a new table: its column is of one type, with a unit and a description.
    private void WriteRows()
    {
        if (_rows.Count == 0)
            return;
        AstroTable table = WithColumn(ObjectTable.Create(MyInvocation.MyCommand.Name, _rows, StopToken), _rows);
        _rows.Clear();
        foreach (AstroTableRow row in table.GetRows())
            WriteObject(row);
    }

    private AstroTable WithColumn(AstroTable table, IReadOnlyList<PSObject> rows)
    {
        table.TryGetColumn(Name, out AstroColumn? old);
        if (old is not null && !Force)
            throw Exists($"The table has a column '{old.Name}'", "Choose another name, or replace the column with -Force.");
        // PowerShell takes a misspelled property for null, and calculates with it as with 0.
        ScriptMembers.Check(new PropertySelector(Value), "-Value", rows);
        AstroColumn column = _column.Calculate(rows, StopToken);
        return table.With(old is null ? [.. table.Columns, column] : table.Columns.Select(one => one == old ? column : one));
    }

    // Rejects what can have no new property.
    private void CheckObject(PSObject item)
    {
        if (item.BaseObject is string or FileSystemInfo || item.BaseObject.GetType().IsPrimitive)
            throw Errors.WrongInput(MyInvocation.MyCommand.Name, "rows, tables or objects with properties", item.BaseObject);
        if (item.Properties[Name] is { } old)
        {
            string type = OriginalType.Of(item).Type?.Name ?? "the object";
            if (old is not PSNoteProperty || !old.IsInstance)
                throw Exists($"'{old.Name}' is a property of {type}", "Choose another name.");
            if (!Force)
                throw Exists($"The object has a property '{old.Name}'", "Choose another name, or replace the property with -Force.");
        }
    }

    private AstroException Exists(string what, string recommendation) => new(ErrorIds.ColumnExists, what + " already.", recommendation, Name);
}
