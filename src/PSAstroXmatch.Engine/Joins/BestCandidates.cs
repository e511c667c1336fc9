using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>A pair of a row of the streamed table, numbered from 0 over the whole table, and a row of the table in memory.</summary>
/// <param name="StreamedRow">Row of the streamed table.</param>
/// <param name="SmallRow">Row of the table in memory.</param>
/// <param name="Separation">Separation in degrees.</param>
/// <param name="PositionAngle">Position angle in degrees.</param>
/// <param name="Normalized">Normalised separation; NaN if there is none.</param>
/// <param name="IsMutual">Whether the pair is also the best for its streamed row.</param>
internal readonly record struct Candidate(
    long StreamedRow, int SmallRow, double Separation, double PositionAngle, double Normalized, bool IsMutual)
{
    /// <summary>The quantity by which pairs are ranked.</summary>
    public double Score => double.IsNaN(Normalized) ? Separation : Normalized;
}

/// <summary>The best pairs so far for each row of the table in memory, while the other table is streamed.</summary>
/// <remarks>
/// Whether a pair is among the best for its row in memory is known only after the last block. Blocks arrive in order of the
/// streamed rows, so that among equals the first to arrive has the lowest row, as in an in-memory match.
/// </remarks>
internal sealed class BestCandidates(int smallCount, int perRow, bool streamedIsLeft)
{
    private readonly Candidate[]?[] _best = new Candidate[]?[smallCount];

    /// <summary>Adds all pairs of a block.</summary>
    public void Offer(MatchPairs pairs, int blockRows, long firstRow)
    {
        int[] streamed = streamedIsLeft ? pairs.Left : pairs.Right, small = streamedIsLeft ? pairs.Right : pairs.Left;
        int[] bestOfStreamed = BestOf(streamed, pairs, blockRows);
        for (int i = 0; i < pairs.Count; i++)
        {
            Add(new Candidate(
                firstRow + streamed[i],
                small[i],
                pairs.Separation[i],
                pairs.PositionAngle![i],
                pairs.NormalizedSeparation?[i] ?? double.NaN,
                bestOfStreamed[streamed[i]] == i));
        }
    }

    /// <summary>The pairs that are kept, in order of the streamed row, then of the row in memory.</summary>
    /// <param name="mutualOnly">Whether to keep only pairs that are the best for both their rows.</param>
    public Candidate[] ToSorted(bool mutualOnly) =>
        [.. _best
            .Where(candidates => candidates is not null)
            .SelectMany(candidates => candidates!)
            .Where(candidate => !mutualOnly || candidate.IsMutual)
            .OrderBy(candidate => candidate.StreamedRow)
            .ThenBy(candidate => candidate.SmallRow)];

    private void Add(Candidate candidate)
    {
        ref Candidate[]? known = ref _best[candidate.SmallRow];
        if (known is null)
        {
            known = [candidate];
            return;
        }
        if (known.Length == perRow && !(candidate.Score < known[^1].Score))
            return;
        int place = known.Length;
        while (place > 0 && candidate.Score < known[place - 1].Score)
            place--;
        if (known.Length < perRow)
            Array.Resize(ref known, known.Length + 1);
        Array.Copy(known, place, known, place + 1, known.Length - 1 - place);
        known[place] = candidate;
    }

    private static int[] BestOf(int[] rows, MatchPairs pairs, int rowCount)
    {
        double[] score = pairs.NormalizedSeparation ?? pairs.Separation;
        int[] best = new int[rowCount];
        Array.Fill(best, -1);
        for (int i = 0; i < rows.Length; i++)
        {
            ref int known = ref best[rows[i]];
            if (known < 0 || score[i] < score[known])
                known = i;
        }
        return best;
    }
}
