using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Refuses arguments of Find-SkyMatch that make no sense together, in words.</summary>
internal static class SkyMatchArguments
{
    private static readonly string[] OfRight = ["RightRadius", "RightEllipse", "RightEllipseLevel", "RightPosition"];
    private static readonly string[] NotForGroups = ["Right", "Mode", "Top", "Join"];

    public static void Check(FindSkyMatchCommand command, ICollection<string> given)
    {
        CheckSides(command, given);
        CheckShapes(command, given);
        if (given.Contains("Top") && given.Contains("Mode") && command.Mode != MatchMode.Nearest)
            throw Conflict($"-Top keeps the nearest matches, -Mode {command.Mode} others.", "Give -Top alone, or with -Mode Nearest.");
        if (command.AsTable && command.OutFile is not null)
            throw Conflict("-AsTable and -OutFile are two places for the same table.", "Give one of them.");
        if (command.OutFile is not null)
            TableFileWriter.CheckFormat(command.OutFile);
        if (command.Radius is { Degrees: < 0 or > 180 } radius)
            throw Errors.InvalidArgument("RadiusInvalid", $"A radius of {radius} is impossible on the sky.", "Give a radius of 0 to 180 degrees.", radius);
    }

    private static void CheckSides(FindSkyMatchCommand command, ICollection<string> given)
    {
        if (!given.Contains("Right") && OfRight.FirstOrDefault(given.Contains) is { } ofRight)
            throw Conflict($"-{ofRight} is given without -Right.", "Give -Right too; without it the left side is matched with itself.");
        if (command.AsGroup && NotForGroups.FirstOrDefault(given.Contains) is { } notForGroups)
            throw Conflict($"-AsGroup gathers all matches of the left side with itself; -{notForGroups} has no meaning there.", $"Leave -{notForGroups} out.");
    }

    private static void CheckShapes(FindSkyMatchCommand command, ICollection<string> given)
    {
        foreach ((string name, string[]? columns) in new[] { ("LeftEllipse", command.LeftEllipse), ("RightEllipse", command.RightEllipse) })
        {
            if (columns is not null && columns.Length != 3)
                throw Conflict($"-{name} has {columns.Length} names.", "Name the semi-major axis, the semi-minor axis and the position angle, such as a,b,pa.");
        }
        foreach ((string name, string[]? columns) in new[] { ("LeftPosition", command.LeftPosition), ("RightPosition", command.RightPosition) })
        {
            if (columns is not null && columns.Length != 2)
                throw Conflict($"-{name} has {columns.Length} names.", "Name right ascension and declination, such as ra,dec.");
        }
        bool bothEllipses = command.LeftEllipse is not null && (command.RightEllipse is not null || !given.Contains("Right"));
        if (!bothEllipses && (given.Contains("LeftEllipseLevel") || given.Contains("RightEllipseLevel")))
            throw Conflict("A level of ellipses is given, which matters only where two ellipses are compared.", "Give both ellipses, or leave the level out.");
    }

    private static AstroException Conflict(string message, string recommendation) => Errors.InvalidArgument("ArgumentsConflict", message, recommendation);
}
