namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>Reads the rows of one serialization into the columns' builders.</summary>
internal abstract class RowSource : IDisposable
{
    /// <summary>Rows after which a long block looks whether it should stop.</summary>
    protected const int RowsBetweenChecks = 1024;

    /// <summary>Reads up to so many rows; 0 after the last.</summary>
    public abstract int Read(int maxRows, CancellationToken cancellationToken);

    public virtual void Dispose()
    {
    }
}
