using System.Management.Automation;
using System.Net;
using System.Security;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Base of all cmdlets that talk to a TAP service: the service, the timeout and the credentials.</summary>
public abstract class TapCmdlet : AstroCmdlet
{
    /// <summary>Has no effect: a job knows its own service.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TapServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public virtual string? Service { get; set; }

    /// <summary>Time limit for the whole call, including retries: 90s, 5min, 2h, or a number in seconds. Defaults to 15 minutes.</summary>
    [Parameter]
    [DurationTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// User name and password for the service (basic authentication). They are sent only to that service and never shown.
    /// </summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>
    /// Token that the service issued to you (bearer authentication). It is sent only to that service and never shown. Cannot be combined
    /// with -Credential (CredentialAmbiguous).
    /// </summary>
    [Parameter]
    public SecureString? Token { get; set; }

    private protected override string WithoutService => "Use -Service <address> for another service.";

    /// <summary>The service that the user chose.</summary>
    private protected TapService FindService() => TapSession.Find(Service, ServiceOptions());

    /// <summary>The options for talking to services.</summary>
    private protected TapServiceOptions ServiceOptions()
    {
        if (Credential is not null && Token is not null)
            throw new AstroException(ErrorIds.CredentialAmbiguous, "-Credential and -Token can't be used together.", "Use one of them.");
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

/// <summary>Base of the cmdlets that query a service directly. In the cmdlets for jobs, -Uri is the address of the job, not of the service.</summary>
public abstract class TapServiceCmdlet : TapCmdlet
{
    /// <summary>
    /// The TAP service: Heasarc, Gaia, Irsa, Mast, Vizier, Cxc, or the base address of another one. Defaults to the one that the current
    /// archive uses for Chandra and Fermi; a folder and the simulated sky have none (ServiceMissing). If Use-AstroArchive -Uri has replaced
    /// a public service, its name means the replacement.
    /// </summary>
    [Parameter]
    [Alias("Uri")]
    [ArgumentCompleter(typeof(TapServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public override string? Service { get; set; }
}
