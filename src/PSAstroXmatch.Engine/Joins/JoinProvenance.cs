using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Says how tables were matched.</summary>
/// <param name="left">The left side.</param>
/// <param name="right">The right side; null if the left one is matched with itself.</param>
/// <param name="options">Defines a match, and which rows are returned.</param>
internal sealed class JoinProvenance(JoinInput left, JoinInput? right, JoinOptions options)
{
    private readonly MatchProvenance _start = MatchProvenance.Start(right is null ? "sky match of a table with itself" : "sky match");
    private long? _pairs;
    private long? _rows;

    /// <summary>Counts the rows of a block while they pass; the counts are told after the last one.</summary>
    public IEnumerable<JoinedBlock> Count(IEnumerable<JoinedBlock> blocks)
    {
        long pairs = 0, rows = 0;
        foreach (JoinedBlock block in blocks)
        {
            pairs += block.Rows.Pair.LongCount(pair => pair >= 0);
            rows += block.Rows.Count;
            yield return block;
        }

        (_pairs, _rows) = (pairs, rows);
    }

    /// <summary>What is known so far.</summary>
    /// <param name="leftSide">What was read of the left side.</param>
    /// <param name="rightSide">What was read of the right side; null if there is none.</param>
    /// <param name="notes">Problems and warnings.</param>
    public MatchProvenance Describe(JoinSide leftSide, JoinSide? rightSide, IEnumerable<string> notes)
    {
        MatchProvenance made = Side(_start, "left", left, leftSide);
        if (right is not null && rightSide is not null)
            made = Side(made, "right", right, rightSide);
        made = Criterion(made);
        if (_pairs is long pairs && _rows is long rows)
            made = made.With("pairs", pairs).With("result_rows", rows);
        return made.With(notes.Select(note => new ProvenanceEntry("note", note)));
    }

    // LeftPositionMark has left_position and left_epoch, which a later match reads: these are other names.
    private static MatchProvenance Side(MatchProvenance made, string name, JoinInput input, JoinSide side)
    {
        made = made.With(name, input.Origin ?? input.Source);
        if (side.Motion is { } motion)
        {
            made = made.With($"{name}_rows", side.RowCount).With($"{name}_columns", $"{motion.Positions}{motion.Description}", comment: "of the positions, and their frame");
            if (motion.Matched.Epoch is { } epoch)
                made = made.With($"{name}_epochs", epoch, comment: "of the positions: a year, or a column");
        }
        if (input.Radius is { } radius)
            made = made.With($"{name}_radius", radius.Text, comment: "of each row");
        if (input.Ellipse is { } ellipse)
        {
            made = made
                .With($"{name}_ellipse", $"{ellipse.SemiMajor.Text}, {ellipse.SemiMinor.Text}, {ellipse.PositionAngle.Text}", comment: "of each row")
                .With($"{name}_ellipse_level", ellipse.Level.ToString());
        }
        if (input.Key is { } key)
            made = made.With($"{name}_key", key);
        if (input.Distance is { } distance)
            made = made.With($"{name}_distance", distance.Text);
        // A match of matches has been made twice.
        return made.With((input.Table?.GetProvenance() ?? MatchProvenance.Empty).Select(entry => entry with { Name = $"{name}.{entry.Name}" }));
    }

    private MatchProvenance Criterion(MatchProvenance made)
    {
        if (options.Radius is double radius)
            made = made.With("radius", radius, "deg", $"{Angle.FromDegrees(radius)}");
        if (left.Ellipse is not null && (right ?? left).Ellipse is not null)
            made = made.With("max_normalized_sep", options.MaxNormalizedSeparation ?? SkyEllipses.Sigma95, comment: "in units of the joint 1 sigma error");
        if (options.MaxSpatialSeparation is double parsec)
            made = made.With("max_spatial_sep", parsec, "pc");
        if (options.MinSeparation > 0)
            made = made.With("min_radius", options.MinSeparation, "deg", $"{Angle.FromDegrees(options.MinSeparation)}");
        if (options.Epoch is double epoch)
            made = made.With("epoch", epoch, "yr", "to which rows with proper motions were moved");
        if (options.Filter is { } filter)
            made = made.With("where", filter.Description, comment: "further condition on a pair");
        made = made.With("mode", options.Mode.ToString(), comment: "which pairs were kept");
        if (options.Mode == MatchMode.Nearest)
            made = made.With("top", options.NeighborCount, comment: "best pairs kept per left row");
        return made.With("join", options.Join.ToString(), comment: "which rows the result has");
    }
}
