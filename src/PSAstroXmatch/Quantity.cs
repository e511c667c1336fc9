using System.Collections.ObjectModel;
using System.Linq.Expressions;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch;

/// <summary>
/// The unit and UCD of a value, and the frame and epoch of a position, carried by its PowerShell type name:
/// <c>PSAstroXmatch.Quantity#arcsec#phys.angSize</c>. The value itself stays what it is: a number is compared, formatted and calculated
/// with as any other.
/// </summary>
/// <remarks>
/// A type name survives Select-Object, Add-Member, Export-Clixml (as Deserialized.PSAstroXmatch.Quantity#…), jobs and ForEach-Object
/// -Parallel. The result of a calculation has none, so that a value never keeps a unit that is no longer right.
/// </remarks>
public sealed class Quantity
{
    private const string Prefix = "PSAstroXmatch.Quantity#";
    private const string Stored = "Deserialized." + Prefix;

    private static readonly ConditionalWeakTable<ColumnInfo, Quantity> OfColumns = [];

    private SharedNames? _names;

    /// <summary>Creates what values with this unit and UCD share.</summary>
    /// <param name="unit">The unit; null for none.</param>
    /// <param name="ucd">The UCD; null for none.</param>
    /// <param name="system">The frame and epoch of a position as its file gives them; null for none.</param>
    public Quantity(string? unit, string? ucd, CoordinateSystem? system = null)
    {
        Unit = unit;
        Ucd = ucd;
        System = system;
    }

    /// <summary>The unit; null for none.</summary>
    public string? Unit { get; }

    /// <summary>The UCD; null for none.</summary>
    public string? Ucd { get; }

    /// <summary>The frame and epoch of a position; null for none.</summary>
    public CoordinateSystem? System { get; }

    /// <summary>What the values of a column measure; null if it has no unit, UCD or frame.</summary>
    public static Quantity? Of(ColumnInfo column) => column.Unit is null && column.Ucd is null && column.CoordinateSystem is null
        ? null
        : OfColumns.GetValue(column, known => new Quantity(known.Unit, known.Ucd, known.CoordinateSystem));

    /// <summary>What a value measures; null if it does not say.</summary>
    public static Quantity? Of(object? value)
    {
        if (value is not PSObject wrapped || wrapped.BaseObject is PSCustomObject || TypeNames.Of(wrapped) is not { Count: > 0 } names)
            return null;
        string name = names[0];
        int start = name.StartsWith(Prefix, StringComparison.Ordinal) ? Prefix.Length : name.StartsWith(Stored, StringComparison.Ordinal) ? Stored.Length : 0;
        if (start == 0)
            return null;
        // A UCD has no '#', whatever a unit may have.
        int end = name.LastIndexOf('#');
        if (end < start)
            return new Quantity(VisibleText.Of(name[start..]), null);
        string[] rest = name[(end + 1)..].Split('@', 2);
        return new Quantity(Part(name[start..end]), Part(rest[0]), rest.Length < 2 ? null : SystemOf(rest[1]));
    }

    /// <summary>The value with this unit and UCD; null stays null.</summary>
    public object? Attach(object? value)
    {
        if (value is null)
            return null;
        object bare = value is PSObject { BaseObject: not PSCustomObject } inner ? inner.BaseObject : value;
        // The type names of a custom object are its own.
        if (bare is PSObject)
            return bare;
        PSObject wrapped = new(bare);
        Type type = bare.GetType();
        // The values of a column are of one type, so that all of them share one list of names.
        SharedNames? names = _names;
        if (names is null || names.Type != type)
            _names = names = new SharedNames(type, TypeNames.Create([$"{Prefix}{Unit}#{Ucd}{SystemText}", .. Hierarchy(type)]));
        TypeNames.Set(wrapped, names.List);
        return wrapped;
    }

    // A system whose name has one of the separators is none that is known, and stays so.
    private string SystemText => System is null ? ""
        : "@" + string.Join(';', new[] { System.System, System.Equinox, System.Epoch }.Select(part => part?.Replace('#', '_').Replace('@', '_').Replace(';', '_')));

    private static CoordinateSystem SystemOf(string text)
    {
        string[] parts = text.Split(';');
        return new CoordinateSystem(parts[0]) { Equinox = parts.Length > 1 ? Part(parts[1]) : null, Epoch = parts.Length > 2 ? Part(parts[2]) : null };
    }

    private static string? Part(string text) => text.Length == 0 ? null : VisibleText.Of(text);

    private static IEnumerable<string> Hierarchy(Type? type)
    {
        for (; type is not null; type = type.BaseType)
            yield return type.FullName!;
    }

    private sealed record SharedNames(Type Type, object List);

    // PSObject.TypeNames makes a list of its own for every object, which takes ten times as long as the object itself. PowerShell shares
    // lists of names between objects, but has no public way to give it one; without that way, TypeNames does the same more slowly.
    private static class TypeNames
    {
        private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        private static readonly PropertyInfo? Shared = typeof(PSObject).GetProperty("InternalTypeNames", Any);
        private static readonly ConstructorInfo? Constructor = Shared?.PropertyType.GetConstructor(Any, [typeof(IEnumerable<string>), typeof(bool)]);
        private static readonly Func<PSObject, object>? Getter = MakeGetter();
        private static readonly Action<PSObject, object>? Setter = MakeSetter();

        public static object Create(string[] names) => Setter is null ? names : Constructor!.Invoke([names, true]);

        public static void Set(PSObject item, object names)
        {
            if (Setter is not null)
                Setter(item, names);
            else
                item.TypeNames.Insert(0, ((string[])names)[0]);
        }

        public static Collection<string>? Of(PSObject item) => (Getter?.Invoke(item) ?? item.TypeNames) as Collection<string>;

        private static Func<PSObject, object>? MakeGetter()
        {
            if (Shared?.GetGetMethod(nonPublic: true) is not { } get || !typeof(Collection<string>).IsAssignableFrom(Shared.PropertyType))
                return null;
            ParameterExpression item = Expression.Parameter(typeof(PSObject));
            return Expression.Lambda<Func<PSObject, object>>(Expression.Call(item, get), item).Compile();
        }

        private static Action<PSObject, object>? MakeSetter()
        {
            if (Constructor is null || Shared?.GetSetMethod(nonPublic: true) is not { } set)
                return null;
            ParameterExpression item = Expression.Parameter(typeof(PSObject)), names = Expression.Parameter(typeof(object));
            return Expression.Lambda<Action<PSObject, object>>(Expression.Call(item, set, Expression.Convert(names, Shared.PropertyType)), item, names).Compile();
        }
    }
}
