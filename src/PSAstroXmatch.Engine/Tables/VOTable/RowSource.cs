namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>Reads the rows of one serialization into the column builders.</summary>
internal abstract class RowSource : IDisposable
{
    /// <summary>Number of rows between two checks for cancellation.</summary>
    protected const int RowsBetweenChecks = 1024;

    /// <summary>Approximate number of remaining rows, for which room is reserved; 0 if unknown.</summary>
    public virtual long ExpectedRows => 0;

    /// <summary>Reads up to this many rows; returns the number read, 0 after the last row.</summary>
    public abstract int Read(int maxRows, CancellationToken cancellationToken);

    public virtual void Dispose()
    {
    }
}
