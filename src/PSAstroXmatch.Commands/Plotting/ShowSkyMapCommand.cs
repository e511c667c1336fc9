using System.Management.Automation;
using System.Management.Automation.Host;
using PSAstroXmatch.Engine.Plotting.Terminal;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>Draws objects on a sky map in the console.</summary>
[Cmdlet(VerbsCommon.Show, "SkyMap")]
[OutputType(typeof(string))]
public sealed class ShowSkyMapCommand : SkyLayerCmdlet
{
    // Used if the host does not know the size of its window.
    private static readonly Size DefaultWindow = new(80, 24);

    // No terminal is larger than this; a host without a window may report any size.
    private const int Widest = 500, Highest = 200;

    /// <inheritdoc cref="ExportSkyMapCommand.Projection"/>
    [Parameter(Position = 0)]
    public ProjectionKind Projection { get; set; } = ProjectionKind.Aitoff;

    /// <inheritdoc cref="ExportSkyMapCommand.Frame"/>
    [Parameter]
    public SkyFrame Frame { get; set; } = SkyFrame.Galactic;

    /// <inheritdoc cref="ExportSkyMapCommand.Center"/>
    [Parameter]
    [SkyCoordinateTransformation]
    [ArgumentCompleter(typeof(PositionExampleCompleter))]
    public SkyCoordinate? Center { get; set; }

    /// <inheritdoc cref="ExportSkyMapCommand.Field"/>
    [Parameter]
    [ValidateCount(1, 2)]
    [ArgumentCompleter(typeof(FieldExampleCompleter))]
    public string[]? Field { get; set; }

    /// <summary>Maximum number of characters per line. Defaults to the width of the window, less one.</summary>
    [Parameter]
    [ValidateRange(TerminalSkyMapOptions.SmallestWidth, Widest)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? Width { get; set; }

    /// <summary>Maximum number of lines, including text. Defaults to the height of the window, less two for the prompt.</summary>
    [Parameter]
    [ValidateRange(TerminalSkyMapOptions.SmallestHeight, Highest)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? Height { get; set; }

    /// <summary>
    /// Number of colours to use. By default, what the environment says that the terminal has (COLORTERM, TERM, NO_COLOR), and no colours if
    /// the output is redirected.
    /// </summary>
    [Parameter]
    public TerminalColorDepth? ColorDepth { get; set; }

    /// <summary>
    /// How to draw the map. A picture is a single string; a warning counts the objects that are not in it.
    /// <list type="bullet">
    /// <item>Auto: a kitty picture if the environment names a terminal that shows them and -ColorDepth is not given, otherwise
    /// Braille.</item>
    /// <item>Braille: lines of Braille dots.</item>
    /// <item>Kitty: a picture in the kitty graphics protocol.</item>
    /// <item>Sixel: a picture in sixels. It has to be requested, because the environment does not tell which terminals show sixels.</item>
    /// </list>
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
