using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using PSAstroXmatch.Packaging;

const string Usage = """
    dotnet run --project tools/Packaging [-- FOLDER]

    Builds the module in Release and writes PSAstroXmatch.<version>.nupkg and PSAstroXmatch-<version>.zip to FOLDER, by default output.
    The same commit gives the same bytes, with the same SDK.
    """;

if (args.Length > 1 || (args.Length == 1 && args[0].StartsWith('-')))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

try
{
    string root = FindRepository();
    string output = args.Length == 1 ? Path.GetFullPath(args[0]) : Path.Combine(root, "output");
    if (Path.Exists(Path.Combine(root, ".git")) && Run(root, "git", "status", "--porcelain").Trim().Length > 0)
        Console.Error.WriteLine("The checkout has changes that are not committed: these packages are not those of the commit.");
    string module = Stage(root);
    foreach (string package in ModulePackages.Write(module, output, CommitTime(root)))
    {
        byte[] content = File.ReadAllBytes(package);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(SHA256.HashData(content))}  {content.Length / 1e6:F1} MB  {package}"));
    }

    return 0;
}
catch (PackagingException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

// The checkout in which this program was built.
static string FindRepository()
{
    DirectoryInfo? folder = new(AppContext.BaseDirectory);
    while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Build.props")))
        folder = folder.Parent;
    return folder?.FullName ?? throw new PackagingException("This program is not in a checkout of PSAstroXmatch.");
}

// The time of the newest commit, UTC; SOURCE_DATE_EPOCH where that is set, as for a checkout without git.
static DateTime CommitTime(string root)
{
    string seconds = Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH") ?? Run(root, "git", "log", "-1", "--format=%ct").Trim();
    return long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out long time)
        ? DateTimeOffset.FromUnixTimeSeconds(time).UtcDateTime
        : throw new PackagingException($"'{seconds}' is not a number of seconds since 1970.");
}

// Builds the module in Release into a folder of its own, so that neither a Debug build nor a file of an earlier commit gets into it, and
// adds the licences. Returns that folder.
static string Stage(string root)
{
    string module = Path.Combine(root, "output", "package", "PSAstroXmatch");
    if (Directory.Exists(module))
        Directory.Delete(module, recursive: true);
    // A build server would outlive the build and keep its output open, which is read to its end.
    string[] options = ["--configuration", "Release", "--nologo", "--verbosity", "quiet", "--disable-build-servers"];
    // Without images for one system: a package is for all, and gives the same bytes wherever it is built.
    Run(root, "dotnet", ["build", "src/PSAstroXmatch.Commands", .. options, $"-p:StagedModule={module}/", "-p:AheadOfTime=false"]);
    foreach (string file in new[] { "LICENSE", "CHANGELOG.md" })
        File.Copy(Path.Combine(root, file), Path.Combine(module, file));
    File.WriteAllText(Path.Combine(module, "THIRD-PARTY-NOTICES.txt"), ThirdPartyNotices.Of(root));
    return module;
}

static string Run(string folder, string program, params string[] arguments)
{
    ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
    try
    {
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new PackagingException($"{program} {arguments[0]} failed with exit code {process.ExitCode}. {output}");
    }
    catch (Win32Exception error)
    {
        throw new PackagingException($"{program} could not be started: {error.Message}", error);
    }
}
