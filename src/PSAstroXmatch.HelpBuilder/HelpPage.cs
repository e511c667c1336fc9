namespace PSAstroXmatch.HelpBuilder;

/// <summary>What a page of module/help says of one cmdlet. All texts are plain: the Markdown is read.</summary>
public sealed record HelpPage
{
    /// <summary>Name of the cmdlet: the title of the page.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence.</summary>
    public string Synopsis { get; init; } = "";

    /// <summary>Paragraphs.</summary>
    public IReadOnlyList<string> Description { get; init; } = [];

    /// <summary>Examples in order.</summary>
    public IReadOnlyList<HelpExample> Examples { get; init; } = [];

    /// <summary>Paragraphs of each parameter that the page describes, by its name without the dash.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What may be piped into the cmdlet.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>What the cmdlet emits.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>What else is to be known.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Where to read on.</summary>
    public IReadOnlyList<HelpLink> Links { get; init; } = [];
}

/// <summary>An example.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Code">The script.</param>
/// <param name="Output">What a console shows then; empty where the page does not tell.</param>
/// <param name="Remarks">Paragraphs about it.</param>
public sealed record HelpExample(string Title, string Code, string Output, IReadOnlyList<string> Remarks);

/// <summary>A related topic.</summary>
/// <param name="Text">Name of the cmdlet or topic.</param>
/// <param name="Target">Address, or file beside the page.</param>
public sealed record HelpLink(string Text, string Target);
