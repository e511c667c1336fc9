using System.Collections;
using System.Management.Automation;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>A property that tab completion can offer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Name of the type of its values; null if unknown.</param>
internal sealed record PropertyName(string Name, string? Type);

/// <summary>The properties of objects, found without delay: from a type, from the first of several objects, or from the header of a file.</summary>
internal static class PropertyNames
{
    // The properties of these types themselves are not those of the objects that they yield in a pipeline.
    private static readonly Type[] Opaque = [typeof(object), typeof(PSObject), typeof(string), typeof(FileInfo), typeof(AstroTable), typeof(AstroTableRow)];

    /// <summary>The properties of the objects that a cmdlet of this module emits.</summary>
    public static IReadOnlyList<PropertyName> Of(IEnumerable<Type> types) =>
    [
        .. types.Where(type => !Opaque.Contains(type)).SelectMany(type => type.GetProperties())
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => new PropertyName(property.Name, property.PropertyType.Name)),
    ];

    /// <summary>The properties of an object, or of the first one of a collection.</summary>
    /// <remarks>Other enumerable objects are not enumerated, since that could have any side effect.</remarks>
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

    /// <summary>The columns of a file; none if it can't be read.</summary>
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
            // Not a table; the command itself will report it.
            return [];
        }
    }

    /// <summary>The completions for the properties that begin with the typed text.</summary>
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
            // An open bracket is an incomplete pattern, still being typed.
            return false;
        }
    }

    // Unquoted, a 1 would be read as a number, and spaces or brackets would end the argument.
    private static string Quote(string name) =>
        char.IsLetter(name[0]) || name[0] == '_' ? CompletionText.Argument(name, bare: "_.-") : CompletionText.Quote(name);

    // The type of a script property is known only after running it.
    private static string? TypeOf(PSPropertyInfo property) => property is PSNoteProperty or PSProperty ? property.TypeNameOfValue.Split('.')[^1] : null;

    private static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
