using System.Management.Automation;
using System.Reflection;

namespace PSAstroXmatch.HelpBuilder;

/// <summary>Asks the cmdlets of an assembly for all that the code knows better than a page: types, positions, sets, defaults, aliases.</summary>
internal static class CmdletReader
{
    // PowerShell has them by itself and describes them nowhere; they are the same everywhere.
    private static readonly Dictionary<string, string> ShouldProcessHelp = new()
    {
        ["WhatIf"] = "Tells what would be done, and does nothing.",
        ["Confirm"] = "Asks before it is done.",
    };

    /// <summary>The cmdlets of an assembly by name, in alphabetical order.</summary>
    /// <param name="assemblyFile">Path of the assembly; what it needs lies beside it, or is a part of PowerShell.</param>
    public static IReadOnlyList<CmdletDescription> Read(string assemblyFile)
    {
        Assembly assembly = Assembly.LoadFrom(Path.GetFullPath(assemblyFile));
        return
        [
            .. from type in assembly.GetExportedTypes()
               let attribute = type.GetCustomAttribute<CmdletAttribute>()
               where attribute is not null
               orderby $"{attribute.VerbName}-{attribute.NounName}"
               select Describe(type, attribute),
        ];
    }

    private static CmdletDescription Describe(Type type, CmdletAttribute attribute)
    {
        CmdletInfo cmdlet = new($"{attribute.VerbName}-{attribute.NounName}", type);
        object instance = Activator.CreateInstance(type)!;
        IReadOnlyList<IReadOnlyList<ParameterDescription>> sets =
        [
            .. cmdlet.ParameterSets
                .OrderByDescending(set => set.IsDefault)
                .Select(set => set.Parameters
                    .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
                    .Select(parameter => Describe(type, instance, parameter))
                    .OrderBy(parameter => parameter.Position ?? int.MaxValue)
                    .ThenByDescending(parameter => parameter.IsMandatory)
                    .ThenBy(parameter => ShouldProcessHelp.ContainsKey(parameter.Name))
                    .ToArray()),
        ];
        return new CmdletDescription(cmdlet.Name, attribute.VerbName, attribute.NounName, sets, [.. cmdlet.OutputType.Select(output => output.Name)]);
    }

    private static ParameterDescription Describe(Type type, object instance, CommandParameterInfo parameter)
    {
        PropertyInfo? property = type.GetProperty(parameter.Name);
        Type element = Element(parameter.ParameterType);
        return new ParameterDescription(parameter.Name, TypeName(parameter.ParameterType))
        {
            IsSwitch = parameter.ParameterType == typeof(SwitchParameter),
            IsMandatory = parameter.IsMandatory,
            Position = parameter.Position >= 0 ? parameter.Position : null,
            FromPipeline = parameter.ValueFromPipeline,
            FromPipelineByPropertyName = parameter.ValueFromPipelineByPropertyName,
            TakesWildcards = property?.GetCustomAttribute<SupportsWildcardsAttribute>() is not null,
            Aliases = [.. parameter.Aliases],
            Default = parameter.IsMandatory || property is null ? "" : DefaultText.Of(property.GetValue(instance)),
            AcceptedValues = element.IsEnum ? Enum.GetNames(element) : [.. parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(set => set.ValidValues)],
            Range = parameter.Attributes.OfType<ValidateRangeAttribute>().FirstOrDefault() is { MinRange: { } least, MaxRange: { } most } ? DefaultText.Range(least, most) : "",
            OwnDescription = ShouldProcessHelp.GetValueOrDefault(parameter.Name),
        };
    }

    private static Type Element(Type type)
    {
        Type element = type.IsArray ? type.GetElementType()! : type;
        return Nullable.GetUnderlyingType(element) ?? element;
    }

    private static string TypeName(Type type) => type.IsArray ? TypeName(type.GetElementType()!) + "[]" : Element(type).Name;
}
