using System.Text.Json.Nodes;

namespace Cekura.Agents.Lines;

/// <summary>A whole turn of an agent.</summary>
/// <param name="Parts">Words and tool frames in the order of arrival; words that belong together are one part.</param>
/// <param name="Metadata">What it sent as metadata, last write wins.</param>
/// <param name="EndsCall">Whether it ended the call.</param>
/// <param name="Break">How its side came to its end before the turn was over; null: it did not.</param>
internal sealed record HeardTurn(IReadOnlyList<HeardPart> Parts, JsonObject Metadata, bool EndsCall, Disconnection? Break);
