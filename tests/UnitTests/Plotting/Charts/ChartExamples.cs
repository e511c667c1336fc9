using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Plotting.Charts;

namespace PSAstroXmatch.UnitTests.Plotting.Charts;

/// <summary>Charts of made-up data, one of each kind, the same in every run.</summary>
internal static class ChartExamples
{
    private const int Count = 240;

    private static readonly string[] Classes =
        ["PSR", "psr", "pwn", "snr", "spp", "HMB", "unk", "MSP", "msp", "glc", "FSRQ", "fsrq", "bcu", "bin", "rdg", "bll", "sfr", "a class of a very long name indeed"];

    /// <summary>Longitudes, fluxes and the like: spread evenly, without a generator of random numbers.</summary>
    public static double[] Spread(double min, double max, double step, int count = Count) =>
        [.. Enumerable.Range(0, count).Select(i => min + (max - min) * (i * step % 1))];

    public static double[] Fluxes(int count = Count) => [.. Spread(-15, -12, 0.618034, count).Select(power => Math.Pow(10, power))];

    public static CategoryList Categories(string label = "FermiClass") =>
        CategoryList.Of(label, [.. Spread(0, Classes.Length, 0.754878).Select(number => Classes[(int)Math.Sqrt(number * Classes.Length)])], Classes);

    public static CategoryList Hemispheres => CategoryList.Of("Hemisphere", [.. Spread(0, 2, 0.569840).Select(number => number < 1.2 ? "north" : "south")]);

    /// <summary>Every kind of chart.</summary>
    public static Dictionary<string, Func<FigureOptions, Figure>> All { get; } = new()
    {
        ["histogram"] = options => new HistogramChart { Values = Fluxes(), Axis = new ChartAxis("CscFlux (erg cm⁻² s⁻¹)") { IsLog = true } }.Draw(options),
        ["histogram-groups"] = options => new HistogramChart
        {
            Values = Spread(0, 3, 0.618034),
            Axis = new ChartAxis("NormalizedSep"),
            Groups = Hemispheres,
            BinWidth = 0.25,
            IsLogY = true,
        }.Draw(options),
        ["histogram-longitude"] = options => new HistogramChart { Values = Spread(0, 360, 0.618034), Axis = new ChartAxis("L") { IsLongitude = true }, Bins = 36 }.Draw(options),
        ["scatter"] = options => new ScatterChart
        {
            X = [new ScatterValues(new ChartAxis("L") { IsLongitude = true }, Spread(0, 360, 0.754878))],
            Y = [new ScatterValues(new ChartAxis("CscFlux (erg cm⁻² s⁻¹)") { IsLog = true }, Fluxes())],
            ColorBy = new MarkerValues("B (deg)", Spread(-10, 10, 0.569840)),
        }.Draw(options),
        ["scatter-groups"] = options => new ScatterChart
        {
            X = [new ScatterValues(new ChartAxis("SepDeg (deg)"), Spread(0, 0.1, 0.754878), Spread(0.001, 0.005, 0.31))],
            Y = [new ScatterValues(new ChartAxis("NumCscMatches"), Spread(1, 40, 0.618034))],
            Groups = Categories(),
            SizeBy = new MarkerValues("FermiR95 (deg)", Spread(0.01, 0.4, 0.569840)),
        }.Draw(options),
        ["scatter-classes"] = options => new ScatterChart
        {
            Categories = Categories(),
            Y = [new ScatterValues(new ChartAxis("log₁₀(CscFlux / FermiFlux)"), Spread(-6, 0, 0.618034))],
        }.Draw(options),
        ["scatter-lines"] = options => new ScatterChart
        {
            X = [new ScatterValues(new ChartAxis("Stated"), Spread(0.05, 0.95, 0.1, 10))],
            Y = [new ScatterValues(new ChartAxis("Found") { IsLog = true }, [.. Spread(0.05, 0.95, 0.3, 10)], Spread(0.01, 0.04, 0.31, 10), Spread(0.05, 0.2, 0.31, 10))],
            Groups = CategoryList.Of("", [.. Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? "measured" : "stated")]),
            Labels = [.. Enumerable.Range(0, 10).Select(i => i % 3 == 0 ? $"no. {i}" : "")],
            IsConnected = true,
            Lines = [new ChartLine([0, 0.5, 1], [0, 0.5, 1], "found = stated"), new ChartLine([0, 0.4, 0.5, 1], [0.2, 0.2, double.NaN, 0.4], "level")],
        }.Draw(options),
        ["panels-beside"] = options => new ScatterChart
        {
            X = [new ScatterValues(new ChartAxis("CscL") { IsLongitude = true }, Spread(0, 360, 0.754878)), new ScatterValues(new ChartAxis("CscB (deg)"), Spread(-10, 10, 0.31))],
            Y = [new ScatterValues(new ChartAxis("Flux ratio") { IsLog = true }, Fluxes())],
            ColorBy = new MarkerValues("SepDeg (deg)", Spread(0, 0.4, 0.569840)),
        }.Draw(options),
        ["panels-stacked"] = options => new ScatterChart
        {
            X = [new ScatterValues(new ChartAxis("CscL") { IsLongitude = true }, Spread(0, 360, 0.754878))],
            Y = [new ScatterValues(new ChartAxis("CscFlux (erg cm⁻² s⁻¹)") { IsLog = true }, Fluxes()), new ScatterValues(new ChartAxis("SepDeg (deg)"), Spread(0, 0.4, 0.31))],
            Groups = Hemispheres,
        }.Draw(options),
        ["bars"] = options => new BarChart { Categories = Categories(), Groups = Hemispheres }.Draw(options),
        ["bars-stacked"] = options => new BarChart { Categories = Categories(), Groups = Hemispheres, IsStacked = true, IsLog = true }.Draw(options),
        ["bars-lying"] = options => new BarChart { Categories = Categories(), Values = Fluxes(), Statistic = BarStatistic.Mean, IsHorizontal = true, ValueLabel = "Mean of CscFlux (erg cm⁻² s⁻¹)" }.Draw(options),
        ["bars-positions"] = options => new PositionBarChart
        {
            Positions = Spread(0, 360, 0.754878, 40),
            Axis = new ChartAxis("Galactic longitude") { IsLongitude = true },
            Values = Spread(1, 60, 0.31, 40).Select(Math.Floor).ToArray(),
            Widths = Spread(0.1, 12, 0.618034, 40),
            ValueLabel = "Number of Chandra sources",
        }.Draw(options),
    };
}
