namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>
/// A value that is made when first requested. Unlike with Lazy, a cancelled attempt leaves nothing behind, and a caller waiting for
/// another thread's attempt can be cancelled too.
/// </summary>
/// <typeparam name="T">Type of the value.</typeparam>
internal sealed class Once<T>(Func<CancellationToken, T> make)
    where T : class
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile T? _value;

    /// <summary>Returns the value, making it if necessary.</summary>
    public T Get(CancellationToken cancellationToken)
    {
        if (_value is { } made)
            return made;
        _gate.Wait(cancellationToken);
        try
        {
            return _value ??= make(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }
}
