using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>A property that was added to an object together with its description.</summary>
internal sealed class DescribedNote : PSNoteProperty
{
    public DescribedNote(string name, object? value, string? description)
        : base(name, value) => Description = description;

    /// <summary>What the property means; null for nothing.</summary>
    public string? Description { get; }

    /// <inheritdoc/>
    public override PSMemberInfo Copy() => new DescribedNote(Name, Value, Description);
}
