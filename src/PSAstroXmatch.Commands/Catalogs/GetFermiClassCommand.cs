using System.Management.Automation;
using PSAstroXmatch.Engine.Associations;

namespace PSAstroXmatch.Commands;

/// <summary>Lists the source classes of 4FGL, from Galactic to extragalactic to unknown.</summary>
[Cmdlet(VerbsCommon.Get, "FermiClass")]
[OutputType(typeof(FermiClass))]
public sealed class GetFermiClassCommand : AstroCmdlet
{
    /// <summary>
    /// Class names, with wildcards. Case does not matter. '' is the class of unassociated sources. Defaults to all classes.
    /// </summary>
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
