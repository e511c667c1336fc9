using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>How the objects of a pipeline were made.</summary>
internal static class ObjectProvenance
{
    /// <summary>The provenance of all runs that the objects are of; empty if none is known.</summary>
    /// <param name="objects">Objects of one kind.</param>
    public static MatchProvenance Of(IReadOnlyList<PSObject> objects)
    {
        HashSet<MatchProvenance> known = new(ReferenceEqualityComparer.Instance);
        List<MatchProvenance> runs = [];
        int without = 0;
        foreach (PSObject item in objects)
        {
            MatchProvenance one = (item.BaseObject as IHasProvenance)?.GetProvenance() ?? MatchProvenance.Empty;
            if (one.Count == 0)
                without++;
            else if (known.Add(one))
                runs.Add(one);
        }

        return runs.Count > 0 && without > 0
            ? MatchProvenance.Combine(runs).With(
                "note", $"{ValueText.Format(without)} of {ValueText.Format(objects.Count)} objects came from a selection, a job or Clixml; how they were made is not known.")
            : MatchProvenance.Combine(runs);
    }
}
