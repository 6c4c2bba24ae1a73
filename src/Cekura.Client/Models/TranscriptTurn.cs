namespace Cekura.Client;

/// <summary>
/// One entry of a transcript: something said, a tool call or its result (<c>transcript_object[]</c> of
/// <c>GET /test_framework/v2/runs/{id}/</c>).
/// </summary>
public sealed record TranscriptTurn
{
    /// <summary>Who it belongs to.</summary>
    public SpeakerRole Role { get; init; }

    /// <summary>The role as the service sent it.</summary>
    public string RoleText
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>What was said; empty for tool entries. Untrusted text.</summary>
    public string Content
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>Offset from the start of the conversation, from <c>start_time</c>, else <c>timestamp</c>, else <c>time</c>.</summary>
    public TimeSpan? Start { get; init; }

    /// <summary>Offset at which it ended, when sent.</summary>
    public TimeSpan? End { get; init; }

    /// <summary>Tool entries: joins a call with its result.</summary>
    public string? ToolCallId { get; init; }

    /// <summary>Tool entries: name of the tool.</summary>
    public string? ToolName { get; init; }

    /// <summary>Tool calls: the arguments as JSON text, whether sent as a string or as an object. Untrusted text.</summary>
    public string? Arguments { get; init; }

    /// <summary>Tool results: the result as text, JSON where it is JSON. Untrusted text.</summary>
    public string? ToolResult { get; init; }
}
