namespace Cekura.Emulator.Transcripts;

/// <summary>The roles of a transcript, in the service's words.</summary>
internal static class TurnRole
{
    /// <summary>The simulated caller.</summary>
    public const string Caller = "Testing Agent";

    /// <summary>The agent under test.</summary>
    public const string Agent = "Main Agent";

    /// <summary>A tool call that the agent reported.</summary>
    public const string ToolCall = "Function Call";

    /// <summary>The result of a tool call.</summary>
    public const string ToolResult = "Function Call Result";
}
