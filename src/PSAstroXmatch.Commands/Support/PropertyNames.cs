using System.Collections;
using System.Management.Automation;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>A property that the Tab key can offer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Name of the type of its values; null where it is not known.</param>
internal sealed record PropertyName(string Name, string? Type);

/// <summary>The properties of objects, as far as they can be told at once: of a type, of the first of some objects, of a file by its header.</summary>
internal static class PropertyNames
{
    // What these have as properties is not what they stand for in a pipeline.
    private static readonly Type[] Opaque = [typeof(object), typeof(PSObject), typeof(string), typeof(FileInfo), typeof(AstroTable), typeof(AstroTableRow)];

    /// <summary>The properties of the objects that a cmdlet of this module emits.</summary>
    public static IReadOnlyList<PropertyName> Of(IEnumerable<Type> types) =>
    [
        .. types.Where(type => !Opaque.Contains(type)).SelectMany(type => type.GetProperties())
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => new PropertyName(property.Name, property.PropertyType.Name)),
    ];

    /// <summary>The properties of an object, or of the first where there are many.</summary>
    /// <remarks>What is not a collection but can be enumerated may do anything at that, so it is left alone.</remarks>
    public static IReadOnlyList<PropertyName> Of(object? value)
    {
        object? first = Unwrap(value) switch
        {
            IDictionary => null,
            IList { Count: > 0 } list => list[0],
            IList => null,
            ICollection many => many.Cast<object?>().FirstOrDefault(),
            IEnumerable => null,
            _ => value,
        };
        return Unwrap(first) switch
        {
            null or IEnumerable or ValueType => [],
            AstroTable table => [.. table.Columns.Select(column => new PropertyName(column.Name, column.ValueType.Name))],
            _ => [.. PSObject.AsPSObject(first!).Properties.Select(property => new PropertyName(property.Name, TypeOf(property)))],
        };
    }

    /// <summary>The columns of a file; none where it can't be read.</summary>
    public static IReadOnlyList<PropertyName> OfFile(CompletionSession session, string path, string? table = null)
    {
        if (session.LocalFile(path) is not string file)
            return [];
        try
        {
            return [.. TableFile.ReadColumnNames(file, new TableReadOptions { Table = table, KeepRowsOfError = true }).Select(name => new PropertyName(name, null))];
        }
        catch (AstroException)
        {
            // No table: there is nothing to complete, and the command itself will say so.
            return [];
        }
    }

    /// <summary>What the Tab key shows of the properties that begin with what was typed.</summary>
    public static IReadOnlyList<CompletionResult> Complete(IEnumerable<PropertyName> properties, string wordToComplete)
    {
        string word = wordToComplete.Trim('\'', '"');
        return
        [
            .. properties
                .Where(property => CompletionText.IsOffered(property.Name) && IsMatch(property.Name, word))
                .DistinctBy(property => property.Name, StringComparer.OrdinalIgnoreCase)
                .Select(property => CompletionText.Result(
                    Quote(property.Name), property.Name, property.Type is null ? null : $"{property.Type} {property.Name}", CompletionResultType.Property)),
        ];
    }

    private static bool IsMatch(string name, string word) =>
        name.StartsWith(word, StringComparison.OrdinalIgnoreCase) || (WildcardPattern.ContainsWildcardCharacters(word) && IsLike(name, word));

    private static bool IsLike(string name, string word)
    {
        try
        {
            return WildcardPattern.Get(word + "*", WildcardOptions.IgnoreCase).IsMatch(name);
        }
        catch (WildcardPatternException)
        {
            // An open bracket is half a pattern, while it is being typed.
            return false;
        }
    }

    // A bare 1 would be taken as a number, and blanks or brackets would end the argument.
    private static string Quote(string name) =>
        char.IsLetter(name[0]) || name[0] == '_' ? CompletionText.Argument(name, bare: "_.-") : CompletionText.Quote(name);

    // The type of a script property can only be told by running it.
    private static string? TypeOf(PSPropertyInfo property) => property is PSNoteProperty or PSProperty ? property.TypeNameOfValue.Split('.')[^1] : null;

    private static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
