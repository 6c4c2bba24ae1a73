namespace Cekura.Agents.Lines;

/// <summary>The roles of what an agent reports of its tools, in the service's words.</summary>
internal static class ToolRole
{
    /// <summary>A tool call that the agent reported.</summary>
    public const string Call = "Function Call";

    /// <summary>The result of a tool call.</summary>
    public const string Result = "Function Call Result";
}
