namespace HelpBuilder;

/// <summary>Writes the help of the cmdlets of an assembly, and the topics of a folder of docs beside it; and the list views of the module.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not [string assembly, string folder, string maml, string docs, string views, string lists])
        {
            Console.Error.WriteLine("Usage: HelpBuilder <assembly with cmdlets> <folder of pages> <MAML file> <folder of docs> <views written by hand> <list views file>");
            return 2;
        }

        try
        {
            // The module builds without a page, or with one too many: the tests of the help find both.
            Dictionary<string, HelpPage> pages = HelpPage.ReadAll(folder).ToDictionary(page => page.Name, StringComparer.OrdinalIgnoreCase);
            ParameterDocumentation documentation = new(Path.ChangeExtension(assembly, ".xml"));
            ListViews.Write(lists, views);
            // The MAML file comes last: it is what the build compares with its sources.
            AboutTopic.Write(AboutTopic.Read(docs), Path.GetDirectoryName(Path.GetFullPath(maml))!);
            MamlWriter.Write(maml, CmdletReader.Read(assembly, documentation), pages);
            return 0;
        }
        catch (HelpException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }
}

/// <summary>Help that cannot be built from a source file. The message begins with file and line, as those of compilers do.</summary>
/// <param name="file">Path of the file.</param>
/// <param name="line">Line, counted from 0.</param>
/// <param name="problem">What is wrong.</param>
public sealed class HelpException(string file, int line, string problem) : Exception($"{file}({line + 1}): error HELP: {problem}");
