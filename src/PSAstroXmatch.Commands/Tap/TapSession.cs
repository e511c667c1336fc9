using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>The services of a session: each is made once, so that what it tells of itself is asked once.</summary>
internal static class TapSession
{
    private static readonly ConditionalWeakTable<Runspace, ConcurrentDictionary<(Uri Address, TapServiceOptions Options), TapService>> Sessions = [];

    /// <summary>The service that a user means.</summary>
    /// <param name="nameOrUri">A short name or an address; null for that of the current archive.</param>
    /// <param name="options">How it is talked to; null for the usual way.</param>
    /// <exception cref="AstroException">ServiceUnknown, or ServiceMissing: the current archive is no service.</exception>
    public static TapService Find(string? nameOrUri, TapServiceOptions? options)
    {
        Uri address = Address(nameOrUri);
        ConcurrentDictionary<(Uri, TapServiceOptions), TapService> services = Sessions.GetValue(Runspace.DefaultRunspace, _ => new());
        // A credential equals no other: a service with one is made anew for each command, and nothing holds its secret any longer.
        return options?.Credential is null
            ? services.GetOrAdd((address, options ?? new TapServiceOptions()), key => new TapService(key.Item1, key.Item2))
            : new TapService(address, options);
    }

    /// <summary>The address of the service that a user means. Sends nothing: tab completion asks too.</summary>
    public static Uri Address(string? nameOrUri)
    {
        Archive archive = CurrentArchive.Get();
        if (nameOrUri is null)
        {
            return archive is TapArchive live ? live[TapServiceName.Heasarc].BaseUri : throw new AstroException(
                "ServiceMissing",
                AstroErrorKind.InvalidArgument,
                $"The archive of this session ({archive}) takes no queries in ADQL.",
                $"Name a service with -Service: {string.Join(", ", TapServices.Known.Keys)}, or an address.");
        }

        // Use-AstroArchive -Uri may have put another service in a public one's place.
        return archive is TapArchive chosen && Enum.TryParse(nameOrUri, ignoreCase: true, out TapServiceName name) && !char.IsDigit(nameOrUri[0])
            ? chosen[name].BaseUri
            : TapServices.ToUri(nameOrUri);
    }
}
