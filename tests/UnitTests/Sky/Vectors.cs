using System.Globalization;

namespace PSAstroXmatch.UnitTests.Sky;

/// <summary>Reference vectors that other programs computed.</summary>
internal static class Vectors
{
    /// <summary>The rows of a CSV file with a header line; skips the running test where the file is missing.</summary>
    internal static string[][] Rows(string relative) =>
        [.. File.ReadLines(SharedData.Path(relative)).Skip(1).Select(line => line.Split(','))];

    internal static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
