using System.Collections;

namespace PSAstroXmatch;

/// <summary>A read-only list that prints as its values joined by ", ".</summary>
/// <remarks>
/// Export-Csv writes ToString() of a property's value, which for an array is "System.Object[]". This list writes its values in invariant
/// culture with all digits; a missing value is empty.
/// </remarks>
/// <typeparam name="T">Type of the values.</typeparam>
public sealed class ValueList<T> : IReadOnlyList<T>
{
    private readonly T[] _values;

    /// <summary>Wraps an array; the caller must not change it afterwards.</summary>
    public ValueList(T[] values) => _values = values;

    /// <summary>The list without values.</summary>
    public static ValueList<T> Empty { get; } = new([]);

    /// <summary>Number of values.</summary>
    public int Count => _values.Length;

    /// <summary>The value at a position, counted from 0.</summary>
    public T this[int index] => _values[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _values.GetEnumerator();

    /// <summary>The values joined by ", ".</summary>
    public override string ToString() => string.Join(", ", _values.Select(value => ValueText.Format(value)));
}
