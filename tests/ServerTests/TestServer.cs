using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.ServerTests;

/// <summary>The TAP server that the tests talk to; without one they are skipped.</summary>
internal static class TestServer
{
    private const string Variable = "PSASTROXMATCH_TAP";

    /// <summary>Base address of the server; skips the running test where none was named.</summary>
    public static Uri BaseUri
    {
        get
        {
            string? address = Environment.GetEnvironmentVariable(Variable);
            if (string.IsNullOrEmpty(address))
                Assert.Skip($"No TAP server: {Variable} is not set. tests/tap-server/setup.sh starts one.");
            return new Uri(address);
        }
    }

    /// <summary>Makes a client; skips the running test where no server was named.</summary>
    public static TapService Connect(TapServiceOptions? options = null) => new(BaseUri, options);
}
