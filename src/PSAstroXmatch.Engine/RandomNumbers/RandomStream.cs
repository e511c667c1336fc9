using System.Numerics;

namespace PSAstroXmatch.Engine.RandomNumbers;

/// <summary>
/// A sequence of random numbers that is the same on every machine and in every version of .NET, which System.Random does not
/// guarantee. The generator is xoshiro256** (Blackman and Vigna 2018), seeded by SplitMix64; both are in the public domain.
/// </summary>
internal sealed class RandomStream
{
    private ulong _s0, _s1, _s2, _s3;
    private double _spareNormal = double.NaN;

    /// <summary>Starts the sequence of a seed for one purpose; sequences for different purposes are independent.</summary>
    public RandomStream(int seed, ulong purpose) => Restart(seed, purpose);

    /// <summary>Restarts with another sequence, like a new object.</summary>
    public void Restart(int seed, ulong purpose)
    {
        ulong state = Mix((uint)seed + 0x9E3779B97F4A7C15UL) ^ purpose;
        _s0 = NextSplitMix(ref state);
        _s1 = NextSplitMix(ref state);
        _s2 = NextSplitMix(ref state);
        _s3 = NextSplitMix(ref state);
        _spareNormal = double.NaN;
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A uniform number from 0 to less than 1, a multiple of 2⁻⁵³.</summary>
    public double Uniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform number from <paramref name="low"/> to less than <paramref name="high"/>.</summary>
    public double Uniform(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>A uniform integer from 0 to less than <paramref name="count"/> (biased by less than 2⁻³²).</summary>
    public int Index(int count) => (int)(((NextBits() >> 32) * (ulong)count) >> 32);

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>A number from the normal distribution with mean 0 and standard deviation 1 (Box and Muller 1958).</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            double spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }

        double radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
        (double sin, double cos) = Math.SinCos(2 * Math.PI * Uniform());
        _spareNormal = radius * sin;
        return radius * cos;
    }

    /// <summary>A number from the normal distribution.</summary>
    public double Normal(double mean, double standardDeviation) => mean + (standardDeviation * Normal());

    /// <summary>A number from the double exponential (Laplace) distribution around 0.</summary>
    public double Laplace(double scale)
    {
        double magnitude = -scale * Math.Log(1 - Uniform());
        return (NextBits() & 1) == 0 ? magnitude : -magnitude;
    }

    /// <summary>An integer from the Poisson distribution, for means up to a few hundred (Knuth's product of uniforms).</summary>
    public int Poisson(double mean)
    {
        double limit = Math.Exp(-mean);
        double product = Uniform();
        int count = 0;
        while (product > limit)
        {
            product *= Uniform();
            count++;
        }

        return count;
    }

    /// <summary>A direction uniform on the sphere: longitude and latitude in degrees.</summary>
    public (double Longitude, double Latitude) Isotropic()
    {
        double longitude = 360 * Uniform();
        return (longitude, Math.Asin(Uniform(-1, 1)) * (180 / Math.PI));
    }

    private static ulong NextSplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        return Mix(state);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}

/// <summary>Draws one of several values, each with its own weight.</summary>
/// <typeparam name="T">Type of a value.</typeparam>
internal sealed class WeightedChoice<T>
{
    private readonly T[] _values;
    private readonly double[] _cumulative;

    /// <summary>Sets the values and their weights, which may have any sum.</summary>
    public WeightedChoice(params (T Value, double Weight)[] choices)
    {
        _values = Array.ConvertAll(choices, c => c.Value);
        _cumulative = new double[choices.Length];
        double sum = 0;
        for (int i = 0; i < choices.Length; i++)
            _cumulative[i] = sum += choices[i].Weight;
    }

    /// <summary>Draws a value.</summary>
    public T Draw(RandomStream random)
    {
        int index = Array.BinarySearch(_cumulative, random.Uniform() * _cumulative[^1]);
        // An exact hit belongs to the next value, since intervals exclude their upper end.
        return _values[Math.Min(index < 0 ? ~index : index + 1, _values.Length - 1)];
    }
}
