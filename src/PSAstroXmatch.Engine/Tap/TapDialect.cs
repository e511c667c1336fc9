namespace PSAstroXmatch.Engine.Tap;

/// <summary>What is peculiar to a service: limits, names and spelling. The known ones are in <see cref="TapDialects"/>.</summary>
/// <param name="Name">Name of the archive, as messages show it.</param>
public sealed record TapDialect(string Name)
{
    /// <summary>Base URL of the archive's TAP service; null where the dialect fits any.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>The number of rows at which the service cuts a synchronous result that asks for no limit; null where none is known.</summary>
    public long? DefaultRowLimit { get; init; }

    /// <summary>The number of rows that no query gets past; null where none is known.</summary>
    public long? HardRowLimit { get; init; }

    /// <summary>TOP that lifts <see cref="DefaultRowLimit"/> and so goes into every query that has none; null where it isn't needed.</summary>
    public long? TopToSend { get; init; }

    /// <summary>Value of RESPONSEFORMAT; null where the parameter is best left out.</summary>
    public string? ResponseFormat { get; init; } = "votable";

    /// <summary>Whether the service renames columns of a join that have no alias.</summary>
    public bool AliasEveryColumn { get; init; }

    /// <summary>Whether DISTANCE and table-to-table geometry can be trusted to work in a JOIN … ON condition.</summary>
    public bool JoinOnGeometry { get; init; } = true;

    /// <summary>Catalogs of the module that the service has, and what they are called in its queries.</summary>
    public IReadOnlyDictionary<string, string> TableNames { get; init; } = new Dictionary<string, string>();

    /// <summary>Words that the service reserves beyond those of ADQL.</summary>
    public IReadOnlyCollection<string> ReservedWords { get; init; } = [];

    /// <summary>The identifier as a query must spell it: between double quotes where it is a reserved word or no regular identifier.</summary>
    public string QuoteIdentifier(string identifier) =>
        AdqlText.IsRegularIdentifier(identifier)
        && !AdqlText.ReservedWords.Contains(identifier)
        && !ReservedWords.Contains(identifier, StringComparer.OrdinalIgnoreCase)
            ? identifier
            : "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>Whether a result of so many rows has just the size at which the service is known to cut.</summary>
    internal bool IsRowLimit(long rows) => rows > 0 && (rows == DefaultRowLimit || rows == HardRowLimit);
}
