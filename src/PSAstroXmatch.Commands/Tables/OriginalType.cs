using System.Management.Automation;
using System.Reflection;

namespace PSAstroXmatch.Commands;

/// <summary>The type that an object had before Select-Object, a job or Clixml made a custom object of it.</summary>
/// <param name="Type">The type; null for a custom object, or a type that is not of this module.</param>
/// <param name="IsLive">Whether the object still is of that type.</param>
/// <param name="IsSelected">Whether Select-Object chose its properties.</param>
internal readonly record struct OriginalType(Type? Type, bool IsLive, bool IsSelected)
{
    private const string Selected = "Selected.";
    private const string Deserialized = "Deserialized.";

    // What PowerShell adds to the objects of jobs and remote sessions.
    private static readonly HashSet<string> JobProperties =
        new(["PSComputerName", "RunspaceId", "PSShowComputerName", "PSSourceJobInstanceId"], StringComparer.OrdinalIgnoreCase);

    // To list the properties of an object takes PowerShell some 10 µs. It knows at once whether any were added, but has no public way to ask.
    private static readonly MethodInfo? HasInstanceMembers =
        typeof(PSObject).GetMethod("HasInstanceMembers", BindingFlags.Static | BindingFlags.NonPublic);

    /// <summary>Whether the type describes all the columns of the object, but for those that were added.</summary>
    public bool IsDescribed => Type is not null && !IsSelected && DescribedColumns.Of(Type).Count > 0;

    /// <summary>The original type of an object.</summary>
    public static OriginalType Of(PSObject item)
    {
        if (item.BaseObject is not PSCustomObject)
            return new OriginalType(item.BaseObject.GetType(), IsLive: true, IsSelected: false);
        // A second Select-Object, also one that only looks at the first objects, puts "Selected.System.Management.Automation.PSCustomObject" before
        // the name that tells.
        foreach (string typeName in item.TypeNames)
        {
            string name = typeName;
            bool isSelected = false;
            // Selected objects of a job are Deserialized.Selected.PSAstroXmatch.FermiSource.
            while (name.StartsWith(Selected, StringComparison.Ordinal) || name.StartsWith(Deserialized, StringComparison.Ordinal))
            {
                isSelected |= name.StartsWith(Selected, StringComparison.Ordinal);
                name = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
            }

            if (DescribedColumns.TypeNamed(name) is { } type)
                return new OriginalType(type, IsLive: false, isSelected);
        }

        return new OriginalType(null, IsLive: false, IsSelected: false);
    }

    /// <summary>The properties of an object without those of jobs; those that Add-AstroColumn added come last, also to a stored object.</summary>
    public static IEnumerable<PSPropertyInfo> Properties(PSObject item) =>
        item.Properties.Where(property => !JobProperties.Contains(property.Name)).OrderBy(property => property is DescribedNote);

    /// <summary>Whether properties may have been added to this very object, as by Add-Member; true if PowerShell does not tell.</summary>
    public static bool MayHaveAdded(PSObject item) => HasInstanceMembers?.Invoke(null, [item, null]) is not false;

    /// <summary>The properties that were added to an object of this type, as by Add-Member.</summary>
    public IEnumerable<PSPropertyInfo> Added(PSObject item)
    {
        Type? type = Type;
        return IsLive
            ? item.Properties.Where(property => property.MemberType != PSMemberTypes.Property && !JobProperties.Contains(property.Name))
            : Properties(item).Where(property => type?.GetProperty(property.Name) is null);
    }
}
