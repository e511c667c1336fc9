using CsCheck;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.UnitTests.Matching;

/// <summary>
/// Small random tables around one place: a pole, right ascension 0 or anywhere, at any scale from a hundredth of an arcsecond to the whole
/// sky, with duplicates, rows without a valid position and right ascensions outside 0 to 360.
/// </summary>
internal sealed class RandomSky(int seed)
{
    private readonly Random _random = new(seed);

    internal static readonly Gen<RandomSky> Any = Gen.Int.Select(seed => new RandomSky(seed));

    internal double Scale { get; private set; }

    internal SkyPositions Left { get; private set; }

    internal SkyPositions Right { get; private set; }

    /// <summary>Makes the tables.</summary>
    internal RandomSky Fill(int maxRows = 60)
    {
        Scale = Math.Pow(10, -5.5 + 7.8 * _random.NextDouble());
        (double ra, double dec) = _random.Next(5) switch
        {
            0 => (Uniform(0, 360), 90),
            1 => (Uniform(0, 360), -90),
            2 => (0, Uniform(-90, 90)),
            3 => (Uniform(0, 360), Uniform(-1e-4, 1e-4)),
            _ => (Uniform(0, 360), Uniform(-90, 90)),
        };
        Left = Rows(ra, dec, _random.Next(maxRows), null);
        Right = Rows(ra, dec, _random.Next(maxRows), Left);
        return this;
    }

    /// <summary>A radius that finds some pairs, occasionally zero or the whole sky.</summary>
    internal double Radius() => _random.Next(10) switch
    {
        0 => 0,
        1 => 180,
        _ => Math.Min(180, Scale * Math.Pow(10, Uniform(-1.5, 0.5))),
    };

    /// <summary>One radius per row, some of them NaN or negative.</summary>
    internal double[] Radii(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => _random.Next(15) switch { 0 => double.NaN, 1 => -1, 2 => 0, _ => Radius() })];

    /// <summary>Ellipses that find some pairs.</summary>
    internal SkyEllipses Ellipses(int count)
    {
        double[] major = [.. Enumerable.Range(0, count).Select(_ => _random.Next(20) == 0 ? double.NaN : Scale * Uniform(0.01, 1.5))];
        return new SkyEllipses(
            major, Array.ConvertAll(major, axis => axis * Uniform(0.2, 1)), [.. major.Select(_ => Uniform(-180, 360))]);
    }

    internal double Uniform(double low, double high) => low + (high - low) * _random.NextDouble();

    private SkyPositions Rows(double centreRa, double centreDec, int count, SkyPositions? others)
    {
        double[] ra = new double[count], dec = new double[count];
        for (int i = 0; i < count; i++)
        {
            (ra[i], dec[i]) = Separation.Offset(centreRa, centreDec, Scale * Math.Sqrt(_random.NextDouble()), Uniform(0, 360));
            switch (_random.Next(14))
            {
                case 0 when others is { Count: > 0 } table:
                    int copied = _random.Next(table.Count);
                    (ra[i], dec[i]) = (table.Ra[copied], table.Dec[copied]);
                    break;
                case 1 when i > 0:
                    (ra[i], dec[i]) = (ra[i - 1], dec[i - 1]);
                    break;
                case 2:
                    ra[i] += 360 * _random.Next(-2, 3);
                    break;
                case 3 when _random.Next(3) == 0:
                    (ra[i], dec[i]) = _random.Next(4) switch
                    {
                        0 => (double.NaN, dec[i]),
                        1 => (ra[i], double.NaN),
                        2 => (double.PositiveInfinity, dec[i]),
                        _ => (ra[i], 90.5),
                    };
                    break;
            }
        }
        return new SkyPositions(ra, dec);
    }
}
