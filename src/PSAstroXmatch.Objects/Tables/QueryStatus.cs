namespace PSAstroXmatch.Tables;

/// <summary>
/// What a service says in a table about the query whose result it is: the parameter QUERY_STATUS of DALI 1.1 (section 4.4), which may
/// come before and after the rows, so that the last one counts.
/// </summary>
/// <param name="IsTruncated">Whether the service left out rows at a limit (OVERFLOW).</param>
/// <param name="IsError">Whether the query failed (ERROR).</param>
/// <param name="Words">The service's explanation; null if there is none.</param>
public sealed record QueryStatus(bool IsTruncated, bool IsError, string? Words)
{
    /// <summary>Name of the parameter.</summary>
    public const string ParameterName = "QUERY_STATUS";

    /// <summary>The status in a parameter; null if it is another parameter.</summary>
    public static QueryStatus? Of(TableParameter parameter)
    {
        if (!parameter.Name.Equals(ParameterName, StringComparison.OrdinalIgnoreCase))
            return null;
        string value = parameter.Value.Trim();
        return new QueryStatus(
            value.Equals("OVERFLOW", StringComparison.OrdinalIgnoreCase), value.Equals("ERROR", StringComparison.OrdinalIgnoreCase), parameter.Description);
    }

    /// <summary>Whether the last status among the parameters of a table says that rows are missing.</summary>
    public static bool SaysTruncated(IReadOnlyList<TableParameter> parameters) =>
        parameters.Select(Of).LastOrDefault(status => status is not null) is { IsTruncated: true };
}
