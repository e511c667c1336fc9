using System.Xml.Linq;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Plotting.SkyMaps;
using PSAstroXmatch.Engine.Sky;
using SkiaSharp;

namespace PSAstroXmatch.UnitTests.Plotting;

public sealed class SkyMapTests
{
    private static readonly FigureOptions Small = new() { Width = 480, Height = 300, Dpi = 96 };

    [Theory]
    [InlineData(ProjectionKind.Aitoff)]
    [InlineData(ProjectionKind.Hammer)]
    [InlineData(ProjectionKind.Mollweide)]
    public void On_a_map_of_the_whole_sky_every_position_is_drawn(ProjectionKind kind)
    {
        // Each dot has a colour of its own kind, and they lie apart: count the islands of red.
        List<(double Lon, double Lat)> places = [];
        for (int lon = -150; lon <= 150; lon += 50)
        {
            for (int lat = -60; lat <= 60; lat += 40)
                places.Add((lon, lat));
        }

        Figure figure = SkyMap.Create([Layer(places, "#FF0000", size: 6)], new SkyMapOptions { View = new SkyView(SkyFrame.Galactic, kind), Figure = Small, HasGrid = false });
        Assert.Empty(figure.Remarks);
        Assert.Equal(places.Count, Islands(figure, color => color.Red > 200 && color.Green < 80));
    }

    [Fact]
    public void Poles_and_the_edge_are_drawn()
    {
        foreach (ProjectionKind kind in new[] { ProjectionKind.Aitoff, ProjectionKind.Hammer, ProjectionKind.Mollweide, ProjectionKind.PlateCarree })
        {
            Figure figure = SkyMap.Create(
                [Layer([(0, 90), (0, -90), (180, 0), (179.9999999999, 0.0001)], "#FF0000", size: 8)],
                new SkyMapOptions { View = new SkyView(SkyFrame.Galactic, kind), Figure = Small, HasGrid = false });
            Assert.Empty(figure.Remarks);
            // The edge of the map runs through them and may cut each in two.
            Assert.InRange(Islands(figure, color => color.Red > 180 && color.Green < 120), 3, 8);
        }
    }

    [Fact]
    public void Ellipses_without_a_position_or_an_axis_are_counted_with_a_separator_of_thousands()
    {
        double[] ra = new double[1664], dec = new double[1664], axis = new double[1664];
        Array.Fill(ra, double.NaN, 0, 40);
        Array.Fill(axis, 0.5);
        Array.Fill(axis, double.NaN, 1637, 27);
        SkyMapLayer layer = new() { Kind = SkyMapLayerKind.Ellipses, RA = ra, Dec = dec, SemiMajorAxis = axis };
        Figure figure = SkyMap.Create([layer], new SkyMapOptions { View = new SkyView(SkyFrame.Icrs, ProjectionKind.Aitoff), Figure = Small });
        Assert.Equal("67 of 1,664 objects not drawn: no position or no ellipse axis.", Assert.Single(figure.Remarks));
    }

    // The raster of an infinite dot has no end.
    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.NaN)]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_size_that_is_none_is_the_smallest_dot_and_is_counted(double size)
    {
        SkyMapLayer layer = Layer([(0, 0), (60, 0), (-60, 0)], "#FF0000", 18) with { Sizes = [1, size, 4], SizeLabel = "snr" };
        Figure figure = SkyMap.Create([layer], new SkyMapOptions { View = new SkyView(SkyFrame.Galactic, ProjectionKind.Aitoff), Figure = Small, HasGrid = false });
        Assert.Equal("1 of 3 objects drawn with the smallest dot: no positive value of snr.", Assert.Single(figure.Remarks));
        Assert.True(Islands(figure, color => color.Red > 200 && color.Green < 80) >= 3);
        Assert.Contains(SvgText.Of(figure.ToSvg()), text => text.Text == "4 snr");
    }

    [Theory]
    [InlineData(4e-12, "4×10⁻¹²", "10⁻¹²", "2×10⁻¹³")]
    [InlineData(0.25, "0.2", "0.05", "0.01")]
    [InlineData(7, "7", "2", null)]
    [InlineData(200, "200", "50", "10")]
    [InlineData(12.5, "10", "2.5", "0.5")]
    [InlineData(double.MaxValue, "10³⁰⁸", "2.5×10³⁰⁷", "5×10³⁰⁶")]
    public void The_legend_has_sizes_of_any_magnitude(double largest, string first, string second, string? third)
    {
        double[] sizes = [largest, largest == Math.Floor(largest) ? 1 : largest / 3, double.PositiveInfinity];
        SkyMapLayer layer = Layer([(0, 0), (60, 0), (-60, 0)], "#FF0000", 18) with { Sizes = sizes, SizeLabel = "F" };
        Figure figure = SkyMap.Create([layer], new SkyMapOptions { View = new SkyView(SkyFrame.Galactic, ProjectionKind.Aitoff), Figure = Small, HasGrid = false });
        string[] texts = [.. SvgText.Of(figure.ToSvg()).Select(text => text.Text)];
        Assert.Contains(first + " F", texts);
        Assert.Contains(second, texts);
        if (third is not null)
            Assert.Contains(third, texts);
        Assert.DoesNotContain("0", texts);
    }

    [Fact]
    public void What_is_not_drawn_is_counted()
    {
        SkyMapLayer layer = new()
        {
            RA = [266.4, 266.5, 10, double.NaN, 20],
            Dec = [-29, -29, 10, 0, 95],
            Values = [1e-14, 0, 1e-13, 1, 1],
            IsLog = true,
            ValueLabel = "Flux",
            Label = "X-ray",
        };
        SkyMapOptions options = new()
        {
            View = new SkyView(SkyFrame.Galactic, ProjectionKind.Gnomonic),
            Field = (6, 4),
            Figure = Small,
        };
        Assert.Equal(
            [
                "X-ray: 2 of 5 objects not drawn: no position.",
                "X-ray: 1 of 5 objects not drawn: outside the map.",
                "X-ray: 1 of 5 objects drawn in grey: no positive value of Flux.",
            ],
            SkyMap.Create([layer], options).Remarks);
    }

    [Fact]
    public void Values_beyond_the_colours_are_counted()
    {
        SkyMapLayer layer = new() { RA = [1, 2, 3], Dec = [0, 0, 0], Values = [0.5, 1, 9], ValueRange = (1, 2), ValueLabel = "Ratio" };
        Assert.Equal(
            "2 of 3 objects drawn in the first or last colour: Ratio is outside the colour range.",
            Assert.Single(SkyMap.Create([layer], new SkyMapOptions { View = new SkyView(SkyFrame.Icrs, ProjectionKind.Aitoff), Figure = Small }).Remarks));
    }

    [Fact]
    public void Half_of_the_sky_is_outside_a_gnomonic_map_and_told()
    {
        List<(double, double)> around = [.. Enumerable.Range(0, 36).Select(i => (i * 10.0, 0.0))];
        SkyMapOptions options = new() { View = new SkyView(SkyFrame.Galactic, ProjectionKind.Gnomonic), Field = (150, 60), Figure = Small };
        // From −70° to 70° there are 15.
        Assert.Equal("21 of 36 objects not drawn: outside the map.", Assert.Single(SkyMap.Create([Layer(around, "red", 4)], options).Remarks));
    }

    [Fact]
    public void The_strip_of_the_plane_has_all_longitudes()
    {
        List<(double, double)> around = [.. Enumerable.Range(0, 36).Select(i => (i * 10.0 + 5, 0.0))];
        foreach (int panels in new[] { 1, 2, 4 })
        {
            SkyMapOptions options = new()
            {
                View = new SkyView(SkyFrame.Galactic, ProjectionKind.PlateCarree),
                Field = (360, 20),
                Panels = panels,
                HasGrid = false,
                Figure = Small with { Width = 1200, Height = 700 },
            };
            Figure figure = SkyMap.Create([Layer(around, "#FF0000", 7)], options);
            Assert.Empty(figure.Remarks);
            Assert.Equal(36, Islands(figure, color => color.Red > 200 && color.Green < 80));
        }
    }

    [Fact]
    public void A_circle_is_as_large_as_the_sky_says()
    {
        // Two of 5° whose centres are 20° apart: together 30° wide and 10° high.
        SkyMapLayer circle = new() { Kind = SkyMapLayerKind.Ellipses, RA = [170, 190], Dec = [0, 0], SemiMajorAxis = [5, 5], Color = "#FF0000" };
        SkyMapOptions options = new()
        {
            View = new SkyView(SkyFrame.Icrs, ProjectionKind.PlateCarree, 180),
            Field = (40, 20),
            HasGrid = false,
            Figure = Small with { Width = 1000, Height = 600 },
        };
        using SKBitmap picture = Picture(SkyMap.Create([circle], options));
        (int left, int right, int top, int bottom) = Bounds(picture, color => color.Red > 180 && color.Green < 120);
        Assert.InRange(right - left, 500, 750);
        Assert.Equal((right - left) / 3.0, bottom - top, 1.5);
    }

    [Theory]
    [InlineData(0.5, 0, 0)]
    [InlineData(10, 120, 60)]
    [InlineData(3, 0, 90)]
    [InlineData(150, 30, -20)]
    public void Each_point_of_a_circle_is_at_its_radius(double radius, double ra, double dec) =>
        Assert.All(SkyEllipse.Outline(ra, dec, radius, radius, 0, 40), point => Assert.Equal(radius, Separation.Degrees(ra, dec, point.Ra, point.Dec), 1e-9));

    [Fact]
    public void An_ellipse_points_where_its_position_angle_says()
    {
        (double ra, double dec)[] outline = [.. SkyEllipse.Outline(83.6, 22, 0.4, 0.1, 30, 4)];
        Assert.Equal(0.4, Separation.Degrees(83.6, 22, outline[0].ra, outline[0].dec), 1e-9);
        Assert.Equal(30, Separation.PositionAngle(83.6, 22, outline[0].ra, outline[0].dec), 1e-6);
        Assert.Equal(0.1, Separation.Degrees(83.6, 22, outline[1].ra, outline[1].dec), 1e-9);
        Assert.Equal(120, Separation.PositionAngle(83.6, 22, outline[1].ra, outline[1].dec), 1e-6);
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new double[] { 3 })]
    [InlineData(new double[] { 3, 3, 3 })]
    [InlineData(new double[] { 0, -1, double.NaN })]
    public void Any_values_make_a_figure(double[] values)
    {
        foreach (bool isLog in new[] { false, true })
        {
            SkyMapLayer layer = new()
            {
                RA = [.. values.Select((_, i) => i * 10.0)],
                Dec = [.. values.Select(_ => 5.0)],
                Values = values,
                Sizes = values,
                IsLog = isLog,
                ValueLabel = "Flux",
                SizeLabel = "Size",
            };
            Assert.NotEmpty(SkyMap.Create([layer], new SkyMapOptions { View = new SkyView(SkyFrame.Icrs, ProjectionKind.Aitoff), Figure = Small }).ToPng());
        }
    }

    [Theory]
    [InlineData(187, 400)]
    [InlineData(188, 188)]
    [InlineData(3000, 200)]
    [InlineData(200, 2000)]
    public void Any_size_makes_a_figure_or_an_error(int width, int height)
    {
        SkyMapOptions options = new() { View = new SkyView(SkyFrame.Icrs, ProjectionKind.Gnomonic), Figure = new FigureOptions { Width = width, Height = height, Title = "T" } };
        if (width < 188)
        {
            Assert.Equal("FigureSizeInvalid", Assert.Throws<AstroException>(() => SkyMap.Create([Layer([(0, 0)], "red", 3)], options)).ErrorId);
            return;
        }

        using SKBitmap picture = Picture(SkyMap.Create([Layer([(0, 0)], "red", 3)], options));
        Assert.Equal((width, height), (picture.Width, picture.Height));
    }

    [Fact]
    public void What_can_not_be_drawn_is_one_clear_error()
    {
        SkyView whole = new(SkyFrame.Icrs, ProjectionKind.Aitoff), turned = new(SkyFrame.Icrs, ProjectionKind.PlateCarree, 0, 30);
        Assert.Equal("FieldInvalid", Fails(new SkyMapOptions { View = whole, Field = (30, 20) }));
        Assert.Equal("FieldInvalid", Fails(new SkyMapOptions { View = new SkyView(SkyFrame.Icrs, ProjectionKind.Gnomonic), Field = (180, 20) }));
        Assert.Equal("PanelsInvalid", Fails(new SkyMapOptions { View = whole, Panels = 2 }));
        Assert.Equal("PanelsInvalid", Fails(new SkyMapOptions { View = turned, Panels = 2 }));
        Assert.Equal("ColorUnknown", Fails(new SkyMapOptions { View = whole }, Layer([(0, 0)], "Farbe", 3)));
        Assert.Equal("OrderInvalid", Fails(new SkyMapOptions { View = whole }, new SkyMapLayer { Kind = SkyMapLayerKind.Density, RA = [1], Dec = [1], Order = 11 }));

        static string Fails(SkyMapOptions options, SkyMapLayer? layer = null) =>
            Assert.Throws<AstroException>(() => SkyMap.Create([layer ?? Layer([(0, 0)], "red", 3)], options)).ErrorId;
    }

    [Fact]
    public void A_density_counts_by_area()
    {
        // All sky evenly: a HEALPix pixel of order 4 has 13.43 square degrees, and one position in its middle.
        long pixels = Healpix.PixelCount(4);
        (double Lon, double Lat)[] centres = [.. Enumerable.Range(0, (int)pixels).Select(pixel => Healpix.Center(4, pixel))];
        SkyMapLayer layer = new() { Kind = SkyMapLayerKind.Density, Order = 4, RA = [.. centres.Select(c => c.Lon)], Dec = [.. centres.Select(c => c.Lat)], Opacity = 1 };
        SkyMapOptions options = new() { View = new SkyView(SkyFrame.Icrs, ProjectionKind.Mollweide), Figure = Small, HasGrid = false };
        SkyMapField field = SkyMapField.Of(options.View, null);
        DensityGrid grid = new(new ProjectedLayer(layer, options.View, FigureTheme.Of(FigureThemeKind.Light), ScottPlot.Colors.Red), field, FigureTheme.Of(FigureThemeKind.Light));
        Assert.Equal(1 / 13.42868, (grid.Scale.Min + grid.Scale.Max) / 2, 1e-6);
        using SKBitmap picture = Picture(SkyMap.Create([layer], options));
        // All of the map has one colour, that of the middle of the scale.
        Assert.NotEqual(picture.GetPixel(200, 150), new SKColor(255, 255, 255));
        Assert.Equal(picture.GetPixel(200, 150), picture.GetPixel(150, 120));
    }

    [Fact]
    public void A_PNG_tells_its_resolution_and_size()
    {
        byte[] png = SkyMap.Create([Layer([(0, 0)], "red", 3)], new SkyMapOptions { View = new SkyView(SkyFrame.Icrs, ProjectionKind.Aitoff), Figure = Small with { Dpi = 200 } }).ToPng();
        using SKBitmap picture = SKBitmap.Decode(png);
        Assert.Equal((480, 300), (picture.Width, picture.Height));
        int chunk = png.AsSpan().IndexOf("pHYs"u8);
        // 200 dpi are 7,874 pixels a metre.
        Assert.Equal(7_874, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(chunk + 4)));
    }

    [Fact]
    public void In_an_SVG_letters_are_letters_and_few_dots_are_circles()
    {
        SkyMapOptions options = new() { View = new SkyView(SkyFrame.Galactic, ProjectionKind.Aitoff), Figure = Small with { Title = "Pulsars & more" } };
        XDocument svg = XDocument.Load(new MemoryStream(SkyMap.Create([Layer([(10, 10), (50, 20)], "#FF0000", 5)], options).ToSvg()));
        string[] texts = [.. svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value.Trim())];
        Assert.Contains("Pulsars & more", texts);
        Assert.Contains("30°", texts);
        Assert.Single(texts, text => text == "Pulsars & more");
        Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName == "image");

        SkyMapLayer many = Layer([.. Enumerable.Range(0, 6000).Select(i => (i * 0.06, 0.0))], "red", 2);
        XDocument picture = XDocument.Load(new MemoryStream(SkyMap.Create([many], options).ToSvg()));
        Assert.Contains(picture.Descendants(), e => e.Name.LocalName == "image");
    }

    private static SkyMapLayer Layer(IReadOnlyList<(double Lon, double Lat)> galactic, string color, double size)
    {
        (double Ra, double Dec)[] icrs = [.. galactic.Select(place => Galactic.ToIcrs(place.Lon, place.Lat))];
        return new SkyMapLayer { RA = [.. icrs.Select(p => p.Ra)], Dec = [.. icrs.Select(p => p.Dec)], Color = color, Size = size, Opacity = 1 };
    }

    private static SKBitmap Picture(Figure figure) => SKBitmap.Decode(figure.ToPng());

    // The number of connected spots whose pixels are of a kind.
    private static int Islands(Figure figure, Func<SKColor, bool> isOf)
    {
        using SKBitmap picture = Picture(figure);
        bool[,] seen = new bool[picture.Width, picture.Height];
        int islands = 0;
        Stack<(int X, int Y)> open = [];
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                if (seen[x, y] || !isOf(picture.GetPixel(x, y)))
                    continue;
                islands++;
                open.Push((x, y));
                while (open.TryPop(out (int X, int Y) at))
                {
                    if (at.X < 0 || at.Y < 0 || at.X >= picture.Width || at.Y >= picture.Height || seen[at.X, at.Y] || !isOf(picture.GetPixel(at.X, at.Y)))
                        continue;
                    seen[at.X, at.Y] = true;
                    for (int side = 0; side < 9; side++)
                        open.Push((at.X + side % 3 - 1, at.Y + side / 3 - 1));
                }
            }
        }

        return islands;
    }

    private static (int Left, int Right, int Top, int Bottom) Bounds(SKBitmap picture, Func<SKColor, bool> isOf)
    {
        int left = int.MaxValue, right = -1, top = int.MaxValue, bottom = -1;
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                if (!isOf(picture.GetPixel(x, y)))
                    continue;
                (left, right) = (Math.Min(left, x), Math.Max(right, x));
                (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
            }
        }

        return (left, right, top, bottom);
    }
}
