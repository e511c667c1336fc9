using System.Collections;
using System.Globalization;
using System.Management.Automation;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Turns the values of properties into values that a column can hold, and finds the type of the column.</summary>
internal static class ColumnValues
{
    /// <summary>The object in its wrapper; a custom object stays wrapped, since its wrapper alone knows its text.</summary>
    public static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>Whether a value is an object with properties of its own whose text would be all that a column keeps of them.</summary>
    /// <remarks>The objects of types, such as sources, have a text that names them.</remarks>
    public static bool IsNested(object? value) => value is IDictionary or AstroTable or AstroTableRow
        || (value is PSObject { BaseObject: PSCustomObject } custom && custom.ToString().StartsWith("@{", StringComparison.Ordinal));

    /// <summary>The type in which a column holds values of a declared type; null if that is not known.</summary>
    public static Type? Storage(Type? declared)
    {
        if (declared is null || declared == typeof(object))
            return null;
        Type type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>)))
        {
            Type? item = Storage(type.IsArray ? type.GetElementType() : type.GetGenericArguments()[0]);
            return item == typeof(double) || item == typeof(float) ? typeof(double[])
                : item == typeof(long) || item == typeof(int) || item == typeof(short) || item == typeof(byte) ? typeof(long[])
                : typeof(string[]);
        }

        return Type.GetTypeCode(type) switch
        {
            _ when type.IsEnum => typeof(string),
            TypeCode.Boolean or TypeCode.Byte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 or TypeCode.Single or TypeCode.Double => type,
            TypeCode.UInt32 or TypeCode.UInt16 or TypeCode.SByte => typeof(long),
            TypeCode.Decimal => typeof(double),
            _ => typeof(string),
        };
    }

    /// <summary>A value as a column holds it: a number, a Boolean, a text, or an array of numbers or texts.</summary>
    /// <param name="value">The value of a property.</param>
    /// <param name="declared">The type in which the column holds values; null if only the values tell.</param>
    public static object? Simplify(object? value, Type? declared) => value switch
    {
        null or string => value,
        // Tables have times without a zone, which are in UTC (DALI 1.1, section 3.3.3).
        DateTime { Kind: DateTimeKind.Local } time => ValueText.Format(time.ToUniversalTime()),
        DateTimeOffset time => ValueText.Format(time.UtcDateTime),
        IDictionary or AstroTable => value.ToString(),
        ValueList<object> members => Array.ConvertAll([.. members], DisplayText.Label),
        IEnumerable<double> list => list.ToArray(),
        IEnumerable list => List([.. list.Cast<object?>().Select(Unwrap)], declared),
        bool or byte or short or int or long or float or double => value,
        uint or ushort or sbyte => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        decimal number => (double)number,
        _ => ValueText.Format(value),
    };

    /// <summary>The type that holds all the values: the declared one unless a value does not fit; text if all are null and none is declared.</summary>
    public static Type CommonType(object?[] values, Type? declared)
    {
        Type? common = declared;
        foreach (object? value in values)
        {
            if (value is null)
                continue;
            Type type = value.GetType();
            common = common is null || common == type ? type : Wider(common, type);
        }

        return common ?? typeof(string);
    }

    // An empty list, or one without a value, is of the declared type.
    private static object List(object?[] items, Type? declared)
    {
        bool isNumeric = items.All(item => item is null or double or float or int or long or short or byte)
            && (declared == typeof(double[]) || declared == typeof(long[]) || items.Any(item => item is not null));
        if (!isNumeric)
            return Array.ConvertAll(items, item => ValueText.Format(item));
        return declared != typeof(double[]) && items.All(item => item is int or long or short or byte)
            ? Array.ConvertAll(items, item => Convert.ToInt64(item, CultureInfo.InvariantCulture))
            : Array.ConvertAll(items, item => item is null ? double.NaN : ToDouble(item));
    }

    /// <summary>A number as double; a float keeps its decimal digits.</summary>
    public static double ToDouble(object number) => number is float single ? ValueText.ToDouble(single) : Convert.ToDouble(number, CultureInfo.InvariantCulture);

    private static Type Wider(Type left, Type right)
    {
        Type[] ladder = [typeof(byte), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double)];
        int a = Array.IndexOf(ladder, left), b = Array.IndexOf(ladder, right);
        // A float does not hold all integers.
        if (a >= 0 && b >= 0)
            return ladder[Math.Max(a, b)] is var wider && wider == typeof(float) ? typeof(double) : wider;
        bool numberLists = (left == typeof(double[]) || left == typeof(long[])) && (right == typeof(double[]) || right == typeof(long[]));
        return numberLists ? typeof(double[]) : left.IsArray && right.IsArray ? typeof(string[]) : typeof(string);
    }
}

/// <summary>Creates a typed column from values whose common type is known.</summary>
internal static class TypedColumn
{
    public static AstroColumn Create(ColumnInfo info, object?[] values) => info.ValueType switch
    {
        var type when type == typeof(bool) => Build(info, values, value => (bool)value),
        var type when type == typeof(byte) => Build(info, values, value => (byte)value),
        var type when type == typeof(short) => Build(info, values, value => Convert.ToInt16(value, CultureInfo.InvariantCulture)),
        var type when type == typeof(int) => Build(info, values, value => Convert.ToInt32(value, CultureInfo.InvariantCulture)),
        var type when type == typeof(long) => Build(info, values, value => Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        var type when type == typeof(float) => Build(info, values, value => (float)value),
        var type when type == typeof(double) => Build(info, values, ColumnValues.ToDouble),
        var type when type == typeof(long[]) => Build(info, values, value => (long[])value),
        var type when type == typeof(double[]) => Build(info, values, ToDoubles),
        var type when type == typeof(string[]) => Build(info, values, ToTexts),
        _ => Build(info with { ValueType = typeof(string) }, values, value => ValueText.Format(value)),
    };

    private static AstroColumn Build<T>(ColumnInfo info, object?[] values, Func<object, T> convert)
    {
        ColumnBuilder<T> builder = new(info);
        builder.EnsureCapacity(values.Length);
        foreach (object? value in values)
        {
            // A file marks a missing number as such; NaN is how PowerShell sees it.
            if (value is null or double.NaN or float.NaN)
                builder.AddNull();
            else
                builder.Add(convert(value));
        }

        return builder.ToColumn();
    }

    private static double[] ToDoubles(object value) => value as double[] ?? Array.ConvertAll((long[])value, number => (double)number);

    private static string[] ToTexts(object value) => value as string[] ?? [.. ((Array)value).Cast<object?>().Select(ValueText.Format)];
}
