using System.Linq.Expressions;
using System.Management.Automation;
using System.Reflection;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>The type that an object had before Select-Object, a job or Clixml made a custom object of it.</summary>
/// <param name="Type">The type; null for a custom object, or a type that is not of this module.</param>
/// <param name="IsLive">Whether the object still is of that type.</param>
/// <param name="IsSelected">Whether Select-Object chose its properties.</param>
internal readonly record struct OriginalType(Type? Type, bool IsLive, bool IsSelected)
{
    private const string Selected = "Selected.";
    private const string Deserialized = "Deserialized.";
    private const string TypeNames = "pstypenames";

    // What PowerShell adds to the objects of jobs and remote sessions, and what matches carry there for this module alone.
    private static readonly HashSet<string> JobProperties =
        new(["PSComputerName", "RunspaceId", "PSShowComputerName", "PSSourceJobInstanceId", StoredSides.Property], StringComparer.OrdinalIgnoreCase);

    // To list the properties of an object takes PowerShell some 10 µs. It knows at once which were added, but has no public way to ask.
    private static readonly Func<PSObject, object?>? InstanceMembers = MakeInstanceMembers();

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

        return new OriginalType(null, IsLive: false, item.TypeNames.Any(name => name.Contains(Selected, StringComparison.Ordinal)));
    }

    /// <summary>
    /// The table that an object is or was; null for any other object. A remote session over SSH knows the types of no module, so that a table
    /// comes from it as a custom object.
    /// </summary>
    /// <exception cref="AstroException">ObjectFlattened: only the text of the table was kept.</exception>
    public static AstroTable? Table(PSObject item)
    {
        if (item.BaseObject is AstroTable live)
            return live;
        if (Of(item) is not { IsLive: false, IsSelected: false } original || original.Type != typeof(AstroTable))
            return null;
        return LanguagePrimitives.TryConvertTo(item, out AstroTable? table) && table is not null ? table : throw Errors.FlattenedTable(item);
    }

    /// <summary>The properties of an object without those of jobs; those that Add-AstroColumn added come last, also to a stored object.</summary>
    public static IEnumerable<PSPropertyInfo> Properties(PSObject item) =>
        item.Properties.Where(property => !JobProperties.Contains(property.Name)).OrderBy(property => property is DescribedNote);

    /// <summary>Whether properties may have been added to this very object, as by Add-Member; true if PowerShell does not tell.</summary>
    /// <remarks>Whoever lists the properties of an object makes PowerShell add members of its own, among them one property, pstypenames.</remarks>
    public static bool MayHaveAdded(PSObject item) => InstanceMembers is null
        || (InstanceMembers(item) is IEnumerable<PSMemberInfo> members && members.Any(member => member is PSPropertyInfo { Name: not TypeNames }));

    /// <summary>Names of the properties that were added to this very object, as by Add-Member.</summary>
    public static IEnumerable<string> AddedNames(PSObject item) =>
        (InstanceMembers is null ? item.Properties.Where(property => property.IsInstance) : InstanceMembers(item) as IEnumerable<PSMemberInfo> ?? [])
            .OfType<PSPropertyInfo>().Select(property => property.Name);

    /// <summary>Whether a property was added to a live object in place of the one it has, as by Add-Member -Force.</summary>
    public static bool IsReplaced(PSObject item, string property) =>
        MayHaveAdded(item) && AddedNames(item).Contains(property, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether any property of a live object or column of a row was replaced, as by Add-Member -Force.</summary>
    public static bool HasReplaced(PSObject item) => MayHaveAdded(item) && AddedNames(item).Any(name => item.BaseObject is AstroTableRow row
        ? row.GetTable().TryGetColumn(name, out _)
        : item.BaseObject.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is not null);

    /// <summary>The properties that were added to an object of this type, as by Add-Member, but not in place of a column of its own.</summary>
    public IEnumerable<PSPropertyInfo> Added(PSObject item)
    {
        Type? type = Type;
        return IsLive
            ? item.Properties.Where(property => property.MemberType != PSMemberTypes.Property && !JobProperties.Contains(property.Name) && !HasColumn(item, property.Name))
            : Properties(item).Where(property => type?.GetProperty(property.Name) is null);
    }

    // The sides of a match are properties that many columns are made of.
    private static bool HasColumn(PSObject item, string property) => item.BaseObject switch
    {
        AstroTableRow row => row.GetTable().TryGetColumn(property, out _),
        SkyMatch when property.Equals(nameof(SkyMatch.Left), StringComparison.OrdinalIgnoreCase)
            || property.Equals(nameof(SkyMatch.Right), StringComparison.OrdinalIgnoreCase) => true,
        _ => DescribedColumns.Of(item.BaseObject.GetType()).Any(column => column.Property.Name.Equals(property, StringComparison.OrdinalIgnoreCase)),
    };

    private static Func<PSObject, object?>? MakeInstanceMembers()
    {
        MethodInfo? method = typeof(PSObject).GetMethod("HasInstanceMembers", BindingFlags.Static | BindingFlags.NonPublic);
        if (method?.GetParameters() is not [{ ParameterType: var first }, { ParameterType: { IsByRef: true } second }] || first != typeof(object))
            return null;
        ParameterExpression item = Expression.Parameter(typeof(PSObject)), members = Expression.Variable(second.GetElementType()!);
        Expression found = Expression.Condition(
            Expression.Call(method, item, members), Expression.Convert(members, typeof(object)), Expression.Constant(null, typeof(object)));
        return Expression.Lambda<Func<PSObject, object?>>(Expression.Block([members], found), item).Compile();
    }
}
