using System.Management.Automation;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Cross-matches two tables, files or lists of objects by position, or one with itself.</summary>
[Cmdlet(VerbsCommon.Find, "SkyMatch", SupportsShouldProcess = true)]
[OutputType(typeof(SkyMatch), typeof(SkyMatchCandidate), typeof(SkyMatchGroup), typeof(AstroTable), typeof(FileInfo))]
public sealed partial class FindSkyMatchCommand : AstroCmdlet
{
    private readonly PipelineObjects _left = new();
    private readonly List<string> _scriptWarnings = [];
    private HashSet<string> _given = [];
    private Action<string> _log = _ => { };

    private bool IsSelf => !_given.Contains(nameof(Right));

    private SkyMatchColumns LeftColumns => new("-Left", LeftPosition, LeftRadius, LeftEllipse, LeftEllipseLevel)
    {
        Frame = LeftFrame,
        Epoch = LeftEpoch,
        Key = Key ?? LeftKey,
        Distance = LeftDistance,
        Brightness = LeftBrightness,
        AreErrors = Probability,
        // Both are the same side if a table is matched with itself.
        Members = Where is null ? [] : [.. PairScript.Members(Where).Where(member => member.IsLeft || IsSelf).Select(member => member.Name)],
    };

    private SkyMatchColumns RightColumns => new("-Right", RightPosition, RightRadius, RightEllipse, RightEllipseLevel)
    {
        Frame = RightFrame,
        Epoch = RightEpoch,
        Key = Key ?? RightKey,
        Distance = RightDistance,
        Brightness = RightBrightness,
        AreErrors = Probability,
        Members = Where is null ? [] : [.. PairScript.Members(Where).Where(member => !member.IsLeft).Select(member => member.Name)],
    };

    private JoinOptions Options => new()
    {
        Radius = Radius?.Degrees,
        MaxNormalizedSeparation = MaxNormalizedSep,
        Probability = Probability ? new ProbabilityOptions { DefaultError = DefaultError?.Degrees, Completeness = Completeness } : null,
        Epoch = Epoch,
        Mode = MyInvocation.BoundParameters.ContainsKey(nameof(Top)) ? MatchMode.Nearest : Mode,
        NeighborCount = Top,
        Join = Join,
        MaxSpatialSeparation = MaxSpatialSep,
        MinSeparation = MinRadius?.Degrees ?? 0,
        LeftSuffix = LeftSuffix,
        RightSuffix = RightSuffix,
    };

    private JoinOptions Filtered(SkyMatchInput left, SkyMatchInput right) =>
        Where is null ? Options : Options with { Filter = new PairWhere(this, Where, left, right, MaxSpatialSep) };

    /// <inheritdoc/>
    protected override void Begin()
    {
        _given = SkyMatchSides.Assign(this, MyInvocation);
        SkyMatchArguments.Check(this, _given);
        CheckProbability();
        if (Where is not null)
            PairScript.Check(Where);
        Output()?.CheckWithProvenance();
        // Rejects an undefined or contradictory match before the pipeline is collected.
        AstroTable none = new([], 0);
        JoinInput left = LeftColumns.ApplyTo(JoinInput.OfTable(none)), right = RightColumns.ApplyTo(JoinInput.OfTable(none));
        if (IsSelf)
            _ = new SelfJoin(none, left, Options);
        else
            _ = new StreamedJoin(left, right, Options);
    }

    /// <inheritdoc/>
    protected override void Process() => AddAll(_left, InputObject);

    /// <inheritdoc/>
    protected override void End()
    {
        AddAll(_left, Left);
        OutputFile? output = Output();
        if (output is not null && !ShouldProcess(output.Path, "Write the matches"))
            return;
        output?.CheckWithProvenance();
        bool asTable = AsTable || output is not null;
        if (BareAngle.OfMatch("-Radius", Radius, _left, [.. (Right ?? []).Where(item => item is not null)]) is { } unit)
            _scriptWarnings.Add(unit);
        SkyMatchInput left = SkyMatchInput.Create(this, "-Left", _left, LeftColumns, asTable, _scriptWarnings.Add, StopToken);
        if (IsSelf)
        {
            MatchSelf(left, output);
            return;
        }
        PipelineObjects given = new();
        AddAll(given, Right);
        SkyMatchInput right = SkyMatchInput.Create(this, "-Right", given, RightColumns, asTable, _scriptWarnings.Add, StopToken);
        StreamedJoin join = new(left.Input, right.Input, Filtered(left, right), line => _log(line));
        if (output is not null)
        {
            Run("Matching", (log, stopping) => Logging(log, () => join.WriteFile(output.Path, output.Overwrite, stopping)), () => join.Share);
            WriteObject(new FileInfo(output.Path));
            WriteNotes(join.Problems, join.Warnings);
            WriteLost(output.Path, join.Lost);
        }
        else if (asTable)
        {
            AstroTable table = Run("Matching", (log, stopping) => Logging(log, () => join.ToTable(stopping)), () => join.Share);
            WriteObject(table);
            WriteNotes(join.Problems, join.Warnings);
        }
        else
        {
            WriteMatches(join, left, right);
            WriteNotes(join.Problems, join.Warnings);
        }
    }

    private void WriteMatches(StreamedJoin join, SkyMatchInput left, SkyMatchInput right)
    {
        IEnumerator<JoinedBlock>? blocks = null;
        RunProvenance run = new();
        bool isWorking = false;
        try
        {
            while (true)
            {
                isWorking = true;
                JoinedBlock? block = Run("Matching", (log, stopping) => Logging(log, () =>
                {
                    blocks ??= join.GetBlocks(stopping).GetEnumerator();
                    return blocks.MoveNext() ? blocks.Current.Compact(left.IsFile, right.IsFile) : null;
                }), () => join.Share);
                isWorking = false;
                run.Value = join.Provenance;
                if (block is null)
                    return;
                WriteBlock(block, left, right, run);
            }
        }
        finally
        {
            // After a stop, the work ends on its own thread and then releases the file.
            if (!isWorking)
                blocks?.Dispose();
        }
    }

    private void WriteBlock(JoinedBlock block, SkyMatchInput left, SkyMatchInput right, RunProvenance run) =>
        WriteObject(Matches(block, left, right, run), enumerateCollection: true);

    private static IEnumerable<SkyMatch> Matches(JoinedBlock block, SkyMatchInput left, SkyMatchInput right, RunProvenance run)
    {
        for (int i = 0; i < block.Rows.Count; i++)
        {
            int pair = block.Rows.Pair[i];
            SkyMatch match = new()
            {
                Left = left.Item(block.Left, block.Rows.Left[i]),
                Right = right.Item(block.Right, block.Rows.Right[i]),
                SepArcsec = Known(block.Separation, pair) * 3600,
                PositionAngle = Known(block.PositionAngle, pair),
                NormalizedSep = Known(block.NormalizedSeparation, pair),
                SepParsec = Known(block.SpatialSeparation, pair),
                Sides = block.Sides,
                Run = run,
            };
            yield return block.Probabilities is { } probabilities ? MatchProbabilities.With(match, probabilities, i) : match;
        }
    }

    // Rows that match by their keys may have no position.
    private static double Known(double[]? values, int pair) => pair < 0 || values is null ? double.NaN : values[pair];

    private void MatchSelf(SkyMatchInput left, OutputFile? output)
    {
        AstroTable table = left.Table ?? Run("Reading", (_, stopping) => TableFile.Read(left.Input.Source, null, stopping));
        SelfJoin join = new(table, left.Input, Filtered(left, left), line => _log(line));
        if (AsGroup && !AsTable && output is null)
        {
            SkyGroups groups = Run("Matching", (log, stopping) => Logging(log, () => join.GetGroups(stopping)));
            WriteVerbose($"{table.RowCount} rows: {groups.Count} groups.");
            MatchProvenance provenance = join.Provenance.With("groups", groups.Count);
            foreach (SkyMatchGroup group in SkyMatchGroups.Create(groups, join.Positions, row => left.Item(table, row)!))
            {
                group.Provenance = provenance;
                WriteObject(group);
            }

            WriteNotes(join.Problems, join.Warnings);
            return;
        }
        if (!AsTable && output is null)
        {
            JoinedBlock block = Run("Matching", (log, stopping) => Logging(log, () => join.GetPairs(stopping)));
            WriteVerbose($"{table.RowCount} rows: {block.Rows.Count} pairs.");
            WriteBlock(block, left, left, new RunProvenance { Value = join.Provenance });
            WriteNotes(join.Problems, join.Warnings);
            return;
        }
        AstroTable result = Run("Matching", (_, stopping) =>
        {
            AstroTable joined = AsGroup ? TableJoin.WithGroups(table, join.GetGroups(stopping), join.Matched) : TableJoin.ToTable(join.GetPairs(stopping), stopping);
            joined = joined.WithProvenance(join.Provenance);
            if (output is not null)
                TableFileWriter.Write(output.Path, output.Overwrite, [joined], stopping);
            return joined;
        });
        WriteObject(output is null ? result : new FileInfo(output.Path));
        WriteNotes(join.Problems, join.Warnings);
        if (output is not null)
            WriteLost(output.Path, TextPosition.FindLost(output.Path, result));
    }

    private void WriteLost(string path, TextPosition? position)
    {
        if (LostPosition.Warning(path, position) is { } warning)
            WriteWarning(warning);
    }

    private static void AddAll(PipelineObjects objects, PSObject?[]? added)
    {
        foreach (PSObject? item in added ?? [])
        {
            if (item is not null)
                objects.Add(item);
        }
    }

    private OutputFile? Output() => OutputFile.Optional(this, OutFile, Force, NoClobber);

    private T Logging<T>(Action<string> log, Func<T> work)
    {
        _log = log;
        return work();
    }

    // After the matches: a warning that stops the pipeline must not take them away.
    private void WriteNotes(IReadOnlyList<AstroException> problems, IReadOnlyList<string> warnings)
    {
        WriteProblems(problems);
        WriteWarnings(_scriptWarnings.Concat(warnings));
    }
}
