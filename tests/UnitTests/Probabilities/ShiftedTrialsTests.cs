using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Probabilities;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.UnitTests.Archives.Simulated;

namespace PSAstroXmatch.UnitTests.Probabilities;

/// <summary>The trials of a simulated sky.</summary>
public class ShiftedTrialsTests
{
    private static readonly double Reach = new CandidateOptions().MaxNormalizedSep;

    private static readonly Lazy<(MeasuredObjects Objects, Footprint Footprint)> Sky = new(() =>
    {
        CatalogTable fermi = CatalogTable.Create(Catalogs.Fermilpsc, SimulatedSkies.Full.Fermilpsc), csc = CatalogTable.Create(Catalogs.Csc, SimulatedSkies.Full.Csc);
        SkyPositions sources = new(csc.Ra, csc.Dec);
        Footprint footprint = Footprint.OfPositions(9, sources, "sources");
        CounterpartCatalog catalog = new(sources, new SkyEllipses(Filled(csc), Filled(csc), Filled(csc)), null, footprint);
        return (MeasuredObjects.WithDiscs(new SkyPositions(fermi.Ra, fermi.Dec), FermiErrors.Of(fermi, 1), catalog, new CandidateOptions(), CancellationToken.None), footprint);
    });

    [Fact]
    public void They_are_near_their_object_where_no_search_circle_is_touched_and_as_much_is_covered()
    {
        (MeasuredObjects objects, Footprint footprint) = Sky.Value;
        TrialOptions options = new();
        ShiftedTrials trials = Draw(options, [.. Enumerable.Range(0, objects.Positions.Count)]);
        Assert.InRange(trials.Count, 1000, 4000);
        for (int i = 0; i < trials.Count; i++)
        {
            int row = trials.Object[i];
            double radius = Reach * objects.Errors.SemiMajor[row], ra = trials.Positions.Ra[i], dec = trials.Positions.Dec[i];
            // On the tangent plane a distance is a little longer than on the sky.
            Assert.InRange(Separation.Degrees(ra, dec, objects.Positions.Ra[row], objects.Positions.Dec[row]) / radius, 1.98, 6);
            for (int other = 0; other < objects.Positions.Count; other++)
            {
                double touching = radius + (double.IsNaN(objects.Errors.SemiMajor[other]) ? 0 : Reach * objects.Errors.SemiMajor[other]);
                if (Math.Abs(objects.Positions.Dec[other] - dec) <= touching)
                    Assert.True(Separation.Degrees(ra, dec, objects.Positions.Ra[other], objects.Positions.Dec[other]) > touching);
            }

            double share = footprint.CoveredShare(ra, dec, trials.Errors.SemiMajor[i], trials.Errors.SemiMinor[i], trials.Errors.PositionAngle[i]);
            Assert.True(objects.CoveredShares[row] > Coverage.MinShare);
            Assert.InRange(share - objects.CoveredShares[row], -0.15 - 1e-9, 0.15 + 1e-9);
        }

        Assert.All(trials.Object.Zip(trials.Weight).GroupBy(trial => trial.First), group =>
        {
            Assert.InRange(group.Count(), 1, options.Count);
            Assert.Equal(1, group.Sum(trial => trial.Second), 1e-12);
        });
    }

    [Fact]
    public void They_follow_from_the_seed_and_are_the_same_for_one_object_alone()
    {
        (MeasuredObjects objects, _) = Sky.Value;
        int[] rows = [.. Enumerable.Range(0, objects.Positions.Count)];
        ShiftedTrials all = Draw(new TrialOptions(), rows), again = Draw(new TrialOptions(), rows), other = Draw(new TrialOptions { Seed = 2 }, rows);
        Assert.Equal(all.Positions.Ra, again.Positions.Ra);
        Assert.NotEqual(all.Positions.Ra, other.Positions.Ra);
        int row = all.Object[all.Count / 2];
        ShiftedTrials alone = Draw(new TrialOptions(), [row]);
        Assert.Equal(all.Positions.Ra.Where((_, i) => all.Object[i] == row), alone.Positions.Ra);
        Assert.NotEmpty(alone.Object);
    }

    [Fact]
    public void A_share_out_of_the_limits_is_not_counted_to_the_end_and_one_within_is_the_same()
    {
        (MeasuredObjects objects, Footprint footprint) = Sky.Value;
        int inside = 0;
        for (int row = 0; row < objects.Positions.Count; row += 5)
        {
            if (!objects.Errors.IsUsable(row))
                continue;
            double share = objects.CoveredShares[row];
            double found = footprint.CoveredShareWithin(
                objects.Positions.Ra[row], objects.Positions.Dec[row], objects.Errors.SemiMajor[row], objects.Errors.SemiMinor[row], objects.Errors.PositionAngle[row], 0.2, 0.7);
            inside += share is >= 0.2 and <= 0.7 ? 1 : 0;
            Assert.Equal(share is >= 0.2 and <= 0.7 ? share : double.NaN, found);
        }

        Assert.True(inside > 10);
    }

    private static ShiftedTrials Draw(TrialOptions options, int[] rows) =>
        ShiftedTrials.Draw(Sky.Value.Objects, rows, Sky.Value.Footprint, Reach, options, TestContext.Current.CancellationToken);

    private static double[] Filled(CatalogTable table)
    {
        double[] values = new double[table.RowCount];
        Array.Fill(values, 1e-4);
        return values;
    }
}
