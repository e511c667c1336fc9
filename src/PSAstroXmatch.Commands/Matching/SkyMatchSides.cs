using System.Management.Automation;
using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Assigns the positional arguments of Find-SkyMatch to the sides and the radius.</summary>
/// <remarks>
/// PowerShell counts positions the same way with and without pipeline input. Here the left side takes no position when it comes through the
/// pipeline: <c>… | Find-SkyMatch right.csv 2arcsec</c> gives the right side and the radius. <c>Find-SkyMatch mine.csv 2arcsec</c> matches a
/// list with itself, since an angle can't be a right side.
/// </remarks>
internal static class SkyMatchSides
{
    private const string Left = nameof(FindSkyMatchCommand.Left), Right = nameof(FindSkyMatchCommand.Right), Radius = nameof(FindSkyMatchCommand.Radius);

    /// <summary>Sets the sides and the radius of the command.</summary>
    /// <returns>Names of the parameters that are bound after the assignment.</returns>
    /// <exception cref="AstroException">LeftMissing, ArgumentsConflict: the left side is missing or given twice.</exception>
    public static HashSet<string> Assign(FindSkyMatchCommand command, InvocationInfo invocation)
    {
        HashSet<string> given = new(invocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        bool isPiped = invocation.ExpectingInput || given.Contains(nameof(FindSkyMatchCommand.InputObject));
        if (isPiped && given.Contains(Left))
            Shift(command, invocation, given);
        else if (!isPiped && !given.Contains(Left))
            throw new AstroException(ErrorIds.LeftMissing, "There is no left side.", "Pipe objects into Find-SkyMatch, or pass a file, a table or objects with -Left.");

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
        // The argument after the right side (or the first one, if -Right is named and the left side is piped) must be the radius.
        Angle? radius = given.Contains(Radius) ? null : ToRadius(command, isRightNamed ? first : command.Right);
        if (!IsByPosition(invocation, Left) || (given.Contains(Right) && radius is null))
        {
            throw new AstroException(
                ErrorIds.ArgumentsConflict,
                "The left side is given twice: through the pipeline and as an argument.",
                "Remove -Left; with pipeline input, the first argument is the right side and the second the radius.");
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

    // Only PowerShell's own dictionary type tells which were positional; in a version that does not, a named argument counts as positional.
    private static bool IsByPosition(InvocationInfo invocation, string parameter) =>
        PSObject.AsPSObject(invocation.BoundParameters).Properties["BoundPositionally"]?.Value is not IEnumerable<string> names
        || names.Contains(parameter, StringComparer.OrdinalIgnoreCase);

    // Can only be a radius: it reads as an angle, and no file has that name.
    private static Angle? ToRadius(FindSkyMatchCommand command, PSObject[]? side)
    {
        if (side is not [{ BaseObject: var value } argument])
            return null;
        if (value is string text && (!Angle.TryParse(text, out _) || File.Exists(FilePaths.Resolve(command, text))))
            return null;
        if (value is not (string or Angle) && !NumberLiteral.IsNumber(value))
            return null;
        try
        {
            return (Angle)new AngleTransformationAttribute().Transform(null!, argument);
        }
        catch (ArgumentTransformationMetadataException problem) when (problem.InnerException is AstroException own)
        {
            throw own;
        }
    }
}

/// <summary>Rejects arguments of Find-SkyMatch that contradict each other.</summary>
internal static class SkyMatchArguments
{
    private static readonly string[] OfRight =
        ["RightRadius", "RightEllipse", "RightEllipseLevel", "RightPosition", "RightFrame", "RightEpoch", "RightKey", "RightDistance", "RightBrightness", "Probability"];
    private static readonly string[] NotForGroups = ["Right", "Mode", "Top", "Join", "LeftSuffix", "RightSuffix"];

    public static void Check(FindSkyMatchCommand command, ICollection<string> given)
    {
        CheckSides(command, given);
        CheckShapes(command, given);
        if (given.Contains("Top") && given.Contains("Mode") && command.Mode != MatchMode.Nearest)
            throw Conflict($"-Top keeps the nearest matches, which contradicts -Mode {command.Mode}.", "Use -Top alone or with -Mode Nearest.");
        if (command.AsTable && command.OutFile is not null)
            throw Conflict("-AsTable and -OutFile can't be used together: both say where the result goes.", "Use one of them.");
        if (command.OutFile is not null)
            TableFileWriter.CheckFormat(command.OutFile);
        if (command.Radius is { Degrees: < 0 or > 180 } radius)
            throw new AstroException(ErrorIds.RadiusInvalid, $"A radius of {radius} is not valid.", "Give a radius of 0 to 180 degrees.", radius);
        if (command.MinRadius is { } least && (least.Degrees < 0 || least.Degrees > (command.Radius?.Degrees ?? 180)))
        {
            throw new AstroException(
                ErrorIds.RadiusInvalid,
                $"A minimum radius of {least.InWords} is not valid: it must be from 0 to {(command.Radius is { } most ? $"the radius, {most.InWords}" : "180 degrees")}.",
                "Give a smaller -MinRadius.",
                least);
        }
        CheckKeys(given);
        CheckSuffixes(command, given);
    }

    private static void CheckKeys(ICollection<string> given)
    {
        if (given.Contains("Key") && new[] { "LeftKey", "RightKey" }.FirstOrDefault(given.Contains) is { } second)
            throw Conflict($"-Key and -{second} both name the key.", "Use -Key if the column has the same name on both sides, otherwise -LeftKey and -RightKey.");
        string[] space = ["MaxSpatialSep", "LeftDistance", .. given.Contains("Right") ? new[] { "RightDistance" } : []];
        string[] missing = [.. space.Where(name => !given.Contains(name))];
        if (missing.Length > 0 && missing.Length < space.Length)
            throw Conflict($"A match in space needs {string.Join(", ", space.Select(name => "-" + name))}.",
                $"Give {string.Join(" and ", missing.Select(name => "-" + name))} too.");
    }

    private static void CheckSuffixes(FindSkyMatchCommand command, ICollection<string> given)
    {
        if (new[] { "LeftSuffix", "RightSuffix" }.FirstOrDefault(given.Contains) is not { } suffix)
            return;
        if (!command.AsTable && command.OutFile is null)
            throw Conflict($"-{suffix} names columns of a table, but matches are returned as objects.", "Add -AsTable or -OutFile.");
        if (command.LeftSuffix.Equals(command.RightSuffix, StringComparison.OrdinalIgnoreCase))
            throw Conflict($"-LeftSuffix and -RightSuffix are both '{command.LeftSuffix}'.", "Give different suffixes.");
    }

    private static void CheckSides(FindSkyMatchCommand command, ICollection<string> given)
    {
        if (!given.Contains("Right") && OfRight.FirstOrDefault(given.Contains) is { } ofRight)
            throw Conflict($"-{ofRight} needs -Right.", "Give -Right too; without it, the left side is matched with itself.");
        if (command.AsGroup && NotForGroups.FirstOrDefault(given.Contains) is { } notForGroups)
            throw Conflict($"-AsGroup groups the left side's matches with itself and can't be used with -{notForGroups}.", $"Remove -{notForGroups}.");
    }

    private static void CheckShapes(FindSkyMatchCommand command, ICollection<string> given)
    {
        foreach ((string name, PropertySelector[]? columns) in new[] { ("LeftEllipse", command.LeftEllipse), ("RightEllipse", command.RightEllipse) })
        {
            if (columns is not null && columns.Length != 3)
                throw Conflict($"-{name} needs 3 column names, not {columns.Length}.",
                    $"Give the semi-major axis, the semi-minor axis and the position angle, such as -{name} a,b,pa.");
        }
        foreach ((string name, string[]? columns) in new[] { ("LeftPosition", command.LeftPosition), ("RightPosition", command.RightPosition) })
        {
            if (columns is not null && columns.Length != 2)
                throw Conflict($"-{name} needs 2 column names, not {columns.Length}.", $"Give right ascension and declination, such as -{name} ra,dec.");
        }
        bool bothEllipses = command.LeftEllipse is not null && (command.RightEllipse is not null || !given.Contains("Right"));
        if (!bothEllipses && !command.Probability && (given.Contains("LeftEllipseLevel") || given.Contains("RightEllipseLevel")))
            throw Conflict("An ellipse level is used only when two ellipses are compared.", "Give -LeftEllipse and -RightEllipse, or remove the level.");
    }

    private static AstroException Conflict(string message, string recommendation) => new AstroException(ErrorIds.ArgumentsConflict, message, recommendation);
}
