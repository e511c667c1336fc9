using System.Management.Automation;
using System.Runtime.Loader;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>What all parameters of all cmdlets have in common.</summary>
public sealed class ParameterTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    // A proxy or a mock declares the parameters of a cmdlet again, and PowerShell finds their types by name in the default load context only.
    [Fact]
    public void Every_type_of_a_parameter_is_in_the_default_load_context()
    {
        (string Command, ParameterMetadata Metadata)[] all = [.. Parameters()];
        Assert.Contains(all, parameter => Parts(parameter.Metadata.ParameterType).Any(type => type.FullName == "PSAstroXmatch.Angle"));
        string[] hidden = [.. from parameter in all
                              from type in Parts(parameter.Metadata.ParameterType)
                              where AssemblyLoadContext.GetLoadContext(type.Assembly) != AssemblyLoadContext.Default
                              select $"{parameter.Command} -{parameter.Metadata.Name}: {type.FullName}"];
        Assert.Empty(hidden);
    }

    // A type with those that it is made of: those of an array, a nullable value or a list.
    private static IEnumerable<Type> Parts(Type type) =>
        [type, .. type.HasElementType ? Parts(type.GetElementType()!) : [], .. type.GetGenericArguments().SelectMany(Parts)];

    private IEnumerable<(string Command, ParameterMetadata Metadata)> Parameters() =>
        from command in _session.Module.ExportedCmdlets.Values
        from parameter in command.Parameters.Values
        select (command.Name, parameter);
}
