using PSAstroXmatch.HelpBuilder;

// HelpBuilder <assembly with cmdlets> <folder of pages> <MAML file> <folder of docs>; the topics are written beside the MAML file.
if (args is not [string assembly, string folder, string maml, string docs])
{
    Console.Error.WriteLine("Usage: PSAstroXmatch.HelpBuilder <assembly with cmdlets> <folder of pages> <MAML file> <folder of docs>");
    return 2;
}

try
{
    // A cmdlet without a page, and a page without a cmdlet, are what the tests of the help tell: the module can be built all the same.
    Dictionary<string, HelpPage> pages = HelpPages.Read(folder).ToDictionary(page => page.Name, StringComparer.OrdinalIgnoreCase);
    // The MAML file comes last: it is what the build compares with its sources.
    AboutTopic.Write(AboutTopic.Read(docs), Path.GetDirectoryName(Path.GetFullPath(maml))!);
    MamlWriter.Write(maml, CmdletReader.Read(assembly), pages);
    return 0;
}
catch (HelpPageException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
