namespace PSAstroXmatch.HelpBuilder;

/// <summary>A page that is not laid out as help is. The message begins with file and line as compilers write them.</summary>
public sealed class HelpPageException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="file">Path of the page.</param>
    /// <param name="line">Line, counted from 0.</param>
    /// <param name="problem">What is wrong.</param>
    public HelpPageException(string file, int line, string problem)
        : base($"{file}({line + 1}): error HELP: {problem}")
    {
    }
}
