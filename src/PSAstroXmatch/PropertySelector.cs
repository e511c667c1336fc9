using System.Globalization;
using System.Management.Automation;

namespace PSAstroXmatch;

/// <summary>Selects a value of each pipeline object: a property by name, or the result of a script block with the object as <c>$_</c>.</summary>
public sealed class PropertySelector
{
    /// <summary>Selects a property.</summary>
    /// <param name="name">Its name.</param>
    public PropertySelector(string name) => Name = name;

    /// <summary>Selects the result of a script block.</summary>
    /// <param name="script">The script block, with the object as <c>$_</c>.</param>
    public PropertySelector(ScriptBlock script)
    {
        ArgumentNullException.ThrowIfNull(script);
        Script = script;
        Name = script.ToString().Trim();
    }

    /// <summary>Selects the same number for every object.</summary>
    /// <param name="number">The number.</param>
    public PropertySelector(double number)
    {
        Number = number;
        Name = number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Name for an axis: the property name, or the text of the script block or of the number.</summary>
    public string Name { get; }

    /// <summary>The script block; null if a property or a number is selected.</summary>
    public ScriptBlock? Script { get; }

    /// <summary>The number; null if a property or a script block is selected.</summary>
    public double? Number { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
