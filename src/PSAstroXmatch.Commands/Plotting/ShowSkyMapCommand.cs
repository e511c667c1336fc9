using System.Management.Automation;
using System.Management.Automation.Host;
using PSAstroXmatch.Engine.Plotting.Terminal;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Draws the positions of objects on a map of the sky in the console. The lines of the map, or the sequence that shows its picture, are
/// output, so that they can be kept in a variable or a file.
/// </summary>
[Cmdlet(VerbsCommon.Show, "SkyMap")]
[OutputType(typeof(string))]
public sealed class ShowSkyMapCommand : SkyLayerCmdlet
{
    // Used if the host does not know the size of its window.
    private static readonly Size DefaultWindow = new(80, 24);

    // No terminal is larger than this; a host without a window may report any size.
    private const int Widest = 500, Highest = 200;

    /// <summary>How the sky is laid on the plane.</summary>
    [Parameter(Position = 0)]
    public ProjectionKind Projection { get; set; } = ProjectionKind.Aitoff;

    /// <summary>The frame of the map.</summary>
    [Parameter]
    public SkyFrame Frame { get; set; } = SkyFrame.Galactic;

    /// <summary>The position in the middle of the map; the origin of its frame where it is left out.</summary>
    [Parameter]
    [SkyCoordinateTransformation]
    [ArgumentCompleter(typeof(PositionExampleCompleter))]
    public SkyCoordinate? Center { get; set; }

    /// <summary>Width and height of the part of the sky that a PlateCarree or Gnomonic map shows, such as 40deg,20deg.</summary>
    [Parameter]
    [ValidateCount(1, 2)]
    [ArgumentCompleter(typeof(FieldExampleCompleter))]
    public string[]? Field { get; set; }

    /// <summary>Characters in a line at most; those of the window where it is left out.</summary>
    [Parameter]
    [ValidateRange(TerminalSkyMapOptions.SmallestWidth, Widest)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? Width { get; set; }

    /// <summary>Lines at most; those of the window, less two for the prompt, where it is left out.</summary>
    [Parameter]
    [ValidateRange(TerminalSkyMapOptions.SmallestHeight, Highest)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? Height { get; set; }

    /// <summary>
    /// How many colours are used. Where it is left out, the terminal's environment says it (COLORTERM, TERM, NO_COLOR); there are none
    /// where the output goes elsewhere.
    /// </summary>
    [Parameter]
    public TerminalColorDepth? ColorDepth { get; set; }

    /// <summary>
    /// Braille dots, or a picture by the protocol of kitty or as sixels. Auto is a picture where the environment names a terminal with
    /// kitty's protocol and -ColorDepth is left out, else Braille; that a terminal shows sixels can't be told without asking it.
    /// </summary>
    [Parameter]
    public TerminalGraphics Graphics { get; set; }

    private TerminalCapabilities Terminal => TerminalCapabilities.Of(
        Environment.GetEnvironmentVariable, isTerminal: Host.UI is { SupportsVirtualTerminal: true } && !Console.IsOutputRedirected);

    /// <inheritdoc/>
    protected override void End()
    {
        if (Objects.Count == 0)
        {
            WriteWarning("Nothing was drawn: the pipeline was empty.");
            return;
        }

        SkyMapLayer layer = CreateLayer();
        TerminalSkyMapOptions options = Options(layer);
        TerminalGraphics graphics = Graphics != TerminalGraphics.Auto ? Graphics
            : ColorDepth is null && Terminal is { HasKittyGraphics: true, ColorDepth: not TerminalColorDepth.None } ? TerminalGraphics.Kitty
            : TerminalGraphics.Braille;
        if (graphics == TerminalGraphics.Braille)
            WriteLines(layer, options);
        else
            WritePicture(layer, options, graphics);
    }

    private void WritePicture(SkyMapLayer layer, TerminalSkyMapOptions options, TerminalGraphics graphics)
    {
        (string sequence, IReadOnlyList<string> remarks) = Run("Drawing a sky map", (_, _) => TerminalPicture.Draw([layer], options, graphics));
        WriteObject(sequence);
        foreach (string remark in remarks)
            WriteWarning(remark);
    }

    private void WriteLines(SkyMapLayer layer, TerminalSkyMapOptions options)
    {
        TerminalSkyMapResult map = Run("Drawing a sky map", (_, stopping) =>
        {
            (double[] lon, double[] lat) = ToFrame(layer);
            return TerminalSkyMap.Draw(lon, lat, layer.Values, options, stopping);
        });
        foreach (string line in map.Lines)
            WriteObject(line);
    }

    private TerminalSkyMapOptions Options(SkyMapLayer layer)
    {
        Size window = WindowSize();
        TerminalCapabilities terminal = Terminal;
        return new TerminalSkyMapOptions
        {
            View = SkyViewArguments.View(Projection, Frame, Center),
            Field = SkyViewArguments.Field(Field),
            // Some consoles wrap after the last column, so that a full line and its line end give an empty line.
            Width = Width ?? Math.Clamp(window.Width - 1, TerminalSkyMapOptions.SmallestWidth, Widest),
            Height = Height ?? Math.Clamp(window.Height - 2, TerminalSkyMapOptions.SmallestHeight, Highest),
            ValueLabel = layer.ValueLabel,
            ValueRange = layer.ValueRange,
            IsLog = layer.IsLog,
            ColorMap = layer.ColorMap,
            ColorDepth = ColorDepth ?? terminal.ColorDepth,
            IsLight = terminal.IsLight,
        };
    }

    private (double[] Lon, double[] Lat) ToFrame(SkyMapLayer layer)
    {
        double[] lon = new double[layer.Count], lat = new double[layer.Count];
        for (int i = 0; i < lon.Length; i++)
        {
            // NaN stays NaN in every frame.
            (lon[i], lat[i]) = double.IsFinite(layer.RA[i]) && Math.Abs(layer.Dec[i]) <= 90
                ? SkyFrames.FromIcrs(Frame, layer.RA[i], layer.Dec[i])
                : (double.NaN, double.NaN);
        }

        return (lon, lat);
    }

    private Size WindowSize()
    {
        try
        {
            return Host.UI?.RawUI?.WindowSize is { Width: > 0, Height: > 0 } size ? size : DefaultWindow;
        }
        catch (Exception problem) when (problem is HostException or NotImplementedException or NotSupportedException or IOException)
        {
            // A host without a window, such as a server, an editor or a job.
            return DefaultWindow;
        }
    }
}
