using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace PSAstroXmatch.HelpBuilder;

/// <summary>Values of parameters in words.</summary>
internal static class DefaultText
{
    /// <summary>A default value; empty for none.</summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        SwitchParameter set => set.IsPresent ? "True" : "False",
        string text => text,
        IDictionary { Count: 0 } => "",
        IEnumerable values => string.Join(", ", values.Cast<object?>().Select(Of)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>A range. A greatest value that is the greatest of its type is no limit.</summary>
    public static string Range(object least, object most) =>
        most is int.MaxValue or long.MaxValue ? $"At least {Of(least)}." : $"From {Of(least)} to {Of(most)}.";
}
