using System.Text;
using System.Text.Json.Nodes;
using Cekura.Emulator.Conversation;

namespace Cekura.Emulator.Rest.Json;

/// <summary>The two forms of a transcript (contract, section 10.5).</summary>
internal static class TranscriptJson
{
    /// <summary>One line per turn; tool entries as <c>[mm:ss] Function Call: {json}</c> (protocols, section 8).</summary>
    public static string Text(IEnumerable<RecordedTurn> turns)
    {
        var text = new StringBuilder();
        foreach (var turn in turns)
        {
            text.Append('[').Append(Spelling.Duration(turn.Start)).Append("] ").Append(turn.Role).Append(": ")
                .Append(turn.Data?.ToJsonString() ?? turn.Content).Append('\n');
        }

        return text.ToString();
    }

    public static JsonArray Entries(IEnumerable<RecordedTurn> turns) => [.. turns.Select(Entry)];

    private static JsonObject Entry(RecordedTurn turn)
    {
        var entry = new JsonObject
        {
            ["role"] = turn.Role,
            ["time"] = Spelling.Duration(turn.Start),
            ["content"] = turn.Content,
            ["start_time"] = Math.Round(turn.Start.TotalSeconds, 3),
            ["end_time"] = Math.Round(turn.End.TotalSeconds, 3),
        };
        if (turn.Data is not null)
        {
            entry["data"] = turn.Data.DeepClone();
        }

        return entry;
    }
}
