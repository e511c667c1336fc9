using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace PSAstroXmatch.Packaging;

/// <summary>The checkout that packages are made of.</summary>
internal sealed class Repository
{
    private const string ModuleProject = "src/PSAstroXmatch.Commands";

    private Repository(string root) => Root = root;

    internal string Root { get; }

    /// <summary>The repository in which this program was built.</summary>
    internal static Repository Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PSAstroXmatch.sln")))
            folder = folder.Parent;
        return new Repository(folder?.FullName ?? throw new PackagingException("This program is not in a checkout of PSAstroXmatch."));
    }

    /// <summary>The time of the newest commit, UTC; SOURCE_DATE_EPOCH where that is set, as for a checkout without git.</summary>
    internal DateTime CommitTime()
    {
        string seconds = Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH") ?? Run("git", "log", "-1", "--format=%ct").Trim();
        return long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out long time)
            ? DateTimeOffset.FromUnixTimeSeconds(time).UtcDateTime
            : throw new PackagingException($"'{seconds}' is no time in seconds since 1970.");
    }

    /// <summary>Whether tracked files differ from the newest commit. False without git.</summary>
    internal bool HasUncommittedChanges() =>
        Path.Exists(Path.Combine(Root, ".git")) && Run("git", "status", "--porcelain").Trim().Length > 0;

    /// <summary>
    /// Builds the module in Release into a folder of its own, so that neither a Debug build nor a file of an earlier commit gets into
    /// it, and adds the licences. Returns that folder.
    /// </summary>
    internal string StageRelease()
    {
        string module = Path.Combine(Root, "output", "package", "PSAstroXmatch");
        if (Directory.Exists(module))
            Directory.Delete(module, recursive: true);
        // A build server would outlive the build and keep its output open, which is read to its end.
        string[] options = ["--configuration", "Release", "--nologo", "--verbosity", "quiet", "--disable-build-servers"];
        Run("dotnet", ["build", ModuleProject, .. options, $"-p:StagedModule={module}/"]);
        foreach (string file in new[] { "LICENSE", "CHANGELOG.md" })
            File.Copy(Path.Combine(Root, file), Path.Combine(module, file));
        File.WriteAllText(Path.Combine(module, "THIRD-PARTY-NOTICES.txt"), ThirdPartyNotices.Of(Root));
        return module;
    }

    private string Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = Root, RedirectStandardOutput = true };
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
}
