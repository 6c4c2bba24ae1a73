using System.Text.Json.Nodes;

namespace Cekura.Emulator.Transcripts;

/// <summary>One entry of the transcript.</summary>
/// <param name="Role">One of <see cref="TurnRole"/>.</param>
/// <param name="Content">What was said; empty for tool entries. Untrusted text.</param>
/// <param name="Start">Offset from the start of the conversation.</param>
/// <param name="End">Offset of its last words; the same as <paramref name="Start"/> for what came in one frame.</param>
/// <param name="Data">Tool entries: <c>{id, name, arguments}</c> or <c>{id, result}</c>; <c>arguments</c> and <c>result</c> are JSON
/// text.</param>
internal sealed record RecordedTurn(string Role, string Content, TimeSpan Start, TimeSpan End, JsonObject? Data = null)
{
    /// <summary>
    /// Whether it was said when the call was over. It is waited for a moment only: a busy machine hears less of it.
    /// </summary>
    public bool IsLate { get; init; }
}
