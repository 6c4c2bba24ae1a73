namespace Cekura.Voice.Activity;

/// <summary>What a frame changes of a side that speaks or not.</summary>
internal enum VoiceChange
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It has begun to speak.</summary>
    Began,

    /// <summary>Its speech is over.</summary>
    Ended,
}
