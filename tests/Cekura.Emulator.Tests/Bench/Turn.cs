using System.Text.Json.Nodes;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Tests.Bench;

/// <summary>Turns at whole seconds.</summary>
internal static class Turn
{
    public static RecordedTurn Caller(string text, double at = 0) =>
        new(TurnRole.Caller, text, TimeSpan.FromSeconds(at), TimeSpan.FromSeconds(at));

    public static RecordedTurn Agent(string text, double at = 0) =>
        new(TurnRole.Agent, text, TimeSpan.FromSeconds(at), TimeSpan.FromSeconds(at));

    public static RecordedTurn Tool(string name, JsonNode? arguments, double at = 0) =>
        new(
            TurnRole.ToolCall,
            "",
            TimeSpan.FromSeconds(at),
            TimeSpan.FromSeconds(at),
            new()
            {
                ["id"] = "c1",
                ["name"] = name,
                ["arguments"] = arguments,
            }
        );
}
