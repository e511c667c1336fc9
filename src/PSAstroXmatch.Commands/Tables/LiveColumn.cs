using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Reads a property of many objects of one type straight into a column. PowerShell's own way to a property, and reflection, cost a box
/// and some 100 ns a value.
/// </summary>
internal abstract class LiveColumn
{
    private static readonly ConcurrentDictionary<(Type Type, string Property), LiveColumn?> Known = [];

    /// <summary>The reader of a property; null if its values are not numbers or texts that a column holds as they are.</summary>
    public static LiveColumn? Of(Type type, PropertyInfo property) => Known.GetOrAdd((type, property.Name), _ =>
    {
        Type? reader = property.PropertyType == typeof(string) ? typeof(Texts<>)
            : property.PropertyType == typeof(double) ? typeof(Doubles<>)
            : property.PropertyType == typeof(int) ? typeof(Integers<>)
            : null;
        return reader is null ? null : (LiveColumn)Activator.CreateInstance(reader.MakeGenericType(type), property.GetMethod)!;
    });

    /// <summary>The column with the value of each object.</summary>
    public abstract AstroColumn Read(ColumnInfo info, ReadOnlySpan<PSObject> objects, CancellationToken cancellationToken);

    // Optimised at once: code that the runtime watches before it optimises it is ten times as slow, just in the first uses that a user waits for.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TValue[] Values<T, TValue>(Func<T, TValue> get, ReadOnlySpan<PSObject> objects, CancellationToken cancellationToken)
    {
        TValue[] values = new TValue[objects.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (i % 65536 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            values[i] = get((T)objects[i].BaseObject);
        }

        return values;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static NullMask? Missing<T>(T[] values, Func<T, bool> isMissing)
    {
        NullMask? nulls = null;
        for (int i = 0; i < values.Length; i++)
        {
            if (isMissing(values[i]))
                (nulls ??= new NullMask(values.Length))[i] = true;
        }

        return nulls;
    }

    private sealed class Doubles<T>(MethodInfo getter) : LiveColumn
    {
        private readonly Func<T, double> _get = getter.CreateDelegate<Func<T, double>>();

        // A file marks a missing number as such; NaN is how PowerShell sees it.
        public override AstroColumn Read(ColumnInfo info, ReadOnlySpan<PSObject> objects, CancellationToken cancellationToken)
        {
            double[] values = Values(_get, objects, cancellationToken);
            return new AstroColumn<double>(info with { ValueType = typeof(double) }, values, Missing(values, double.IsNaN));
        }
    }

    private sealed class Integers<T>(MethodInfo getter) : LiveColumn
    {
        private readonly Func<T, int> _get = getter.CreateDelegate<Func<T, int>>();

        public override AstroColumn Read(ColumnInfo info, ReadOnlySpan<PSObject> objects, CancellationToken cancellationToken) =>
            new AstroColumn<int>(info with { ValueType = typeof(int) }, Values(_get, objects, cancellationToken));
    }

    private sealed class Texts<T>(MethodInfo getter) : LiveColumn
    {
        private readonly Func<T, string?> _get = getter.CreateDelegate<Func<T, string?>>();

        public override AstroColumn Read(ColumnInfo info, ReadOnlySpan<PSObject> objects, CancellationToken cancellationToken)
        {
            string?[] values = Values(_get, objects, cancellationToken);
            return new AstroColumn<string>(info with { ValueType = typeof(string) }, values!, Missing(values, value => value is null));
        }
    }
}
