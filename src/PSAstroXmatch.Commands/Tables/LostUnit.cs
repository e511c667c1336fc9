using System.Management.Automation;
using PSAstroXmatch.Engine.Units;

namespace PSAstroXmatch.Commands;

/// <summary>Notices results of a calculation that are in the unit of the one column it uses, and not in the unit that the user gave them.</summary>
/// <param name="script">The script block.</param>
/// <param name="unit">The unit of its results, as the user gave it.</param>
internal sealed class LostUnit(ScriptBlock script, string unit)
{
    private readonly IReadOnlyList<MemberPath> _paths = MemberPath.Of(script);
    private MemberPath? _path;
    private string? _own;
    private double _factor;
    private bool _isSettled;

    // Of the logarithms of result over value, whose mean does not depend on a few extreme values.
    private double _sum;
    private int _count;

    /// <summary>Takes a result into account that has no unit of its own.</summary>
    public void Note(object result, PSObject item)
    {
        if (!_isSettled)
            Settle(item);
        if (_path is null || !IsNumber(result) || ColumnValues.Unwrap(_path.ValueIn(item)) is not { } value || !IsNumber(value))
            return;
        double ratio = Math.Abs(ColumnValues.ToDouble(result) / ColumnValues.ToDouble(value));
        if (!double.IsFinite(ratio) || ratio == 0)
            return;
        _sum += Math.Log(ratio);
        _count++;
    }

    /// <summary>The warning; null if the results seem to be converted, or no unit was lost.</summary>
    public string? Warning => _count > 0 && ScriptConversion.IsForgotten(Math.Exp(_sum / _count), _factor) && !ScriptConversion.IsIn(script, _factor)
        ? $"{{ {Text} }} calculates with '{_path}', which is in {_own}, and -Unit takes the results for {unit}. The result of a calculation has no unit of its own: "
            + $"convert it, such as {{ ({Text}) {ScriptConversion.Text(_factor)} }}, or write -Unit {_own}."
        : null;

    private static bool IsNumber(object value) => value is double or float or decimal or long or int or short or byte;

    private string Text => script.ToString().Trim();

    // The first object that has all values tells the units.
    private void Settle(PSObject item)
    {
        if (_paths.Any(path => path.ValueIn(item) is null))
            return;
        _isSettled = true;
        (MemberPath Path, string Unit, double Factor)[] same =
        [
            .. from path in _paths
               let own = (Quantity.Of(path.ValueIn(item)) ?? path.QuantityOf(item))?.Unit
               let factor = own is null ? null : AstroUnit.Ratio(own, unit)
               where factor is not null
               select (path, own, factor.Value),
        ];
        if (same is [(var only, var known, var ratio and not 1)])
            (_path, _own, _factor) = (only, known, ratio);
    }
}
