using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Tells radii, ellipses and units of one side of a join that are probably not as they were meant.</summary>
/// <param name="input">The side.</param>
internal sealed class AngleChecks(JoinInput input)
{
    private readonly AngleSizes _sizes = new();
    private readonly List<string> _overridden = [];
    private string? _column;
    private bool _isFirst = true;
    private long _withAxes;
    private long _swapped;

    /// <summary>Adds the next rows.</summary>
    /// <param name="block">The rows, with the units of the table.</param>
    /// <param name="radius">Their radii, degrees; null if they have none.</param>
    /// <param name="ellipses">Their ellipses; null if they have none.</param>
    public void Add(AstroTable block, double[]? radius, SkyEllipses? ellipses)
    {
        RowAngle? size = input.Radius ?? input.Ellipse?.SemiMajor;
        if (_isFirst)
        {
            _overridden.AddRange(Written().Distinct().Select(text => Overridden(block, text)).OfType<string>());
            _column = size?.ColumnIn(block)?.Name;
            _isFirst = false;
        }

        if (_column is not null)
            _sizes.Add(radius ?? ellipses!.Value.SemiMajor);
        // With an angle of its own for all rows, two axes may be the errors in right ascension and declination, of which either may be larger.
        if (ellipses is not { } axes || input.Ellipse!.PositionAngle.ColumnIn(block) is null)
            return;
        for (int row = 0; row < axes.Count; row++)
        {
            if (!axes.IsUsable(row))
                continue;
            _withAxes++;
            if (axes.SemiMinor[row] > axes.SemiMajor[row])
                _swapped++;
        }
    }

    /// <summary>At most one warning for each unit that contradicts that of its column, one for large radii, and one for axes in the wrong order.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            foreach (string warning in _overridden)
                yield return warning;
            if (_column is not null && _sizes.Warning($"{input.Source}: column '{_column}'") is { } large)
                yield return $"{large} If it is in another unit, write that after the name, such as {ColumnUnit.Quote(ColumnUnit.WithLikely(_column))}.";
            if (_swapped * 2 > _withAxes)
            {
                yield return $"{input.Source}: the semi-minor axis is larger than the semi-major axis in {ValueText.Count(_swapped)} of {ValueText.Count(_withAxes)} rows. "
                    + "The order is semi-major axis, semi-minor axis, position angle of the semi-major axis.";
            }
        }
    }

    // What a user may have written with a unit.
    private IEnumerable<string> Written() => new[]
    {
        input.Position?.Longitude,
        input.Position?.Latitude,
        input.Radius?.Text,
        input.Ellipse?.SemiMajor.Text,
        input.Ellipse?.SemiMinor.Text,
        input.Ellipse?.PositionAngle.Text,
        input.Distance?.Text,
    }.OfType<string>();

    private string? Overridden(AstroTable block, string text) =>
        !block.TryGetColumn(text, out _) && ColumnUnit.Split(text) is (string name, string unit) && block.TryGetColumn(name, out AstroColumn? column)
            && PairUnits.UnitOf(column) is string own && own != unit && AstroUnit.Parse(own) is not null && AstroUnit.Ratio(own, unit) != 1
            ? $"{input.Source}: the unit of column '{column.Name}' is {own}, but it was given as {unit}, in which it is read."
            : null;
}
