using BenchmarkDotNet.Attributes;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Benchmarks;

/// <summary>The inner loops, on 100,000 positions.</summary>
[MemoryDiagnoser]
public class Kernels
{
    private const int Count = 100_000;
    private readonly double[] _ra = new double[Count];
    private readonly double[] _dec = new double[Count];
    private readonly double[] _nearRa = new double[Count];
    private readonly double[] _nearDec = new double[Count];
    private readonly double[] _first = new double[Count];
    private readonly double[] _second = new double[Count];

    /// <summary>Positions all over the sky, each with a neighbour at an arcsecond.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Random random = new(1);
        for (int i = 0; i < Count; i++)
        {
            (_ra[i], _dec[i]) = (360 * random.NextDouble(), Math.Asin(2 * random.NextDouble() - 1) * 180 / Math.PI);
            (_nearRa[i], _nearDec[i]) = Separation.Offset(_ra[i], _dec[i], 1 / 3600.0, 360 * random.NextDouble());
        }
    }

    /// <summary>ICRS to galactic coordinates.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void IcrsToGalactic() => Galactic.FromIcrs(_ra, _dec, _first, _second);

    /// <summary>Distances of neighbours.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void SeparationOfNeighbours() => Separation.Degrees(_ra, _dec, _nearRa, _nearDec, _first);

    /// <summary>Distances of positions far from each other.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void SeparationOfOthers() => Separation.Degrees(_ra, _dec, _nearDec, _nearDec, _first);

    /// <summary>Position angles.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void PositionAngle() => Separation.PositionAngle(_ra, _dec, _nearRa, _nearDec, _first);
}
