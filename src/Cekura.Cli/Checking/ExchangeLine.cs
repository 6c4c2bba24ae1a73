namespace Cekura.Cli.Checking;

/// <summary>Something that was said or done.</summary>
/// <param name="At">How long after the caller's words.</param>
/// <param name="Kind">One of the words of this record.</param>
/// <param name="Text">The words, or the call of a tool, or its result.</param>
internal sealed record ExchangeLine(TimeSpan At, string Kind, string Text)
{
    public const string Caller = "caller";
    public const string Agent = "agent";
    public const string ToolCall = "tool_call";
    public const string ToolResult = "tool_result";
}
