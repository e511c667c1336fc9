using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace HelpBuilder;

/// <summary>What the code says of a cmdlet.</summary>
/// <param name="Info">The cmdlet as PowerShell sees it.</param>
/// <param name="ParameterSets">The parameters of each set in the order of a call; the default set first.</param>
internal sealed record CmdletDescription(CmdletInfo Info, IReadOnlyList<IReadOnlyList<ParameterDescription>> ParameterSets);

/// <summary>What the code says of a parameter in one of the sets.</summary>
/// <param name="Info">The parameter as PowerShell sees it.</param>
/// <param name="Type">Name of its type, as Get-Help shows it.</param>
internal sealed record ParameterDescription(CommandParameterInfo Info, string Type)
{
    /// <summary>Paragraphs of its documentation comment, then its accepted values.</summary>
    public IReadOnlyList<string> Description { get; init; } = [];

    /// <summary>Its default value; empty if it has none.</summary>
    public string Default { get; init; } = "";

    /// <summary>The names that it accepts; empty for any value.</summary>
    public IReadOnlyList<string> AcceptedValues { get; init; } = [];

    /// <summary>Whether it takes wildcards.</summary>
    public bool TakesWildcards { get; init; }
}

/// <summary>Reads from the code of cmdlets what it knows better than a page: parameters with their descriptions, types, sets and defaults.</summary>
internal static class CmdletReader
{
    // PowerShell adds these two, and describes them nowhere.
    private static readonly Dictionary<string, string> ShouldProcessHelp = new()
    {
        ["WhatIf"] = "Shows what would happen without doing it.",
        ["Confirm"] = "Asks for confirmation before each action.",
    };

    /// <summary>The cmdlets of an assembly by name, in alphabetical order.</summary>
    /// <param name="assemblyFile">Path of the assembly; its dependencies are beside it, or part of PowerShell.</param>
    /// <param name="documentation">The documentation comments of the assembly.</param>
    /// <exception cref="HelpException">A parameter has no description.</exception>
    public static IReadOnlyList<CmdletDescription> Read(string assemblyFile, ParameterDocumentation documentation)
    {
        Assembly assembly = Assembly.LoadFrom(Path.GetFullPath(assemblyFile));
        return
        [
            .. from type in assembly.GetExportedTypes()
               let attribute = type.GetCustomAttribute<CmdletAttribute>()
               where attribute is not null
               let cmdlet = new CmdletInfo($"{attribute.VerbName}-{attribute.NounName}", type)
               orderby cmdlet.Name
               select new CmdletDescription(cmdlet, ParameterSets(cmdlet, documentation)),
        ];
    }

    private static IReadOnlyList<IReadOnlyList<ParameterDescription>> ParameterSets(CmdletInfo cmdlet, ParameterDocumentation documentation)
    {
        object instance = Activator.CreateInstance(cmdlet.ImplementingType)!;
        return
        [
            .. cmdlet.ParameterSets
                .OrderByDescending(set => set.IsDefault)
                .Select(set => set.Parameters
                    .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
                    .OrderBy(parameter => parameter.Position >= 0 ? parameter.Position : int.MaxValue)
                    .ThenByDescending(parameter => parameter.IsMandatory)
                    .ThenBy(parameter => ShouldProcessHelp.ContainsKey(parameter.Name))
                    .Select(parameter => Describe(instance, parameter, documentation))
                    .ToArray()),
        ];
    }

    private static ParameterDescription Describe(object instance, CommandParameterInfo parameter, ParameterDocumentation documentation)
    {
        if (ShouldProcessHelp.TryGetValue(parameter.Name, out string? own))
            return new ParameterDescription(parameter, TypeName(parameter.ParameterType)) { Description = [own] };
        PropertyInfo property = instance.GetType().GetProperty(parameter.Name)!;
        Type element = Element(parameter.ParameterType);
        string[] values = element.IsEnum ? Enum.GetNames(element) : [.. parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(set => set.ValidValues)];
        string accepted = parameter.Attributes.OfType<ValidateRangeAttribute>().FirstOrDefault() is { MinRange: { } minimum, MaxRange: { } maximum }
            ? Range(minimum, maximum)
            : string.Join(", ", values);
        return new ParameterDescription(parameter, TypeName(parameter.ParameterType))
        {
            Description = [.. documentation.Of(property), .. accepted.Length > 0 ? [$"Accepted values: {accepted}."] : Array.Empty<string>()],
            Default = parameter.IsMandatory ? "" : Text(property.GetValue(instance)),
            AcceptedValues = values,
            TakesWildcards = property.IsDefined(typeof(SupportsWildcardsAttribute)),
        };
    }

    private static Type Element(Type type)
    {
        Type element = type.IsArray ? type.GetElementType()! : type;
        return Nullable.GetUnderlyingType(element) ?? element;
    }

    private static string TypeName(Type type) => type.IsArray ? TypeName(type.GetElementType()!) + "[]" : Element(type).Name;

    // The largest value of a type is not a limit.
    private static string Range(object minimum, object maximum) =>
        maximum is int.MaxValue or long.MaxValue ? $"{Text(minimum)} or more" : $"{Text(minimum)} to {Text(maximum)}";

    private static string Text(object? value) => value switch
    {
        null => "",
        SwitchParameter set => set.IsPresent ? "True" : "False",
        string text => text,
        IDictionary { Count: 0 } => "",
        IEnumerable values => string.Join(", ", values.Cast<object?>().Select(Text)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
