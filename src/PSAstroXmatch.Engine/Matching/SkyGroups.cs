namespace PSAstroXmatch.Engine.Matching;

/// <summary>Groups of linked rows: friends of friends, also called single linkage.</summary>
public sealed class SkyGroups
{
    private SkyGroups(int[] groupOf, int[] sizes)
    {
        GroupOf = groupOf;
        Sizes = sizes;
    }

    /// <summary>Number of groups. Each has at least two rows.</summary>
    public int Count => Sizes.Length;

    /// <summary>The group of each row, from 0 in order of the groups' first rows; −1 for a row without a friend.</summary>
    public int[] GroupOf { get; }

    /// <summary>The number of rows in each group.</summary>
    public int[] Sizes { get; }

    /// <summary>Finds the groups of a table: two rows that satisfy the criterion are in the same group, and so are their friends.</summary>
    /// <param name="positions">Positions of the table.</param>
    /// <param name="criterion">Defines when two rows are friends; a match in one direction is enough.</param>
    /// <param name="options">The number of threads and the filter; the other options are ignored.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="AstroException">As <see cref="SkyMatcher.MatchSelf"/>.</exception>
    public static SkyGroups FriendsOfFriends(
        SkyPositions positions, MatchCriterion criterion, MatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        MatchOptions allPairs = new() { MaxThreads = options?.MaxThreads ?? 0, Filter = options?.Filter };
        MatchPairs pairs = SkyMatcher.MatchSelf(positions, criterion, allPairs, cancellationToken);
        return FromPairs(pairs, positions.Count);
    }

    /// <summary>The groups of rows that the pairs of a self-match link.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="rowCount">Number of rows of the table.</param>
    public static SkyGroups FromPairs(MatchPairs pairs, int rowCount)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        int[] parent = new int[rowCount];
        for (int row = 0; row < rowCount; row++)
            parent[row] = row;
        for (int i = 0; i < pairs.Count; i++)
        {
            int a = Root(parent, pairs.Left[i]), b = Root(parent, pairs.Right[i]);
            // The lowest row is the root, so that groups are numbered in order of their first rows.
            parent[Math.Max(a, b)] = Math.Min(a, b);
        }
        return Number(parent);
    }

    private static SkyGroups Number(int[] parent)
    {
        int[] size = new int[parent.Length];
        for (int row = 0; row < parent.Length; row++)
            size[Root(parent, row)]++;
        List<int> sizes = [];
        int[] groupOf = new int[parent.Length];
        for (int row = 0; row < parent.Length; row++)
        {
            int root = Root(parent, row);
            if (size[root] == 1)
                groupOf[row] = -1;
            else if (root == row)
            {
                groupOf[row] = sizes.Count;
                sizes.Add(size[row]);
            }
            else
                groupOf[row] = groupOf[root];
        }
        return new SkyGroups(groupOf, [.. sizes]);
    }

    private static int Root(int[] parent, int row)
    {
        while (parent[row] != row)
        {
            parent[row] = parent[parent[row]];
            row = parent[row];
        }
        return row;
    }
}
