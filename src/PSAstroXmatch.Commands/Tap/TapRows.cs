using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Passes the rows of a result to the pipeline or to a file, as they arrive or as one table.</summary>
internal static class TapRows
{
    private const int BlockRows = 10_000;

    /// <summary>Opens a result and emits its rows block by block. Rows that the pipeline no longer wants are not read.</summary>
    /// <param name="cmdlet">Emits the rows.</param>
    /// <param name="activity">The activity shown in the progress display.</param>
    /// <param name="open">Opens the result.</param>
    /// <param name="options">Options of the query.</param>
    public static void Write(
        AstroCmdlet cmdlet, string activity, Func<TapQueryOptions, CancellationToken, Task<TableReader>> open, TapQueryOptions options)
    {
        TableReader? reader = null;
        bool isWorking = true;
        Action<string> log = _ => { };
        try
        {
            while (true)
            {
                isWorking = true;
                AstroTable? block = cmdlet.RunQuery(activity, async (write, stopping) =>
                {
                    log = write;
                    try
                    {
                        // The reader outlives this call and always logs to the current one.
                        reader ??= await open(options with { Log = line => log(line) }, stopping).ConfigureAwait(false);
                        return reader.ReadBlock(BlockRows, stopping);
                    }
                    catch when (stopping.IsCancellationRequested)
                    {
                        // Nobody waits for this call any longer, so its reader is released here.
                        reader?.Dispose();
                        throw;
                    }
                });
                isWorking = false;
                if (block is null)
                    break;
                WriteRows(cmdlet, block);
            }
        }
        finally
        {
            log = _ => { };
            if (!isWorking || !cmdlet.IsStopping)
                reader?.Dispose();
        }

        WarnIfTruncated(cmdlet, reader!.IsTruncated, options.AllowTruncated);
    }

    /// <summary>Emits a whole result as one table.</summary>
    public static void WriteTable(
        AstroCmdlet cmdlet, string activity, Func<TapQueryOptions, CancellationToken, Task<AstroTable>> read, TapQueryOptions options)
    {
        AstroTable table = cmdlet.RunQuery(activity, (log, stopping) => read(options with { Log = log }, stopping));
        WarnIfTruncated(cmdlet, table.IsTruncated, options.AllowTruncated);
        cmdlet.WriteObject(table);
    }

    /// <summary>Writes the rows to a file as they arrive, and emits the file.</summary>
    public static void WriteFile(
        AstroCmdlet cmdlet,
        string activity,
        Func<TapQueryOptions, CancellationToken, Task<TableReader>> open,
        TapQueryOptions options,
        OutputFile output)
    {
        string file = output.Path;
        output.Check();
        bool isTruncated = cmdlet.RunQuery(activity, async (log, stopping) =>
        {
            using TableReader reader = await open(options with { Log = log }, stopping).ConfigureAwait(false);
            long rows = TableFileWriter.Write(file, output.Overwrite, reader.ReadBlocks(BlockRows, stopping), stopping);
            log($"{file}: {ValueText.Format(rows)} rows.");
            return reader.IsTruncated;
        });
        WarnIfTruncated(cmdlet, isTruncated, options.AllowTruncated);
        cmdlet.WriteObject(new FileInfo(file));
    }

    /// <summary>Emits the rows of a table.</summary>
    public static void WriteRows(AstroCmdlet cmdlet, AstroTable table)
    {
        for (int row = 0; row < table.RowCount; row++)
            cmdlet.WriteObject(new AstroTableRow(table, row));
    }

    /// <summary>Warns if the service reports that it truncated the result.</summary>
    public static void WarnIfTruncated(AstroCmdlet cmdlet, bool isTruncated, bool allowed)
    {
        if (allowed && isTruncated)
            cmdlet.WriteWarning("The result is incomplete: the service truncated it at a limit (QUERY_STATUS=OVERFLOW).");
    }
}
