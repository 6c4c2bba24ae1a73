using AppointmentAgent.Tools;

namespace AppointmentAgent.Dialogue;

/// <summary>One turn of the agent: the tools it used, what it says, and whether it hangs up afterwards.</summary>
internal sealed record Reply(string Text, IReadOnlyList<ToolCall> Calls, bool EndsCall);
