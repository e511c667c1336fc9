using System.Globalization;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <content>Stored answers in place of the service's own, if the options allow it.</content>
public sealed partial class TapService
{
    /// <summary>The user's credentials, for cache keys only; secret.</summary>
    internal string? User => _transport.User;

    // Only whole tables are cached, never parts: parts of different ages would be inconsistent.
    private async Task<AstroTable> CachedAsync(
        string kind, string adql, TapQueryOptions options, Func<Task<AstroTable>> ask, CancellationToken cancellationToken)
    {
        if (Options.Caching is not TapCaching caching)
            return await ask().ConfigureAwait(false);
        string id = AnswerKey.Of(BaseUri, _transport.User, kind, adql, options, cancellationToken);
        if (!caching.Refresh && caching.Cache.Find(id, options.Log, cancellationToken) is var (table, notes))
        {
            TimeSpan age = DateTimeOffset.UtcNow - notes.Created;
            if (caching.Offline || age <= caching.MaxAge)
            {
                options.Log?.Invoke(string.Create(
                    CultureInfo.InvariantCulture, $"{Dialect.Name}: {table.RowCount:N0} rows from an answer stored {TapRetry.Show(age)} ago: {adql}"));
                Keep(() => caching.Cache.CountHit(notes), options);
                return table;
            }
        }

        if (caching.Offline)
            throw TapErrors.NotInCache(new TapRequestInfo(Dialect.Name, TapAddress.Show(BaseUri), adql));
        AstroTable fresh = await ask().ConfigureAwait(false);
        if (!fresh.IsTruncated)
            Keep(() => caching.Cache.Store(id, BaseUri, adql, fresh, cancellationToken), options);
        return fresh;
    }

    // The answer is still valid if it cannot be stored.
    private static void Keep(Action store, TapQueryOptions options)
    {
        try
        {
            store();
        }
        catch (AstroException problem)
        {
            options.Log?.Invoke($"The answer could not be stored: {problem.Message}");
        }
    }
}
