using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Objects;

/// <summary>Labels in a program without PowerShell, whose assembly is not beside these tests.</summary>
public class ObjectLabelTests
{
    private static readonly AstroTable Stars = new(
        [
            new AstroColumn<double>(new ColumnInfo("ra", typeof(double)), [83.63, 83.64]),
            new AstroColumn<string>(new ColumnInfo("Name", typeof(string)), ["Crab", " "]),
        ],
        2);

    [Fact]
    public void A_row_is_called_by_its_name() => Assert.Equal("Crab", ObjectLabel.Of(new AstroTableRow(Stars, 0)));

    [Fact]
    public void A_row_without_a_name_has_an_empty_label() => Assert.Equal("", ObjectLabel.Of(new AstroTableRow(Stars, 1)));

    [Fact]
    public void An_object_is_called_by_its_own_text() => Assert.Equal("4.5", ObjectLabel.Of(4.5));

    [Fact]
    public void A_match_names_both_sides() => Assert.Equal(
        "Crab × 5e-06", new SkyMatch { Left = new AstroTableRow(Stars, 0), Right = 5e-6 }.ToString());

    [Fact]
    public void A_match_without_a_right_side_names_the_left() => Assert.Equal(
        "Crab × ", new SkyMatch { Left = new AstroTableRow(Stars, 0) }.ToString());

    [Fact]
    public void PowerShell_is_not_beside_these_tests() =>
        Assert.False(File.Exists(Path.Combine(AppContext.BaseDirectory, "System.Management.Automation.dll")));
}
