using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Rejects arguments of Find-SkyMatch that contradict each other.</summary>
internal static class SkyMatchArguments
{
    private static readonly string[] OfRight = ["RightRadius", "RightEllipse", "RightEllipseLevel", "RightPosition"];
    private static readonly string[] NotForGroups = ["Right", "Mode", "Top", "Join"];

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
        foreach ((string name, string[]? columns) in new[] { ("LeftEllipse", command.LeftEllipse), ("RightEllipse", command.RightEllipse) })
        {
            if (columns is not null && columns.Length != 3)
                throw Conflict($"-{name} needs 3 column names, not {columns.Length}.", $"Give the semi-major axis, the semi-minor axis and the position angle, such as -{name} a,b,pa.");
        }
        foreach ((string name, string[]? columns) in new[] { ("LeftPosition", command.LeftPosition), ("RightPosition", command.RightPosition) })
        {
            if (columns is not null && columns.Length != 2)
                throw Conflict($"-{name} needs 2 column names, not {columns.Length}.", $"Give right ascension and declination, such as -{name} ra,dec.");
        }
        bool bothEllipses = command.LeftEllipse is not null && (command.RightEllipse is not null || !given.Contains("Right"));
        if (!bothEllipses && (given.Contains("LeftEllipseLevel") || given.Contains("RightEllipseLevel")))
            throw Conflict("An ellipse level is used only when two ellipses are compared.", "Give -LeftEllipse and -RightEllipse, or remove the level.");
    }

    private static AstroException Conflict(string message, string recommendation) => new AstroException(ErrorIds.ArgumentsConflict, message, recommendation);
}
