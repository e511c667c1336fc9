using System.Management.Automation;
using System.Net;
using System.Security;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Base of all cmdlets that talk to a TAP service: the service, the timeout and the credentials.</summary>
public abstract class TapCmdlet : AstroCmdlet
{
    /// <summary>
    /// The service: Heasarc, Gaia, Irsa, Mast, Vizier, Cxc, or the base URL of any other. Without it the one that the current archive
    /// asks for Chandra and Fermi.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(TapServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public virtual string? Service { get; set; }

    /// <summary>Time for the whole call, with all attempts: 90s, 5min, 2h, or a number of seconds. 15 minutes by default.</summary>
    [Parameter]
    [DurationTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan? Timeout { get; set; }

    /// <summary>User and password for the service (basic authentication). Shown nowhere.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>A token that the service gave its user (bearer authentication). Shown nowhere.</summary>
    [Parameter]
    public SecureString? Token { get; set; }

    private protected override string WithoutService => "Use -Service <address> for another service.";

    /// <summary>The service that the user chose.</summary>
    private protected TapService FindService() => TapSession.Find(Service, ServiceOptions());

    /// <summary>The options for talking to services.</summary>
    private protected TapServiceOptions ServiceOptions()
    {
        if (Credential is not null && Token is not null)
            throw Errors.InvalidArgument("CredentialAmbiguous", "-Credential and -Token can't be used together.", "Use one of them.");
        TapServiceOptions options = new();
        if (Timeout is TimeSpan time)
            options = options with { Timeout = time };
        if (Credential is not null)
            options = options with { Credential = TapCredential.Basic(Credential.UserName, Credential.GetNetworkCredential().Password) };
        else if (Token is not null)
            options = options with { Credential = TapCredential.Bearer(new NetworkCredential("", Token).Password) };
        return options;
    }
}
