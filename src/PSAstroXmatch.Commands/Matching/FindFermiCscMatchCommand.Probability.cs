using System.Management.Automation;
using PSAstroXmatch.Engine.Associations;

namespace PSAstroXmatch.Commands;

/// <content>The parameters of the probabilities.</content>
public sealed partial class FindFermiCscMatchCommand
{
    /// <summary>
    /// Also says how probable each source is as the counterpart: returns every candidate out to 99.9 % of the joint error ellipse, the most
    /// probable first, with Reliability (the probability that it is the counterpart) and the numbers from which it follows
    /// (docs/association.md). The prior is fitted to all sources of the session's archive, whichever you ask for. -Containment, -Prior,
    /// -Completeness, -Brightness, -ErrorScale and -Footprint need it.
    /// </summary>
    [Parameter]
    public SwitchParameter Probability { get; set; }

    /// <summary>
    /// With -Probability: keeps the candidates in the part of the error region with this probability, such as 0.95; more than 0, less than 1.
    /// The default is 0.999 of the joint error ellipse, or 0.95 with -ErrorShape.
    /// </summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? Containment { get; set; }

    private void CheckProbability()
    {
        string[] own =
            [nameof(Containment), nameof(Prior), nameof(Completeness), nameof(Brightness), nameof(ErrorScale), nameof(Footprint)];
        if (!Probability && own.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is string alone)
            throw new AstroException(ErrorIds.ArgumentsConflict, $"-{alone} needs -Probability.", "Add -Probability, or remove the parameter.");
        CheckShare(nameof(Containment), Containment);
        CheckModel();
    }

    private AssociationOptions ShownOptions() => ModelOptions() with
    {
        ErrorShape = MyInvocation.BoundParameters.ContainsKey(nameof(ErrorShape)) ? ErrorShape : null,
        Containment = Containment,
    };
}
