namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>Reads the rows of one serialization into the columns' builders.</summary>
internal abstract class RowSource : IDisposable
{
    /// <summary>Rows after which a long block looks whether it should stop.</summary>
    protected const int RowsBetweenChecks = 1024;

    /// <summary>About how many rows are still to come, where that can be known, else 0: room for them is made at once.</summary>
    public virtual long ExpectedRows => 0;

    /// <summary>Reads up to so many rows; 0 after the last.</summary>
    public abstract int Read(int maxRows, CancellationToken cancellationToken);

    public virtual void Dispose()
    {
    }
}
