namespace PSAstroXmatch.Engine.Tap;

/// <summary>Whether and how stored answers replace requests to a service.</summary>
/// <param name="Cache">The cache that stores the answers.</param>
public sealed record TapCaching(AnswerCache Cache)
{
    /// <summary>The maximum age of an answer; an older one is requested again.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Always sends the request, and stores the answer.</summary>
    public bool Refresh { get; init; }

    /// <summary>Sends nothing at all: uses a stored answer of any age; if there is none, that is an error.</summary>
    public bool Offline { get; init; }
}
