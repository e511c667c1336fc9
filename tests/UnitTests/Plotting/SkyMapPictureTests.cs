using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Plotting.SkyMaps;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.UnitTests.Plotting;

/// <summary>Sky maps beside pictures of them that were looked at and accepted.</summary>
public sealed class SkyMapPictureTests
{
    private static readonly FigureOptions Size = new() { Width = 600, Height = 340, Dpi = 96, Title = "A map" };

    [Theory]
    [InlineData("skymap-aitoff", ProjectionKind.Aitoff, SkyFrame.Galactic)]
    [InlineData("skymap-mollweide-icrs", ProjectionKind.Mollweide, SkyFrame.Icrs)]
    [InlineData("skymap-hammer-ecliptic", ProjectionKind.Hammer, SkyFrame.Ecliptic)]
    public void Whole_sky(string name, ProjectionKind kind, SkyFrame frame) =>
        ReferencePicture.Matches(SkyMap.Create([Spiral(), Circles()], new SkyMapOptions { View = new SkyView(frame, kind), Figure = Size }), name);

    [Fact]
    public void Turned_and_dark() => ReferencePicture.Matches(
        SkyMap.Create([Spiral()], new SkyMapOptions { View = new SkyView(SkyFrame.Icrs, ProjectionKind.Aitoff, 266, -29), Figure = Size with { Theme = FigureThemeKind.Dark } }),
        "skymap-turned-dark");

    [Fact]
    public void Part_of_the_sky() => ReferencePicture.Matches(
        SkyMap.Create([Spiral(), Circles()], new SkyMapOptions { View = new SkyView(SkyFrame.Icrs, ProjectionKind.Gnomonic, 266, -29), Field = (60, 30), Figure = Size }),
        "skymap-gnomonic");

    [Fact]
    public void Panels_of_the_plane() => ReferencePicture.Matches(
        SkyMap.Create(
            [Spiral(), Circles()],
            new SkyMapOptions { View = new SkyView(SkyFrame.Galactic, ProjectionKind.PlateCarree), Field = (360, 40), Panels = 3, Figure = Size with { Height = 500 } }),
        "skymap-panels");

    [Fact]
    public void Density() => ReferencePicture.Matches(
        SkyMap.Create(
            [new SkyMapLayer { Kind = SkyMapLayerKind.Density, Order = 3, RA = Spiral().RA, Dec = Spiral().Dec }],
            new SkyMapOptions { View = new SkyView(SkyFrame.Galactic, ProjectionKind.Mollweide), Figure = Size }),
        "skymap-density");

    [Fact]
    public void Sizes() => ReferencePicture.Matches(
        SkyMap.Create(
            [new SkyMapLayer { RA = [.. Spiral().RA[..40]], Dec = [.. Spiral().Dec[..40]], Sizes = [.. Enumerable.Range(1, 40).Select(i => i * 5.0)], SizeLabel = "sources" }],
            new SkyMapOptions { View = new SkyView(SkyFrame.Galactic, ProjectionKind.Hammer), Figure = Size }),
        "skymap-sizes");

    [Theory]
    [InlineData(ProjectionKind.Aitoff, 1)]
    [InlineData(ProjectionKind.Mollweide, 1)]
    [InlineData(ProjectionKind.Gnomonic, 1)]
    [InlineData(ProjectionKind.PlateCarree, 1)]
    [InlineData(ProjectionKind.PlateCarree, 4)]
    public void No_text_is_cut_or_overlaps_at_any_size(ProjectionKind kind, int panels)
    {
        foreach ((int width, int height, double dpi) in new[] { (400, 300, 96), (320, 640, 96), (640, 320, 96), (1600, 900, 150), (4000, 2000, 150), (2000, 1200, 300.0) })
        {
            if (panels > 1 && height / dpi < 4)
                continue;
            SkyMapOptions options = new()
            {
                View = new SkyView(SkyFrame.Galactic, kind),
                Field = kind == ProjectionKind.PlateCarree ? (360, 20) : null,
                Panels = panels,
                Figure = new FigureOptions { Width = width, Height = height, Dpi = dpi, Title = "A title of the map" },
            };
            IReadOnlyList<SvgText> texts = SvgText.Of(SkyMap.Create([Spiral(), Circles()], options).ToSvg());
            Assert.All(texts, text => Assert.True(text.IsWithin(width, height), $"'{text.Text}' is cut at {width} × {height}: {string.Join(' ', text.Corners)}"));
            for (int i = 0; i < texts.Count; i++)
            {
                for (int k = i + 1; k < texts.Count; k++)
                    Assert.False(texts[i].Overlaps(texts[k]), $"'{texts[i].Text}' and '{texts[k].Text}' overlap at {width} × {height}.");
            }
        }
    }

    // A spiral from pole to pole, whose colour runs over six decades.
    private static SkyMapLayer Spiral()
    {
        const int Count = 400;
        (double Ra, double Dec)[] places = [.. Enumerable.Range(0, Count).Select(i => Galactic.ToIcrs(i * 9.0 % 360, 178.0 * i / (Count - 1) - 89))];
        return new SkyMapLayer
        {
            RA = [.. places.Select(place => place.Ra)],
            Dec = [.. places.Select(place => place.Dec)],
            Values = [.. Enumerable.Range(0, Count).Select(i => i == 7 ? 0 : Math.Pow(10, -16 + 6.0 * i / Count))],
            IsLog = true,
            ValueLabel = "Flux (erg cm⁻² s⁻¹)",
            Label = "X-ray",
        };
    }

    private static SkyMapLayer Circles() => new()
    {
        Kind = SkyMapLayerKind.Ellipses,
        RA = [266, 280, 83, 359, 10],
        Dec = [-29, -20, 22, 0, 85],
        SemiMajorAxis = [5, 10, 12, 20, 15],
        SemiMinorAxis = [5, 3, 6, 20, 15],
        PositionAngle = [0, 45, 120, 0, 0],
        Color = "#D55E00",
        Label = "Fermi",
    };
}
