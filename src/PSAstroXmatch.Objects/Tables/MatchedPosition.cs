namespace PSAstroXmatch.Tables;

/// <summary>What a match used as the position of one side: the columns, their frame and epoch, and the proper motions.</summary>
/// <remarks>A later match of the result repeats the same position from it. Two are equal if all their texts are.</remarks>
public sealed class MatchedPosition : IEquatable<MatchedPosition>
{
    /// <summary>Names of the columns: longitude and latitude, or all columns of a position in hours, minutes and seconds.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>For each of the columns the unit that was given for it in the match; null where its own unit was used.</summary>
    public IReadOnlyList<string?> Units { get; init; } = [];

    /// <summary>The frame of the columns, if they do not carry it themselves; otherwise null.</summary>
    public CoordinateSystem? System { get; init; }

    /// <summary>Whether something says which frame it is, so that ICRS is not merely assumed.</summary>
    public bool HasKnownFrame { get; init; }

    /// <summary>The epoch of the positions, a Julian year, or the column with their epochs; null if it is not known.</summary>
    public string? Epoch { get; init; }

    /// <summary>The columns with the proper motions in longitude and latitude, followed by those with their errors; empty if there are none.</summary>
    public IReadOnlyList<string> Motions { get; init; } = [];

    private string Text => string.Join('\0', [.. Columns, "", .. Units, "", System?.ToString(), Epoch, .. Motions]);

    /// <inheritdoc/>
    public bool Equals(MatchedPosition? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MatchedPosition);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}

/// <summary>What a match used as the positions of its two sides.</summary>
/// <param name="Left">That of the left side; null if it has no position.</param>
/// <param name="Right">That of the right side; null if it has no position.</param>
public sealed record MatchedSides(MatchedPosition? Left, MatchedPosition? Right);
