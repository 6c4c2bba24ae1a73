using System.Text.Json.Nodes;

namespace AppointmentAgent.Tools;

/// <summary>One call of a tool and what came back, as the tester sees it in the transcript.</summary>
internal sealed record ToolCall(string Id, string Name, JsonObject Arguments, JsonObject Result);
