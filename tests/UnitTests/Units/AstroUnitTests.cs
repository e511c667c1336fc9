using System.Globalization;
using PSAstroXmatch.Engine.Units;

namespace PSAstroXmatch.UnitTests.Units;

public sealed class AstroUnitTests
{
    /// <summary>Made by astropy_units.py; the first line names the version of astropy.</summary>
    public static TheoryData<string, string, string, string> Vectors()
    {
        TheoryData<string, string, string, string> vectors = [];
        using StreamReader reader = new(typeof(AstroUnitTests).Assembly.GetManifestResourceStream("AstropyUnits.csv")!);
        foreach (string line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2))
        {
            string[] cells = line.Trim().Split(',');
            vectors.Add(cells[0], cells[1], cells[2], cells[3]);
        }

        return vectors;
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Units_are_converted_as_astropy_converts_them(string notation, string from, string to, string factor)
    {
        AstroUnit? left = AstroUnit.Parse(from), right = AstroUnit.Parse(to);
        Assert.True(left is not null && right is not null, $"{from} or {to} ({notation}) was not read.");
        double? converted = left.FactorTo(right), back = right.FactorTo(left);
        if (factor == "none")
        {
            Assert.Null(converted);
            Assert.Null(back);
            return;
        }

        // Astropy's constants have more digits than their uncertainties; products of powers round in another order.
        double expected = double.Parse(factor, CultureInfo.InvariantCulture);
        Assert.Equal(expected, converted!.Value, 1e-9 * expected);
        Assert.Equal(1, converted.Value * back!.Value, 1e-12);
    }

    [Theory]
    [InlineData("erg/cm2/s", "erg cm-2 s-1", "erg.cm**-2.s**-1", "erg/(cm2 s)", "erg cm⁻² s⁻¹", "ergs/s/cm^2", "ERG/CM2/S", "mW/m2", "10-3W.m-2", "cm-2 erg s-1")]
    [InlineData("mas/yr", "mas.yr-1", "mas yr**-1", "mas * yr^-1", "mas/year", "mas/a", "MAS/YR", "marcsec/yr")]
    [InlineData("deg", "degree", "degrees", "Degrees", "DEG", "°", " deg ", "deg.")]
    [InlineData("arcsec", "\"", "arcseconds", "ARCSEC")]
    [InlineData("electron/s", "'electron'.s**-1", "e-/s", "e-.s-1", "electrons/sec")]
    [InlineData("um", "µm", "μm", "micron", "10-6m")]
    [InlineData("Hz", "1/s", "s-1", "s^(-1)")]
    public void One_unit_has_many_spellings(string unit, params string[] others)
    {
        AstroUnit expected = AstroUnit.Parse(unit)!;
        Assert.All(others, other => Assert.Equal(1, AstroUnit.Parse(other)?.FactorTo(expected) ?? double.NaN, 1e-12));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("N/A")]
    [InlineData("flag")]
    [InlineData("h:m:s")]
    [InlineData("log(cm.s**-2)")]
    [InlineData("[Sun]")]
    [InlineData("1e-14erg/cm2/s")]
    [InlineData("erg//s")]
    [InlineData("erg/")]
    [InlineData("erg/(cm2 s")]
    [InlineData("erg)")]
    [InlineData("cm**")]
    [InlineData("cm**(1/0)")]
    [InlineData("m(s)")]
    [InlineData("()")]
    [InlineData("Em999")]
    [InlineData("Em99.Em99.Em99")]
    [InlineData("xyz")]
    [InlineData("10-3")]
    public void What_is_not_a_unit_is_unknown(string text)
    {
        Assert.Null(AstroUnit.Parse(text));
        Assert.Null(AstroUnit.InDegrees(text));
    }

    [Fact]
    public void Long_and_deeply_nested_texts_of_a_file_are_unknown_at_once()
    {
        Assert.Null(AstroUnit.Parse(new string('(', 100_000)));
        Assert.Null(AstroUnit.Parse(string.Concat(Enumerable.Repeat("(", 50)) + "m" + string.Concat(Enumerable.Repeat(")", 50))));
        Assert.Null(AstroUnit.Parse(string.Join(".", Enumerable.Repeat("m", 100_000))));
        Assert.Null(AstroUnit.Parse("m" + new string('9', 300)));
    }

    [Theory]
    [InlineData("deg", 1)]
    [InlineData("arcmin", 1.0 / 60)]
    [InlineData("arcsec", 1.0 / 3600)]
    [InlineData("mas", 1.0 / 3_600_000)]
    [InlineData("rad", 180 / Math.PI)]
    [InlineData("h", 15)]
    [InlineData("hours", 15)]
    [InlineData("hourangle", 15)]
    public void Angles_are_measured_in_degrees_to_the_last_digit(string unit, double degrees) => Assert.Equal(degrees, AstroUnit.InDegrees(unit));

    [Theory]
    [InlineData("s")]
    [InlineData("min")]
    [InlineData("d")]
    [InlineData("deg2")]
    [InlineData("mas/yr")]
    public void What_does_not_measure_an_angle_has_no_degrees(string unit) => Assert.Null(AstroUnit.InDegrees(unit));

    [Theory]
    [InlineData("log(cm.s**-2)", true)]
    [InlineData("dex(cm/s2)", true)]
    [InlineData("[mW/m2]", true)]
    [InlineData("MJD", true)]
    [InlineData("e-/s", true)]
    [InlineData("%", true)]
    [InlineData("h m s", true)]
    [InlineData("N/A", false)]
    [InlineData("flag", false)]
    [InlineData("name", false)]
    [InlineData("gaia class probabilities (quasar/galaxy/star)", false)]
    [InlineData("mag(AB)", false)]
    public void A_text_above_a_column_is_a_unit_or_not(string text, bool isUnit) => Assert.Equal(isUnit, AstroUnit.IsUnit(text));

    [Fact]
    public void Every_described_unit_is_known()
    {
        Type[] types =
        [
            typeof(FermiSource), typeof(ChandraSource), typeof(ChandraObservation), typeof(FermiCscMatch), typeof(FermiCounterpart),
            typeof(Counterpart), typeof(GaiaSource), typeof(TwoMassSource), typeof(OtherSource), typeof(SkyMatch), typeof(SkyMatchGroup), typeof(AstroCatalog), typeof(AstroCacheEntry),
        ];
        string[] units = [.. types.SelectMany(DescribedColumns.Of).Select(column => column.Attribute.Unit).OfType<string>().Distinct()];
        Assert.True(units.Length > 8, string.Join(", ", units));
        Assert.All(units, unit => Assert.True(AstroUnit.Parse(unit)?.FactorTo(AstroUnit.Parse(unit)!) == 1, unit));
    }
}
