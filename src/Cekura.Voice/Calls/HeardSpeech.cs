using Cekura.Voice.Audio;

namespace Cekura.Voice.Calls;

/// <summary>A speech of the agent that is over.</summary>
/// <param name="From">When it began, from the start of the call.</param>
/// <param name="To">When its last sound was.</param>
/// <param name="Sound">The speech.</param>
internal sealed record HeardSpeech(TimeSpan From, TimeSpan To, Sound Sound);
