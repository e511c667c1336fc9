using System.Management.Automation;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Finds what is at the same place on the sky in two tables, files or lists of objects, or within one.</summary>
[Cmdlet(VerbsCommon.Find, "SkyMatch", SupportsShouldProcess = true)]
[OutputType(typeof(SkyMatch), typeof(SkyMatchGroup), typeof(AstroTable), typeof(FileInfo))]
public sealed class FindSkyMatchCommand : AstroCmdlet
{
    private readonly List<PSObject> _left = [];
    private HashSet<string> _given = [];
    private Action<string> _log = _ => { };

    /// <summary>
    /// The left side: objects with RA and Dec (or another name or UCD of a position), rows or a table of Import-AstroTable, or the path
    /// of a file. A file may be larger than memory. It may come through the pipeline instead; the first position is that of -Right then.
    /// </summary>
    [Parameter(Position = 0)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject[]? Left { get; set; }

    /// <summary>The left side, as it comes through the pipeline.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject[]? InputObject { get; set; }

    /// <summary>The right side, as the left one. Without it the left side is matched with itself: pairs of different rows, each once.</summary>
    [Parameter(Position = 1)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject[]? Right { get; set; }

    /// <summary>How near two must be: 1arcsec, 0.5', 3mas, or a number of degrees. The edge is included.</summary>
    [Parameter(Position = 2)]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? Radius { get; set; }

    /// <summary>
    /// Property or column with the radius of each left row, in its unit, or in degrees where it has none; or one angle for all rows.
    /// With -RightRadius too, and where the left side is matched with itself, circles must touch.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public string? LeftRadius { get; set; }

    /// <summary>Property or column with the radius of each right row.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public string? RightRadius { get; set; }

    /// <summary>
    /// Semi-major axis, semi-minor axis and position angle (north through east) of each left row's ellipse: three properties or columns,
    /// in their units or degrees, or angles for all rows. Alone: the right position must lie in the ellipse.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public string[]? LeftEllipse { get; set; }

    /// <summary>
    /// The same of the right rows. With -LeftEllipse too, and where the left side is matched with itself, both are error ellipses and
    /// -MaxNormalizedSep decides.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public string[]? RightEllipse { get; set; }

    /// <summary>How much of the probability the left ellipses hold, where there are two: 1σ by default; 4FGL and Chandra have 95 %.</summary>
    [Parameter]
    public EllipseLevel LeftEllipseLevel { get; set; }

    /// <summary>How much of the probability the right ellipses hold, where there are two.</summary>
    [Parameter]
    public EllipseLevel RightEllipseLevel { get; set; }

    /// <summary>
    /// Greatest separation of two error ellipses, √(Δᵀ (C1 + C2)⁻¹ Δ) in σ. By default √(−2 ln 0.05) = 2.4477, which 95 % of true pairs
    /// don't exceed.
    /// </summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? MaxNormalizedSep { get; set; }

    /// <summary>The two properties or columns with the position of a left row, where they are not found by name or UCD.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public string[]? LeftPosition { get; set; }

    /// <summary>The two properties or columns with the position of a right row.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public string[]? RightPosition { get; set; }

    /// <summary>Which matches are kept: all; the best of each left or right row; those that are best for both; the nearest few (-Top).</summary>
    [Parameter]
    public MatchMode Mode { get; set; }

    /// <summary>How many matches each left row keeps: the nearest ones.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int Top { get; set; } = 1;

    /// <summary>Which rows come out: the matches; also what has none on the left, the right or both sides; or only that.</summary>
    [Parameter]
    public JoinKind Join { get; set; }

    /// <summary>Matches the left side with itself and gathers all that hang together by a chain of matches (friends of friends).</summary>
    [Parameter]
    public SwitchParameter AsGroup { get; set; }

    /// <summary>Emits one columnar table with the columns of both sides in place of objects; with -AsGroup the rows with group_id and group_size.</summary>
    [Parameter]
    public SwitchParameter AsTable { get; set; }

    /// <summary>Writes that table to a file (.csv, .tsv, .vot, also .gz) and emits the file. A result larger than memory is written as it comes.</summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <summary>Replaces a file that is write-protected too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Refuses to replace a file.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    private bool IsSelf => !_given.Contains(nameof(Right));

    private SkyMatchColumns LeftColumns => new(LeftPosition, LeftRadius, LeftEllipse, LeftEllipseLevel);

    private SkyMatchColumns RightColumns => new(RightPosition, RightRadius, RightEllipse, RightEllipseLevel);

    private JoinOptions Options => new()
    {
        Radius = Radius?.Degrees,
        MaxNormalizedSeparation = MaxNormalizedSep,
        Mode = MyInvocation.BoundParameters.ContainsKey(nameof(Top)) ? MatchMode.Nearest : Mode,
        NeighborCount = Top,
        Join = Join,
    };

    /// <inheritdoc/>
    protected override void Begin()
    {
        _given = SkyMatchSides.Assign(this, MyInvocation);
        SkyMatchArguments.Check(this, _given);
        Output()?.Check();
        // Rejects an undefined or contradictory match before the pipeline is collected.
        AstroTable none = new([], 0);
        JoinInput left = LeftColumns.ApplyTo(JoinInput.OfTable(none)), right = RightColumns.ApplyTo(JoinInput.OfTable(none));
        if (IsSelf)
            _ = new SelfJoin(none, left, Options);
        else
            _ = new StreamedJoin(left, right, Options);
    }

    /// <inheritdoc/>
    protected override void Process() => _left.AddRange((InputObject ?? []).Where(item => item is not null));

    /// <inheritdoc/>
    protected override void End()
    {
        _left.AddRange((Left ?? []).Where(item => item is not null));
        OutputFile? output = Output();
        if (output is not null && !ShouldProcess(output.Path, "Write the matches"))
            return;
        output?.Check();
        bool asTable = AsTable || output is not null;
        SkyMatchInput left = SkyMatchInput.Create(this, "-Left", _left, LeftColumns, asTable, StopToken);
        if (IsSelf)
        {
            MatchSelf(left, output);
            return;
        }
        PSObject[] given = [.. (Right ?? []).Where(item => item is not null)];
        SkyMatchInput right = SkyMatchInput.Create(this, "-Right", given, RightColumns, asTable, StopToken);
        StreamedJoin join = new(left.Input, right.Input, Options, line => _log(line));
        if (output is not null)
        {
            Run("Matching", (log, stopping) => Logging(log, () => join.WriteFile(output.Path, output.Overwrite, stopping)));
            WriteNotes(join.Problems, join.Warnings);
            WriteObject(new FileInfo(output.Path));
        }
        else if (asTable)
        {
            AstroTable table = Run("Matching", (log, stopping) => Logging(log, () => join.ToTable(stopping)));
            WriteNotes(join.Problems, join.Warnings);
            WriteObject(table);
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
                }));
                isWorking = false;
                if (block is null)
                    return;
                WriteBlock(block, left, right);
            }
        }
        finally
        {
            // After a stop, the work ends on its own thread and then releases the file.
            if (!isWorking)
                blocks?.Dispose();
        }
    }

    private void WriteBlock(JoinedBlock block, SkyMatchInput left, SkyMatchInput right)
    {
        for (int i = 0; i < block.Rows.Count; i++)
        {
            int pair = block.Rows.Pair[i];
            WriteObject(new SkyMatch
            {
                Left = left.Item(block.Left, block.Rows.Left[i]),
                Right = right.Item(block.Right, block.Rows.Right[i]),
                SepArcsec = pair < 0 ? null : block.Separation[pair] * 3600,
                PositionAngle = pair < 0 ? null : block.PositionAngle[pair],
                NormalizedSep = pair < 0 ? null : block.NormalizedSeparation?[pair],
            });
        }
    }

    private void MatchSelf(SkyMatchInput left, OutputFile? output)
    {
        AstroTable table = left.Table ?? Run("Reading", (_, stopping) => TableFile.Read(left.Input.Source, null, stopping));
        SelfJoin join = new(table, left.Input, Options);
        if (AsGroup && !AsTable && output is null)
        {
            SkyGroups groups = Run("Matching", (_, stopping) => join.GetGroups(stopping));
            WriteNotes(join.Problems, join.Warnings);
            WriteVerbose($"{table.RowCount} rows: {groups.Count} groups.");
            foreach (SkyMatchGroup group in SkyMatchGroups.Create(groups, join.Positions, row => left.Item(table, row)!))
                WriteObject(group);
            return;
        }
        if (!AsTable && output is null)
        {
            JoinedBlock block = Run("Matching", (_, stopping) => join.GetPairs(stopping));
            WriteNotes(join.Problems, join.Warnings);
            WriteVerbose($"{table.RowCount} rows: {block.Rows.Count} pairs.");
            WriteBlock(block, left, left);
            return;
        }
        AstroTable result = Run("Matching", (_, stopping) =>
        {
            AstroTable joined = AsGroup ? TableJoin.WithGroups(table, join.GetGroups(stopping)) : TableJoin.ToTable(join.GetPairs(stopping), stopping);
            if (output is not null)
                TableFileWriter.Write(output.Path, output.Overwrite, [joined], stopping);
            return joined;
        });
        WriteNotes(join.Problems, join.Warnings);
        WriteObject(output is null ? result : new FileInfo(output.Path));
    }

    private OutputFile? Output() => OutputFile.Optional(this, OutFile, Force, NoClobber);

    private T Logging<T>(Action<string> log, Func<T> work)
    {
        _log = log;
        return work();
    }

    private void WriteNotes(IReadOnlyList<AstroException> problems, IReadOnlyList<string> warnings)
    {
        foreach (AstroException problem in problems)
            WriteProblem(problem);
        foreach (string warning in warnings)
            WriteWarning(warning);
    }
}
