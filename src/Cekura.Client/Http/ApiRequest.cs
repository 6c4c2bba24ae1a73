namespace Cekura.Client;

/// <summary>One request of the client: what is sent where, and how long an answer may take.</summary>
internal sealed record ApiRequest(HttpMethod Method, Uri Address, TimeSpan TimeLimit)
{
    public byte[]? Json { get; init; }

    /// <summary>Whether a request that is no GET changes nothing either.</summary>
    public bool ChangesNothing { get; init; }

    /// <summary>
    /// Where the runs of a result go while it arrives, without what they said and how that was scored; null: they stay in the answer.
    /// </summary>
    public ArrivingRuns? Runs { get; init; }

    /// <summary>
    /// Whether the answer is cut up into entries that are read one by one and hold nothing of it, so that its memory can be used again.
    /// </summary>
    public bool IsCutUp { get; init; }

    /// <summary>Whether the service changes nothing, so that the request may be sent again.</summary>
    public bool IsSafe => ChangesNothing || Method == HttpMethod.Get;

    public override string ToString() => $"{Method} {Address.AbsolutePath}";
}
