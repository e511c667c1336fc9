using System.Globalization;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

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
            if (value is null)
                builder.AddNull();
            else
                builder.Add(convert(value));
        }

        return builder.ToColumn();
    }

    private static double[] ToDoubles(object value) => value as double[] ?? Array.ConvertAll((long[])value, number => (double)number);

    private static string[] ToTexts(object value) => value as string[] ?? [.. ((Array)value).Cast<object?>().Select(ValueText.Format)];
}
