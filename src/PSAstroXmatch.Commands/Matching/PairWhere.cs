using System.Collections.ObjectModel;
using System.Management.Automation;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>The script block of Find-SkyMatch -Where as a condition on pairs: evaluated on whole columns if it can be, otherwise for each pair.</summary>
/// <param name="cmdlet">The cmdlet, on whose pipeline thread the script block runs.</param>
/// <param name="script">The script block.</param>
/// <param name="left">The left side.</param>
/// <param name="right">The right side.</param>
/// <param name="maxSpatialSep">The maximum separation in space, pc, if it defines a match.</param>
internal sealed class PairWhere(AstroCmdlet cmdlet, ScriptBlock script, SkyMatchInput left, SkyMatchInput right, double? maxSpatialSep) : IPairFilter
{
    private readonly IReadOnlyList<PairMember> _members = PairScript.Members(script);
    private readonly IReadOnlyList<PairMember> _needed = PairScript.NeededMembers(script);
    private readonly PairCondition? _condition = Condition(cmdlet, script, left, right, maxSpatialSep);
    private bool? _usedColumns;
    private bool _warned;

    /// <inheritdoc/>
    public string Description => script.ToString().Trim();

    /// <inheritdoc/>
    public bool[] Keep(PairCandidates pairs, CancellationToken cancellationToken)
    {
        bool isEmpty = pairs.Left.Columns.Count == 0 || pairs.Right.Columns.Count == 0;
        if (isEmpty && pairs.Pairs.Count == 0)
            return [];
        foreach (PairMember member in _members)
            (member.IsLeft ? left : right).CheckMember(member.Name, member.IsLeft ? pairs.Left : pairs.Right);
        bool usesColumns = _condition?.IsFor(pairs.Left, pairs.Right) == true;
        if (!usesColumns)
            CheckUnits(pairs);
        Tell(usesColumns);
        Warn(usesColumns ? _condition!.Warning(pairs.Left, pairs.Right) : Warning(pairs));
        return usesColumns
            ? _condition!.Keep(pairs, cancellationToken)
            : cmdlet.OnPipelineThread(() => Array.ConvertAll([.. Enumerable.Range(0, pairs.Pairs.Count)], pair => Stays(pairs, pair, cancellationToken)));
    }

    // Variables are those of the user, whose module the script block may belong to.
    private static PairCondition? Condition(PSCmdlet cmdlet, ScriptBlock script, SkyMatchInput left, SkyMatchInput right, double? maxSpatialSep)
    {
        PSVariableIntrinsics variables = (script.Module?.SessionState ?? cmdlet.SessionState).PSVariable;
        PairScript reader = new(
            member => (member.IsLeft ? left : right).ColumnOf(member.Name),
            path => path.IsVariable ? variables.GetValue(path.UserPath) : null,
            maxSpatialSep);
        return reader.Read(script) is { } test ? new PairCondition(test) : null;
    }

    // In a script block that runs for each pair, values are bare numbers.
    private void CheckUnits(PairCandidates pairs)
    {
        foreach ((PairMember first, PairMember second) in PairScript.Compared(script))
        {
            if (PairUnits.Unlike(Column(pairs, first), Column(pairs, second)) is not (string wanted, string own))
                continue;
            throw new AstroException(
                ErrorIds.UnitUnknown,
                $"-Where runs as a script block for each pair, which takes '{first.Name}' in {wanted} and '{second.Name}' in {own} for bare numbers.",
                "Multiply one of them by the factor between the units, or use comparisons of columns only, joined by -and and -or, which convert units.",
                script.ToString());
        }
    }

    // The separation is in arcsec, whatever it is compared with.
    private string? Warning(PairCandidates pairs)
    {
        foreach ((IReadOnlyList<PairMember?> first, IReadOnlyList<PairMember?> second) in PairScript.ComparedMembers(script))
        {
            foreach (PairMember? member in first.Contains(null) ? second : second.Contains(null) ? first : [])
            {
                if (member is not null && PairUnits.UnitOf(Column(pairs, member)) is string unit && PairUnits.Unlike("arcsec", unit) is not null)
                    return PairUnits.Warning(nameof(SkyMatch.SepArcsec), "arcsec", member.Name, unit);
            }
        }

        return null;
    }

    private void Warn(string? warning)
    {
        if (warning is null || _warned)
            return;
        _warned = true;
        cmdlet.OnPipelineThread(() =>
        {
            cmdlet.WriteWarning(warning);
            return true;
        });
    }

    private AstroColumn? Column(PairCandidates pairs, PairMember member)
    {
        string? name = (member.IsLeft ? left : right).ColumnOf(member.Name);
        return name is not null && (member.IsLeft ? pairs.Left : pairs.Right).TryGetColumn(name, out AstroColumn? column) ? column : null;
    }

    private void Tell(bool usesColumns)
    {
        if (_usedColumns == usesColumns)
            return;
        _usedColumns = usesColumns;
        string line = usesColumns
            ? "-Where is evaluated on whole columns."
            : "-Where runs as a script block for each pair, which is slow; comparisons of columns and numbers, joined by -and or -or, are fast.";
        cmdlet.OnPipelineThread(() =>
        {
            cmdlet.WriteVerbose(line);
            return true;
        });
    }

    private bool Stays(PairCandidates pairs, int pair, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SkyMatch match = ToMatch(pairs, pair, cancellationToken);
        if (_needed.Any(member => IsMissing(member.IsLeft ? match.Left : match.Right, member.Name)))
            return false;
        Collection<PSObject> results = ScriptRun.Of(script, match, (message, problem) => new AstroException(
            ErrorIds.PairConditionFailed,
            $"-Where fails for the pair {match} (row {pairs.Pairs.Left[pair] + 1} on the left, row {pairs.Pairs.Right[pair] + 1} on the right): {message}",
            "Correct the script block; values may be missing.",
            match,
            problem));
        return results.Count == 1 ? LanguagePrimitives.IsTrue(results[0]) : results.Count > 1;
    }

    private SkyMatch ToMatch(PairCandidates candidates, int pair, CancellationToken cancellationToken)
    {
        MatchPairs pairs = candidates.Pairs;
        (int leftRow, int rightRow, double separation, double normalized) =
            (pairs.Left[pair], pairs.Right[pair], pairs.Separation[pair], pairs.NormalizedSeparation?[pair] ?? double.NaN);
        (SkyPositions from, SkyPositions to) = (candidates.LeftPositions, candidates.RightPositions);
        bool isPlaced = double.IsFinite(separation);
        return new SkyMatch
        {
            Left = left.ScriptItem(candidates.Left, leftRow, cancellationToken),
            Right = right.ScriptItem(candidates.Right, rightRow, cancellationToken),
            SepArcsec = isPlaced ? separation * 3600 : double.NaN,
            PositionAngle = isPlaced ? Separation.PositionAngle(from.Ra[leftRow], from.Dec[leftRow], to.Ra[rightRow], to.Dec[rightRow]) : double.NaN,
            NormalizedSep = maxSpatialSep is null ? normalized : double.NaN,
            SepParsec = normalized * (maxSpatialSep ?? double.NaN),
        };
    }

    private static bool IsMissing(object? item, string name)
    {
        object? value = item is null ? null : PSObject.AsPSObject(item).Properties[name]?.Value;
        return (value is PSObject wrapped ? wrapped.BaseObject : value) is null or "" or double.NaN or float.NaN;
    }
}
