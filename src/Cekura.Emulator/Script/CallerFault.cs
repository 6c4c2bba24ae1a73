namespace Cekura.Emulator.Script;

/// <summary>Why a conversation shows nothing of the agent: its caller could not go on, or did not keep to its rules.</summary>
/// <param name="BrokeRules">Whether the caller broke its own rules; else what plays it could not be reached or gave no answer.</param>
/// <param name="Message">What happened in the first line, and what is behind it in further ones.</param>
internal sealed record CallerFault(bool BrokeRules, string Message);
