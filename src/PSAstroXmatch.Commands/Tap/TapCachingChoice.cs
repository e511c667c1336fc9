using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Combines -CacheAge, -Refresh and -Offline.</summary>
internal static class TapCachingChoice
{
    /// <summary>Whether and how stored answers are used; null if none of the three was given, so that nothing is stored or reused.</summary>
    public static TapCaching? Create(TimeSpan? age, bool refresh, bool offline)
    {
        if (refresh && offline)
            throw new AstroException(ErrorIds.CachingAmbiguous, "-Refresh and -Offline can't be used together: one asks the service, the other does not.", "Use one of them.");
        if (age is null && !refresh && !offline)
            return null;
        TapCaching caching = new(AnswerCache.OfUser) { Refresh = refresh, Offline = offline };
        return age is TimeSpan time ? caching with { MaxAge = time } : caching;
    }
}
