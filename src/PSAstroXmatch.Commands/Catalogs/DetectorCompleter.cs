using System.Collections;
using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Completes the names of Chandra's detectors.</summary>
public sealed class DetectorCompleter : TapCompleter
{
    private static readonly (string Name, string Meaning)[] Detectors =
    [
        ("ACIS-I", "Advanced CCD Imaging Spectrometer, imaging array"),
        ("ACIS-S", "Advanced CCD Imaging Spectrometer, spectroscopy array"),
        ("HRC-I", "High Resolution Camera, imaging"),
        ("HRC-S", "High Resolution Camera, spectroscopy"),
    ];

    /// <summary>Whether this is the name of a detector, ignoring case.</summary>
    internal static bool IsDetector(string name) => Detectors.Any(detector => detector.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        Detectors.Select(detector => Result(detector.Name, null, detector.Meaning));
}
