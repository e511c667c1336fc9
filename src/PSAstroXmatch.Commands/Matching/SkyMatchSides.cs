using System.Management.Automation;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>Gives what stands without a parameter name in a call of Find-SkyMatch to the side or radius that is meant.</summary>
/// <remarks>
/// PowerShell counts positions alike with and without a pipeline. Here the left side needs no place where it comes through the pipeline:
/// <c>… | Find-SkyMatch right.csv 2arcsec</c> has right side and radius. And <c>Find-SkyMatch mine.csv 2arcsec</c> matches a list with
/// itself: an angle is no right side.
/// </remarks>
internal static class SkyMatchSides
{
    private const string Left = nameof(FindSkyMatchCommand.Left), Right = nameof(FindSkyMatchCommand.Right), Radius = nameof(FindSkyMatchCommand.Radius);

    /// <summary>Sets the sides and the radius of the command.</summary>
    /// <returns>Names of the parameters that are given then.</returns>
    /// <exception cref="AstroException">LeftMissing, ArgumentsConflict: there is no left side, or there are two.</exception>
    public static HashSet<string> Assign(FindSkyMatchCommand command, InvocationInfo invocation)
    {
        HashSet<string> given = new(invocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        bool isPiped = invocation.ExpectingInput || given.Contains(nameof(FindSkyMatchCommand.InputObject));
        if (isPiped && given.Contains(Left))
            Shift(command, invocation, given);
        else if (!isPiped && !given.Contains(Left))
            throw Errors.InvalidArgument("LeftMissing", "There is no left side.", "Pipe objects into Find-SkyMatch, or give a file, a table or objects with -Left.");

        if (given.Contains(Right) && !given.Contains(Radius) && ToRadius(command, command.Right) is { } radius)
        {
            (command.Right, command.Radius) = (null, radius);
            given.Remove(Right);
            given.Add(Radius);
        }
        return given;
    }

    private static void Shift(FindSkyMatchCommand command, InvocationInfo invocation, HashSet<string> given)
    {
        PSObject[]? first = command.Left;
        bool isRightNamed = given.Contains(Right) && !IsByPosition(invocation, Right);
        // What follows the right side, or the pipeline where the right side has its name, must be the radius.
        Angle? radius = given.Contains(Radius) ? null : ToRadius(command, isRightNamed ? first : command.Right);
        if (!IsByPosition(invocation, Left) || (given.Contains(Right) && radius is null))
        {
            throw Errors.InvalidArgument(
                "ArgumentsConflict",
                "The left side comes through the pipeline and is given a second time.",
                "Leave -Left out: after a pipeline the right side comes first, then the radius.");
        }
        if (!isRightNamed)
            command.Right = first;
        if (radius is not null)
        {
            command.Radius = radius;
            given.Add(Radius);
        }
        command.Left = null;
        given.Add(Right);
        given.Remove(Left);
    }

    // PowerShell tells it of its own dictionary only; in a version that does not, a name counts as a position.
    private static bool IsByPosition(InvocationInfo invocation, string parameter) =>
        PSObject.AsPSObject(invocation.BoundParameters).Properties["BoundPositionally"]?.Value is not IEnumerable<string> names
        || names.Contains(parameter, StringComparer.OrdinalIgnoreCase);

    // What can only be meant as a radius: an angle, and no file of that name.
    private static Angle? ToRadius(FindSkyMatchCommand command, PSObject[]? side)
    {
        if (side is not [{ BaseObject: var value }])
            return null;
        if (value is string text && (!Angle.TryParse(text, out _) || File.Exists(FilePaths.Resolve(command, text))))
            return null;
        return value is string or Angle or double or float or decimal or int or long ? (Angle)new AngleTransformationAttribute().Transform(null!, value) : null;
    }
}
