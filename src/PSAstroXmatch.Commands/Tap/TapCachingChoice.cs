using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>What -CacheAge, -Refresh and -Offline ask for together.</summary>
internal static class TapCachingChoice
{
    /// <summary>Whether and how stored answers are used; null where none of the three was given: then nothing is stored or taken.</summary>
    public static TapCaching? Create(TimeSpan? age, bool refresh, bool offline)
    {
        if (refresh && offline)
            throw Errors.InvalidArgument("CachingAmbiguous", "-Refresh asks the service and -Offline does not.", "Give one of the two.");
        if (age is null && !refresh && !offline)
            return null;
        TapCaching caching = new(AnswerCache.OfUser) { Refresh = refresh, Offline = offline };
        return age is TimeSpan time ? caching with { MaxAge = time } : caching;
    }
}
