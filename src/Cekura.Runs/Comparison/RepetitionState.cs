namespace Cekura.Runs.Comparison;

/// <summary>What a repetition says about its agent.</summary>
internal enum RepetitionState
{
    /// <summary>It passed.</summary>
    Passed,

    /// <summary>The agent was heard, judged, and did something wrong.</summary>
    Failed,

    /// <summary>The conversation took place, and nothing decided whether it was right.</summary>
    NotScored,

    /// <summary>No conversation took place, or what took place shows nothing about the agent.</summary>
    DidNotTakePlace,
}
