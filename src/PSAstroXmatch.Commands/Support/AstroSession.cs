using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>The archive of each session: the one set by Use-AstroArchive, or the live services.</summary>
internal static class CurrentArchive
{
    private static readonly ConditionalWeakTable<Runspace, Archive> Chosen = [];

    public static Archive Get() => Chosen.GetValue(Runspace.DefaultRunspace, _ => new TapArchive());

    public static void Set(Archive archive) => Chosen.AddOrUpdate(Runspace.DefaultRunspace, archive);
}

/// <summary>The services of a session. Each is created once, so that its capabilities are requested only once.</summary>
internal static class TapSession
{
    private static readonly ConditionalWeakTable<Runspace, ConcurrentDictionary<(Uri Address, TapServiceOptions Options), TapService>> Sessions = [];

    /// <summary>Finds the service that the user chose.</summary>
    /// <param name="nameOrUri">A short name or an address; null for the service of the current archive.</param>
    /// <param name="options">Options for talking to it; null for the defaults.</param>
    /// <exception cref="AstroException">ServiceUnknown, or ServiceMissing: the current archive is not a service.</exception>
    public static TapService Find(string? nameOrUri, TapServiceOptions? options)
    {
        Uri address = Address(nameOrUri);
        ConcurrentDictionary<(Uri, TapServiceOptions), TapService> services = Sessions.GetValue(Runspace.DefaultRunspace, _ => new());
        // No two credentials are equal, so a service with one is created anew for each command, and its secret is not kept afterwards.
        return options?.Credential is null
            ? services.GetOrAdd((address, options ?? new TapServiceOptions()), key => new TapService(key.Item1, key.Item2))
            : new TapService(address, options);
    }

    /// <summary>The address of the service that the user chose. Sends nothing, as tab completion calls it, too.</summary>
    public static Uri Address(string? nameOrUri)
    {
        Archive archive = CurrentArchive.Get();
        if (nameOrUri is null)
        {
            return archive is TapArchive live ? live[TapServiceName.Heasarc].BaseUri : throw new AstroException(
                ErrorIds.ServiceMissing,
                $"The archive of this session ({archive}) does not take ADQL queries.",
                $"Choose a service with -Service: {string.Join(", ", TapServices.Known.Keys)}, or an address.");
        }

        // Use-AstroArchive -Uri may have replaced a public service by another one.
        return archive is TapArchive chosen && Enum.TryParse(nameOrUri, ignoreCase: true, out TapServiceName name) && !char.IsDigit(nameOrUri[0])
            ? chosen[name].BaseUri
            : TapServices.ToUri(nameOrUri);
    }
}

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
