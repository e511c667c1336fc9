using HelpBuilder;

namespace PSAstroXmatch.ModuleTests.Help;

/// <summary>How a page of docs becomes the text of a topic, and what is refused.</summary>
public sealed class AboutTopicReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_page_becomes_plain_text_in_lines_of_80_columns()
    {
        _folder.Write("stars.md", """
            <!-- Get-Help about_Stars -->
            # Stars

            What a **star** is.

            A star shines by itself, which a planet does not, and a [galaxy](galaxies.md) is made of many `stars` and of dust.

            ```powershell
            Get-Star |
                Sort-Object G
            ```

            ## Kinds

            | kind | what it is |
            |---|---|
            | dwarf | most of them: some are red and small, and others are white and smaller still, about as large as the Earth is |
            | giant\|s | few |

            - one
            - a second one that is longer than a line of eighty columns and so goes on in the next line

            ## See also

            - [about_Galaxies](galaxies.md)
            """);
        AboutTopic topic = Assert.Single(AboutTopic.Read(_folder.FullName));
        Assert.Equal("about_Stars", topic.Name);
        Assert.Equal("""
            TOPIC
                about_Stars

            SHORT DESCRIPTION
                What a star is.

            LONG DESCRIPTION
                A star shines by itself, which a planet does not, and a galaxy is made of
                many stars and of dust.

                    Get-Star |
                        Sort-Object G

              Kinds
                kind     what it is
                dwarf    most of them: some are red and small, and others are white and
                         smaller still, about as large as the Earth is
                giant|s  few

                - one
                - a second one that is longer than a line of eighty columns and so goes on
                  in the next line

            SEE ALSO
                - about_Galaxies

            """.ReplaceLineEndings("\n"), topic.Text);
    }

    [Fact]
    public void Each_topic_is_written_to_its_file_and_other_pages_to_none()
    {
        _folder.Write("stars.md", "<!-- Get-Help about_Stars -->\n# Stars\n\nShort.\n");
        _folder.Write("planets.md", "# Planets\n\n<!-- Get-Help about_Planets -->\n");
        string target = Path.Combine(_folder.FullName, "en-US");
        AboutTopic.Write(AboutTopic.Read(_folder.FullName), target);
        Assert.Equal("about_Stars.help.txt", Path.GetFileName(Assert.Single(Directory.GetFiles(target))));
    }

    [Theory]
    [InlineData("Text.\n", 1, "begins with a title")]
    [InlineData("# Stars\n\n- one\n", 1, "begins with a title")]
    [InlineData("# Stars\n\nThis short description is not short at all, since it has many more than 76 characters.\n", 1, "at most 76")]
    [InlineData("# Stars\n\nShort.\n\n### Third level\n", 6, "HeadingBlock")]
    [InlineData("# Stars\n\nShort.\n\n> A quote.\n", 6, "QuoteBlock")]
    [InlineData("# Stars\n\nShort.\n\n- one\n  - nested\n", 6, "ListBlock")]
    [InlineData("# Stars\n\nShort.\n\n    Get-Star -Name 'a star with a name that is too long for any console' -Catalog Gaia\n", 6, "at most 80 columns")]
    public void What_plain_text_cannot_show_is_refused_with_file_and_line(string text, int line, string words)
    {
        string file = _folder.Write("stars.md", "<!-- Get-Help about_Stars -->\n" + text);
        HelpException problem = Assert.Throws<HelpException>(() => AboutTopic.Read(_folder.FullName));
        Assert.StartsWith($"{file}({line}): error HELP: ", problem.Message);
        Assert.Contains(words, problem.Message);
    }
}
