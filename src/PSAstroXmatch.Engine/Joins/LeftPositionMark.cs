using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>
/// Parameters of a joined table that name the columns with the positions, motions and epochs of its left objects, so that a match of the table
/// finds them whatever the columns are called. A VOTable keeps them as INFO.
/// </summary>
internal static class LeftPositionMark
{
    private const string Position = "left_position";
    private const string Motion = "left_proper_motion";
    private const string Epoch = "left_epoch";

    /// <summary>The parameters of a table, with those of a position in place of any that it had.</summary>
    /// <param name="parameters">Parameters of the table.</param>
    /// <param name="position">The position; null if there is none.</param>
    /// <param name="rename">The name in the table of a column of the left side; null if there is no such column.</param>
    public static IReadOnlyList<TableParameter> Replace(IEnumerable<TableParameter> parameters, MatchedPosition? position, Func<string, string?> rename)
    {
        IEnumerable<TableParameter> others = parameters.Where(parameter => parameter.Name is not (Position or Motion or Epoch));
        if (position is null || position.Columns.Concat(position.Motions).Any(name => rename(name) is null))
            return [.. others];
        const string EpochNote = "Epoch of the position of the left object, or its column";
        return
        [
            .. others,
            .. position.Columns.Select(name => new TableParameter(Position, rename(name)!, "Column with the position of the left object")),
            .. position.Motions.Select(name => new TableParameter(Motion, rename(name)!, "Column with the proper motion of the left object, or its error")),
            .. position.Epoch is { } epoch ? [new TableParameter(Epoch, rename(epoch) ?? epoch, EpochNote)] : Array.Empty<TableParameter>(),
        ];
    }

    /// <summary>The position of the left objects of a table; null if the table does not tell it, or lacks one of the columns.</summary>
    public static MatchedPosition? Read(AstroTable table)
    {
        string[] columns = Values(Position), motions = Values(Motion);
        return columns.Length >= 2 && columns.Concat(motions).All(name => table.TryGetColumn(name, out _))
            ? new MatchedPosition { Columns = columns, Motions = motions, Epoch = Values(Epoch).FirstOrDefault() }
            : null;

        string[] Values(string name) => [.. table.Parameters.Where(parameter => parameter.Name == name).Select(parameter => parameter.Value)];
    }
}
