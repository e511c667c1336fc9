using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>Reads the result of a job that the reader owns: disposing the reader disposes the job.</summary>
internal sealed class TapJobReader : TableReader
{
    private readonly TableReader _result;
    private readonly TapJob _job;

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public TapJobReader(TableReader result, TapJob job, Action<string>? log)
    {
        _result = result;
        _job = job;
        _job.Log = log;
        Source = result.Source;
        Name = result.Name;
        Description = result.Description;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ColumnInfo> Columns => _result.Columns;

    /// <inheritdoc/>
    public override long? DeclaredRowCount => _result.DeclaredRowCount;

    /// <inheritdoc/>
    public override AstroTable? ReadBlock(int maxRows, CancellationToken cancellationToken)
    {
        AstroTable? block = _result.ReadBlock(maxRows, cancellationToken);
        if (block is null && ParameterList.Count == 0)
        {
            ParameterList.AddRange(_result.Parameters);
            WarningList.AddRange(_result.Warnings);
        }

        return block;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _result.Dispose();
        _job.Dispose();
    }
}
