using System.Globalization;
using System.Management.Automation;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Tables.Text;
using PSAstroXmatch.Engine.Units;

namespace PSAstroXmatch.Commands;

/// <summary>The objects of a pipeline whose counterparts are wanted, and what they can be searched around.</summary>
internal sealed class CounterpartInput
{
    private readonly ObjectHours _hours = new();

    // A FermiMatchGroup, or the target made of another object.
    private readonly List<object> _items = [];

    /// <summary>Number of objects.</summary>
    public int Count => _items.Count;

    /// <summary>Whether there is an object that is neither a Fermi source nor has one.</summary>
    public bool HasOthers { get; private set; }

    /// <summary>The warning for right ascensions that are probably in hours; null if there is no reason for one.</summary>
    public string? HourWarning => _hours.Warning();

    /// <summary>Whether there is a Fermi source by itself.</summary>
    public bool HasFermiAlone { get; private set; }

    /// <summary>Adds an object.</summary>
    /// <exception cref="AstroException">
    /// InputInvalid: it has no position, or is of a kind that has no counterparts, or is a match that lacks properties; ObjectFlattened: it is a
    /// group without its positions; or its position is not valid.
    /// </exception>
    public void Add(PSObject item)
    {
        OriginalType original = OriginalType.Of(item);
        if (original.Type?.IsAssignableTo(typeof(Counterpart)) == true && ColumnValues.Unwrap(item.Properties[nameof(Counterpart.Source)]?.Value) is { } inner and not string)
            Add(PSObject.AsPSObject(inner));
        else if (Group(item) is FermiMatchGroup group)
            _items.Add(group);
        else if (item.BaseObject is ChandraSource source && !OriginalType.HasReplaced(item))
            AddChandra(source);
        else
            AddSource(item, original);
    }

    /// <summary>What to search around, for each object.</summary>
    public IReadOnlyList<CounterpartTarget> Targets(SearchCentre around) =>
        [.. _items.Select(item => item as CounterpartTarget ?? new FermiGroupTarget((FermiMatchGroup)item, around))];

    /// <summary>Whether an object is what Select-Object, a job or Clixml left of a match or a group.</summary>
    public static bool IsStoredMatch(PSObject item) =>
        OriginalType.Of(item) is { IsLive: false, Type: Type type } && (type.IsAssignableTo(typeof(FermiCscMatch)) || type.IsAssignableTo(typeof(FermiMatchGroup)));

    // What Select-Object left of a match or a group may still be an object with a position.
    private static FermiMatchGroup? Group(PSObject item)
    {
        if (item.BaseObject is FermiMatchGroup live)
            return live;
        try
        {
            // The pairs of a file are rows, or objects of Import-Csv, with the columns of a match.
            FermiCscMatch? match = StoredObjects.Match(item)
                ?? (item.BaseObject is PSCustomObject or Tables.AstroTableRow && !HasPosition(item)
                    ? StoredMatch.OfRow(item)
                    : null);
            if (match is not null)
                return FermiMatchGrouper.GroupOf([match]);
        }
        catch (AstroException) when (HasPosition(item))
        {
            return null;
        }

        return !IsStoredMatch(item) || HasPosition(item) ? null : throw new AstroException(
            ErrorIds.ObjectFlattened,
            "A group that came from Select-Object, a job, a remote session or Clixml has lost its matches, which hold the positions and errors of its sources.",
            "Store the matches of Find-FermiCscMatch instead, and group them again with Group-FermiMatch.",
            item);
    }

    private static bool HasPosition(PSObject item) => ObjectPosition.Find(item) is not null;

    // A catalog has hundreds of thousands of them, and PowerShell takes long to find a property.
    private void AddChandra(ChandraSource source)
    {
        _items.Add(SourceTarget.Of(source));
        HasOthers = true;
    }

    private void AddSource(PSObject item, OriginalType original)
    {
        if (original.Type == typeof(ChandraObservation))
        {
            throw new AstroException(
                ErrorIds.InputInvalid, "An observation is a field with many sources, not a source that has counterparts.", "Pass the sources of Get-ChandraSource.", item);
        }

        if (ObjectPosition.Find(item) is not SkyCoordinate position)
        {
            throw ObjectPosition.HasNames(item)
                ? new AstroException(
                    ErrorIds.PositionMissing,
                    $"'{DisplayText.Label(item)}' has no position: its right ascension or declination is empty.",
                    "Give it a position, or leave it out.",
                    item)
                : Errors.WrongInput("Add-OpticalCounterpart", "groups of Group-FermiMatch, matches, Fermi or Chandra sources, or objects with RA and Dec", item.BaseObject);
        }

        if (original.Type is null || original.Type == typeof(Tables.AstroTableRow))
            _hours.Add(item);
        // Rows and custom objects stay wrapped; otherwise ConvertTo-Json would not see their columns.
        object source = item.BaseObject is PSCustomObject or Tables.AstroTableRow ? item : item.BaseObject;
        string name = DisplayText.Label(item);
        bool isFermi = typeof(FermiSource).IsAssignableFrom(original.Type);
        _items.Add(isFermi ? SourceTarget.Fermi(source, name, position.Ra, position.Dec)
            : original.Type == typeof(ChandraSource) ? SourceTarget.Chandra(source, name, Centre(item, position, 1))
            // The errors of 2MASS are at 1σ, all others at 95 %.
            : new SourceTarget(source, name, Centre(item, position, original.Type == typeof(TwoMassSource) ? SkyEllipses.Sigma95 : 1)));
        HasFermiAlone |= isFermi;
        HasOthers |= !isFermi;
    }

    // One axis is a circle, and so are two without an angle: with the semi-major axis, the search loses nothing.
    private static SearchCentres Centre(PSObject item, SkyCoordinate position, double scale)
    {
        double major = Error(item, "arcsec", "ErrorSemiMajor", "error_semi_major"), minor = Error(item, "arcsec", "ErrorSemiMinor", "error_semi_minor");
        double angle = Error(item, "deg", "ErrorAngle", "error_angle");
        return double.IsNaN(minor) || double.IsNaN(angle)
            ? SourceTarget.Centre95(position.Ra, position.Dec, scale * major, scale * major, 0)
            : SourceTarget.Centre95(position.Ra, position.Dec, scale * major, scale * minor, angle);
    }

    // NaN if there is none. A value without a unit is in that of the property of a Chandra source.
    private static double Error(PSObject item, string unit, params string[] names)
    {
        string? name = names.FirstOrDefault(known => item.Properties[known]?.Value is not null);
        object? value = name is null ? null : item.Properties[name].Value, bare = ColumnValues.Unwrap(value);
        // An infinite error is as good as none.
        if (name is null || bare is null or "" or double.NaN or float.NaN || (bare is string or double or float && TextCells.IsNotFinite(ValueText.Format(bare))))
            return double.NaN;
        double? number = bare is string text
            ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) ? parsed
                : Angle.TryParse(text, out Angle written) ? written.Degrees / AstroUnit.InDegrees(unit) : null
            : bare is IConvertible and not (DateTime or bool) ? Convert.ToDouble(bare, CultureInfo.InvariantCulture) : null;
        if (number is not double known || (known < 0 && unit != "deg"))
        {
            throw new AstroException(
                ErrorIds.ValueInvalid,
                $"{name} of '{DisplayText.Label(item)}' is not {(unit == "deg" ? "an angle" : "a position error")}: '{ValueText.Format(bare)}'.",
                $"Write a number of {unit}, with a decimal point, or an angle with a unit, such as 0.5arcsec.",
                item);
        }

        if (Quantity.Of(value)?.Unit is not { } own || own == unit || bare is string)
            return known;
        double factor = (AstroUnit.InDegrees(own) / AstroUnit.InDegrees(unit)) ?? throw new AstroException(
            ErrorIds.UnitUnknown, $"'{name}' is in '{own}', which is not a unit of angle.", "Give the unit of the column: Import-AstroTable -Unit.", name);
        return known * factor;
    }
}
