using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>Makes the objects that Find-SkyMatch -AsGroup emits.</summary>
internal static class SkyMatchGroups
{
    public static IEnumerable<SkyMatchGroup> Create(SkyGroups groups, SkyPositions positions, Func<int, object> item)
    {
        List<int>[] members = [.. groups.Sizes.Select(size => new List<int>(size))];
        for (int row = 0; row < groups.GroupOf.Length; row++)
        {
            if (groups.GroupOf[row] >= 0)
                members[groups.GroupOf[row]].Add(row);
        }
        for (int group = 0; group < members.Length; group++)
        {
            (double ra, double dec) = SkyCentre.Of(members[group].Select(row => (positions.Ra[row], positions.Dec[row])));
            yield return new SkyMatchGroup
            {
                GroupId = group + 1,
                RA = ra,
                Dec = dec,
                RadiusArcsec = members[group].Max(row => Separation.Degrees(ra, dec, positions.Ra[row], positions.Dec[row])) * 3600,
                Members = new ValueList<object>([.. members[group].Select(item)]),
            };
        }
    }
}
