using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace PSAstroXmatch.Host;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        try
        {
            HostOptions options = HostOptions.Parse(arguments);
            switch (options.Mode)
            {
                case HostMode.Help:
                    Console.Out.WriteLine(HostOptions.HelpText);
                    return ExitCode.Success;
                case HostMode.Version:
                    Console.Out.WriteLine(VersionText());
                    return ExitCode.Success;
                default:
                    return Run(options);
            }
        }
        catch (HostException error)
        {
            Console.Error.WriteLine(error.Message);
            return error.ExitCode;
        }
    }

    private static int Run(HostOptions options)
    {
        using ConsoleHost host = new(Terminal.OfProcess(options.NonInteractive));
        using ScriptRunner runner = new(host);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, runner.OnSignal);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, runner.OnSignal);

        int imported = runner.ImportModule(ModuleLocator.Find());
        if (imported != ExitCode.Success)
            return imported;
        return options.Mode switch
        {
            HostMode.Script => runner.RunScript(options.ScriptPath, options.ScriptArguments),
            HostMode.Command => runner.RunCommand(options.CommandText),
            _ => new Prompt(host, runner).Run(),
        };
    }

    private static string VersionText()
    {
        return $"PSAstroXmatch.Host {VersionOf(typeof(Program))}, PowerShell engine {VersionOf(typeof(PowerShell))}";

        // What follows the number names the commit.
        static string VersionOf(Type type) =>
            type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+', ' ')[0];
    }
}
