namespace PSAstroXmatch.Engine.Tables;

/// <summary>Makes column names complete and unique.</summary>
public static class ColumnNames
{
    /// <summary>Trims the names, names a nameless column col1, col2, … by its position, as astropy does, and renames a second "ra" to ra_2.</summary>
    public static string[] MakeUnique(IEnumerable<string> names)
    {
        string[] result = names.Select((name, i) => string.IsNullOrWhiteSpace(name) ? $"col{i + 1}" : name.Trim()).ToArray();
        HashSet<string> taken = new(result, StringComparer.OrdinalIgnoreCase);
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < result.Length; i++)
        {
            string name = result[i];
            for (int number = 2; !seen.Add(result[i]); number++)
            {
                string candidate = $"{name}_{number}";
                result[i] = taken.Contains(candidate) ? name : candidate;
            }
        }

        return result;
    }
}
