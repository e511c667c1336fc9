using System.Collections;
using System.Globalization;
using System.Reflection;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch;

/// <summary>
/// How a match was made: archives, queries or files, options as they took effect, counts, version and date. An ordered list that does not
/// change; all objects of one run share it.
/// </summary>
public sealed class MatchProvenance : IReadOnlyList<ProvenanceEntry>
{
    private const string DateVariable = "SOURCE_DATE_EPOCH";

    private readonly ProvenanceEntry[] _entries;

    private MatchProvenance(ProvenanceEntry[] entries) => _entries = entries;

    /// <summary>Nothing is known.</summary>
    public static MatchProvenance Empty { get; } = new([]);

    /// <summary>Number of entries.</summary>
    public int Count => _entries.Length;

    /// <summary>The entry at a position, counted from 0.</summary>
    public ProvenanceEntry this[int index] => _entries[index];

    /// <summary>The value of the first entry with a name; null if there is none.</summary>
    public string? this[string name] => Array.Find(_entries, entry => entry.Name == name)?.Value;

    /// <summary>The first entries of a run: what is done, by which version of this software, and when.</summary>
    /// <param name="operation">What is done, such as "sky match".</param>
    /// <returns>
    /// The entries. The date is the present time, UTC, or that of the environment variable SOURCE_DATE_EPOCH
    /// (https://reproducible-builds.org/specs/source-date-epoch/), with which the same input gives the same bytes.
    /// </returns>
    /// <exception cref="AstroException">ValueInvalid: SOURCE_DATE_EPOCH is not a number of seconds.</exception>
    public static MatchProvenance Start(string operation) => Empty
        .With("operation", operation)
        .With("server_software", $"PSAstroXmatch {Version()}")
        .With("request_date", Date(Environment.GetEnvironmentVariable(DateVariable)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), comment: "UTC");

    /// <summary>The entries of several runs, one after the other, each run once.</summary>
    public static MatchProvenance Combine(IEnumerable<MatchProvenance> runs)
    {
        MatchProvenance[] distinct = [.. runs.Where(run => run.Count > 0).Distinct<MatchProvenance>(ReferenceEqualityComparer.Instance)];
        return distinct.Length switch
        {
            0 => Empty,
            1 => distinct[0],
            _ => new([.. distinct.SelectMany(run => run._entries)]),
        };
    }

    /// <summary>The list with a further entry.</summary>
    /// <inheritdoc cref="ProvenanceEntry(string, string, string?, string?)" path="/param"/>
    public MatchProvenance With(string name, string value, string? unit = null, string? comment = null) => With([new ProvenanceEntry(name, value, unit, comment)]);

    /// <summary>The list with a further number, with all its digits.</summary>
    /// <inheritdoc cref="With(string, string, string?, string?)"/>
    public MatchProvenance With(string name, double value, string? unit = null, string? comment = null) =>
        With(name, double.IsNaN(value) ? "NaN" : ValueText.Format(value), unit, comment);

    /// <summary>The list with a further whole number.</summary>
    /// <inheritdoc cref="With(string, string, string?, string?)"/>
    public MatchProvenance With(string name, long value, string? unit = null, string? comment = null) => With(name, ValueText.Format(value), unit, comment);

    /// <summary>The list with further entries.</summary>
    public MatchProvenance With(IEnumerable<ProvenanceEntry> entries) => new([.. _entries, .. entries]);

    /// <summary>The entries as parameters of a table, which a VOTable has as INFO.</summary>
    public IReadOnlyList<TableParameter> ToParameters() =>
        Array.ConvertAll(_entries, entry => new TableParameter(entry.Name, entry.Value, entry.Comment) { Unit = entry.Unit });

    /// <inheritdoc/>
    public IEnumerator<ProvenanceEntry> GetEnumerator() => ((IEnumerable<ProvenanceEntry>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    /// <summary>One line per entry.</summary>
    public override string ToString() => string.Join('\n', (IEnumerable<ProvenanceEntry>)_entries);

    // Without the commit, which the build adds after a plus sign.
    private static string Version() =>
        typeof(MatchProvenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The present time, or that of a value of SOURCE_DATE_EPOCH.</summary>
    internal static DateTimeOffset Date(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return DateTimeOffset.UtcNow;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new AstroException(
                ErrorIds.ValueInvalid,
                $"The environment variable {DateVariable} is '{VisibleText.OnOneLine(text)}', which is not a number of seconds since 1970.",
                $"Set {DateVariable} to a whole number such as 1767225600, or remove it.",
                text);
    }
}

/// <summary>An object or a table that knows how it was made.</summary>
public interface IHasProvenance
{
    /// <summary>
    /// How it was made; empty if that is not known. A method, because Export-Csv and ConvertTo-Json would write a property.
    /// </summary>
    MatchProvenance GetProvenance();
}

/// <summary>The provenance of a run whose objects are emitted before all of it is known, such as the number of pairs.</summary>
internal sealed class RunProvenance
{
    /// <summary>What is known so far.</summary>
    public MatchProvenance Value { get; set; } = MatchProvenance.Empty;
}
