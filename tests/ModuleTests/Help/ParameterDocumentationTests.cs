using System.Management.Automation;
using HelpBuilder;

namespace PSAstroXmatch.ModuleTests.Help;

/// <summary>How documentation comments become help, and what is refused.</summary>
public sealed class ParameterDocumentationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("<summary>\n  The radius,\n  in <c>arcsec</c>.\n</summary>", "The radius, in arcsec.")]
    [InlineData("<summary>A &lt; B.<para>Two.</para>\n<para>Three.</para></summary>", "A < B.|Two.|Three.")]
    [InlineData("<summary><para>One:<list type=\"bullet\"><item>a</item><item><term>b</term><description>the\nsecond</description></item></list></para></summary>", "One:|- a\n- b: the second")]
    [InlineData("<summary><list type=\"number\"><item><description>a</description></item><item>b</item></list>End.</summary>", "1. a\n2. b|End.")]
    [InlineData("<summary>As <see cref=\"P:PSAstroXmatch.ModuleTests.Help.StarCommand.Radius\"/> of <see cref=\"T:Other.Star\"/>.</summary>", "As -Radius of Star.")]
    [InlineData("<summary><see langword=\"null\"/>, <paramref name=\"x\"/>, <see href=\"https://example.org\"/>, <see href=\"https://example.org\">words</see></summary>", "null, x, https://example.org, words")]
    [InlineData("<summary>A.</summary><remarks>For programmers.</remarks>", "A.")]
    public void A_summary_is_read_as_plain_paragraphs(string documentation, string paragraphs) =>
        Assert.Equal(paragraphs.Split('|'), Read(("StarCommand.Radius", documentation)).Of(typeof(StarCommand).GetProperty("Radius")!));

    [Fact]
    public void A_parameter_of_a_base_class_and_an_override_have_its_description()
    {
        ParameterDocumentation read = Read(("StarCmdlet.Service", "<summary>Which service.</summary>"), ("StarCommand.Service", "<inheritdoc/>"), ("StarCmdlet.Name", "<summary>Its name.</summary>"));
        Assert.Equal(["Which service."], read.Of(typeof(StarCommand).GetProperty("Service")!));
        Assert.Equal(["Its name."], read.Of(typeof(StarCommand).GetProperty("Name")!));
    }

    [Fact]
    public void A_description_is_taken_from_the_property_that_it_names()
    {
        ParameterDocumentation read = Read(("StarCommand.Radius", $"<inheritdoc cref=\"P:{typeof(StarCmdlet)}.Name\"/>"), ("StarCmdlet.Name", "<summary>Its name.</summary>"));
        Assert.Equal(["Its name."], read.Of(typeof(StarCommand).GetProperty("Radius")!));
    }

    [Theory]
    [InlineData("<summary/>", "has no description")]
    [InlineData("<remarks>Nothing.</remarks>", "has no description")]
    [InlineData("<summary>A <b>bold</b> word.</summary>", "<b>")]
    [InlineData("<inheritdoc/>", "overrides nothing")]
    [InlineData("<inheritdoc cref=\"P:Other.Star.Name\"/>", "Other.Star.Name")]
    public void What_help_cannot_show_is_refused_with_file_and_line(string documentation, string words)
    {
        HelpException problem = Assert.Throws<HelpException>(() => Read(("StarCommand.Radius", documentation)).Of(typeof(StarCommand).GetProperty("Radius")!));
        Assert.StartsWith($"{Path.Combine(_folder.FullName, "Stars.xml")}(2): error HELP: ", problem.Message);
        Assert.Contains(words, problem.Message);
    }

    [Fact]
    public void A_parameter_without_a_comment_is_refused() =>
        Assert.Contains("StarCommand.Radius", Assert.Throws<HelpException>(() => Read().Of(typeof(StarCommand).GetProperty("Radius")!)).Message);

    private ParameterDocumentation Read(params (string Property, string Documentation)[] members) => new(_folder.Write(
        "Stars.xml",
        $"<doc><members>\n{string.Concat(members.Select(member => $"<member name=\"P:PSAstroXmatch.ModuleTests.Help.{member.Property}\">{member.Documentation}</member>\n"))}</members></doc>"));
}

internal abstract class StarCmdlet : PSCmdlet
{
    [Parameter]
    public string? Name { get; set; }

    [Parameter]
    public virtual string? Service { get; set; }
}

internal sealed class StarCommand : StarCmdlet
{
    [Parameter]
    public double Radius { get; set; }

    [Parameter]
    public override string? Service { get; set; }
}
