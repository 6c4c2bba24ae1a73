using Cekura.Voice.Audio;

namespace Cekura.Voice.Calls;

/// <summary>What carries a call. The caller's members are called by one task at a time; what the agent does comes from another.</summary>
internal interface ICallLine : IAsyncDisposable
{
    /// <summary>Where the agent's sound goes, at <see cref="CallFormat.Rate"/>; set before <see cref="ListenAsync"/>.</summary>
    Action<ReadOnlyMemory<short>>? Take { get; set; }

    /// <summary>The agent says that its sound which has not been played is not to be played any more.</summary>
    Action? Clear { get; set; }

    /// <summary>The agent says that it begins to speak, before its sound is there.</summary>
    Action? AgentBegins { get; set; }

    /// <summary>Hears the agent until its side comes to its end, and says how.</summary>
    Task<CallEnd> ListenAsync(CancellationToken cancellationToken);

    /// <summary>Sends a frame of the caller.</summary>
    /// <param name="frame"><see cref="CallFormat.FrameLength"/> samples.</param>
    /// <param name="cancellationToken">Gives up: the line is of no use afterwards.</param>
    Task SendAsync(ReadOnlyMemory<short> frame, CancellationToken cancellationToken);

    /// <summary>Says how much of the agent's sound is done with.</summary>
    /// <param name="passed">Samples of the agent that were played or cleared, from the start of the call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task PassedAsync(long passed, CancellationToken cancellationToken);

    /// <summary>Says that the caller begins or ends to speak, where the line has words for that.</summary>
    /// <param name="utterance">Which utterance.</param>
    /// <param name="isBegin">Whether it begins.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task SpeechAsync(string utterance, bool isBegin, CancellationToken cancellationToken);

    /// <summary>Hangs up in order.</summary>
    Task HangUpAsync();

    /// <summary>What the agent sent that no line of this kind has, a sentence each.</summary>
    IReadOnlyList<string> Remarks { get; }
}
