namespace Cekura.Client;

/// <summary>
/// Who an entry of a transcript belongs to (<c>transcript_object[].role</c> of <c>GET /test_framework/v2/runs/{id}/</c>).
/// </summary>
public enum SpeakerRole
{
    /// <summary>A role that this version does not know; see <see cref="TranscriptTurn.RoleText"/>.</summary>
    Other,

    /// <summary>The simulated caller, <c>Testing Agent</c>.</summary>
    Caller,

    /// <summary>The agent under test, <c>Main Agent</c>.</summary>
    Agent,

    /// <summary>A tool call of the agent, <c>Function Call</c>.</summary>
    ToolCall,

    /// <summary>The answer to a tool call, <c>Function Call Result</c>.</summary>
    ToolResult,
}
