// Cross-matches two tables by position, and asks a TAP service if an address and a query are given:
//
//     dotnet run -- left.csv right.fits 2arcsec
//     dotnet run -- left.csv right.fits 2arcsec http://example.org/tap "SELECT TOP 5 * FROM stars"
using PSAstroXmatch;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

if (args.Length is not (3 or 5))
{
    Console.Error.WriteLine("Give two files with tables and a radius, and after that the address of a TAP service and a query if you like.");
    return 2;
}

using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    PrintMatches(args[0], args[1], Angle.Parse(args[2]), stop.Token);
    if (args.Length == 5)
        await PrintAnswerAsync(new Uri(args[3]), args[4], stop.Token);
    return 0;
}
catch (AstroException problem)
{
    Console.Error.WriteLine($"{problem.ErrorId}: {problem.Message} {problem.Recommendation}");
    return 1;
}

static void PrintMatches(string leftFile, string rightFile, Angle radius, CancellationToken cancellationToken)
{
    AstroTable left = TableFile.Read(leftFile, cancellationToken: cancellationToken);
    AstroTable right = TableFile.Read(rightFile, cancellationToken: cancellationToken);
    MatchPairs pairs = SkyMatcher.Match(
        Positions(left, leftFile),
        Positions(right, rightFile),
        new FixedRadius(radius.Degrees),
        new MatchOptions { Mode = MatchMode.BestForLeft },
        cancellationToken);
    for (int i = 0; i < pairs.Count; i++)
    {
        SkyMatch match = new()
        {
            Left = new AstroTableRow(left, pairs.Left[i]),
            Right = new AstroTableRow(right, pairs.Right[i]),
            SepArcsec = pairs.Separation[i] * 3600,
        };
        Console.WriteLine(FormattableString.Invariant($"{match}: {match.SepArcsec:F3} arcsec"));
    }
}

// Right ascension and declination are found by the names and UCDs of the columns.
static SkyPositions Positions(AstroTable table, string file) =>
    TablePositions.Find([.. table.Columns.Select(column => column.Info)], file).Read(table, file);

static async Task PrintAnswerAsync(Uri address, string query, CancellationToken cancellationToken)
{
    TapService service = new(address);
    AstroTable answer = await service.QueryAsync(query, cancellationToken: cancellationToken);
    Console.WriteLine(string.Join('\t', answer.Columns.Select(column => column.Name)));
    for (int row = 0; row < answer.RowCount; row++)
        Console.WriteLine(string.Join('\t', answer.Columns.Select(column => column.GetText(row))));
}
