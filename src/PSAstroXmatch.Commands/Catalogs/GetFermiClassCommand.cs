using System.Management.Automation;
using PSAstroXmatch.Engine.Associations;

namespace PSAstroXmatch.Commands;

/// <summary>Lists the classes of 4FGL: both spellings, meaning, and whether they are Galactic or extragalactic, in that order.</summary>
[Cmdlet(VerbsCommon.Get, "FermiClass")]
[OutputType(typeof(FermiClass))]
public sealed class GetFermiClassCommand : AstroCmdlet
{
    /// <summary>Names, with wildcards, in any case; '' is the class of unassociated sources. All classes without it.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(FermiClassCompleter))]
    [AllowEmptyString]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void Process()
    {
        TextFilter names = new(Name);
        ExactNames asked = new(Name);
        foreach (FermiClass item in FermiClasses.All)
        {
            if (!names.IsLike(item.Identified))
                continue;
            asked.MarkFound(item.Identified);
            WriteObject(item);
        }

        foreach (string name in asked.Missing)
            WriteProblem(FermiClassErrors.NotFound(name));
    }
}
