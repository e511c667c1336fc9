namespace PSAstroXmatch.Engine.Tap;

/// <summary>Whether and how stored answers stand in for a service.</summary>
/// <param name="Cache">Where answers are stored.</param>
public sealed record TapCaching(AnswerCache Cache)
{
    /// <summary>The greatest age of an answer that is taken; an older one is asked for anew.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Asks anew in any case, and stores what comes.</summary>
    public bool Refresh { get; init; }

    /// <summary>Sends nothing at all: takes a stored answer of whatever age, and where there is none that is an error.</summary>
    public bool Offline { get; init; }
}
