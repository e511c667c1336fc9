using System.Globalization;
using System.Security.Cryptography;
using PSAstroXmatch.Packaging;

const string Usage = """
    dotnet run --project src/PSAstroXmatch.Packaging [-- FOLDER]

    Builds the module in Release and writes PSAstroXmatch.<version>.nupkg and PSAstroXmatch-<version>.zip to FOLDER, or else to output.
    The same commit gives the same bytes, with the same SDK.
    """;

if (args.Length > 1 || (args.Length == 1 && args[0].StartsWith('-')))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

try
{
    Repository repository = Repository.Find();
    string output = args.Length == 1 ? Path.GetFullPath(args[0]) : Path.Combine(repository.Root, "output");
    if (repository.HasUncommittedChanges())
        Console.Error.WriteLine("The checkout has changes that are not committed: these packages are not those of the commit.");
    string module = repository.StageRelease();
    foreach (string package in ModulePackages.Write(module, output, repository.CommitTime()))
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
