namespace PSAstroXmatch.HelpBuilder;

/// <summary>What the code of a cmdlet says of it.</summary>
/// <param name="Name">Verb and noun.</param>
/// <param name="Verb">The verb.</param>
/// <param name="Noun">The noun.</param>
/// <param name="ParameterSets">The parameters of each set in the order of a call; the default set first.</param>
/// <param name="OutputTypes">Full names of the types that it emits.</param>
internal sealed record CmdletDescription(
    string Name, string Verb, string Noun, IReadOnlyList<IReadOnlyList<ParameterDescription>> ParameterSets, IReadOnlyList<string> OutputTypes)
{
    /// <summary>All parameters, each once.</summary>
    public IEnumerable<ParameterDescription> Parameters => ParameterSets.SelectMany(set => set).DistinctBy(parameter => parameter.Name);
}

/// <summary>What the code of a cmdlet says of a parameter in one of its sets.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Name of its type, as Get-Help shows it.</param>
internal sealed record ParameterDescription(string Name, string Type)
{
    /// <summary>Whether it takes no value.</summary>
    public bool IsSwitch { get; init; }

    /// <summary>Whether it must be given.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>Where its value stands without its name, from 0; null where it needs the name.</summary>
    public int? Position { get; init; }

    /// <summary>Whether objects of the pipeline are its values.</summary>
    public bool FromPipeline { get; init; }

    /// <summary>Whether properties of the objects of the pipeline are its values.</summary>
    public bool FromPipelineByPropertyName { get; init; }

    /// <summary>Whether it takes wildcards.</summary>
    public bool TakesWildcards { get; init; }

    /// <summary>Its other names.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The value that it has where it is not given; empty for none.</summary>
    public string Default { get; init; } = "";

    /// <summary>The values that it takes; empty where they can't be counted.</summary>
    public IReadOnlyList<string> AcceptedValues { get; init; } = [];

    /// <summary>Its least and its greatest value in words; empty where there are none.</summary>
    public string Range { get; init; } = "";

    /// <summary>What is to be said of it where no page can know it; null for the parameters of the cmdlet's own.</summary>
    public string? OwnDescription { get; init; }
}
