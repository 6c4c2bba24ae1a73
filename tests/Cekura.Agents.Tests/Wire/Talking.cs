using System.Text;
using System.Text.Json.Nodes;
using Cekura.Agents.Lines;
using Cekura.Agents.Protocols;

namespace Cekura.Agents.Tests.Wire;

/// <summary>Conversations over real sockets in few words.</summary>
internal static class Talking
{
    // Both sides wait for each other: a failure, not a hang.
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(5);

    /// <summary>The settings that a seed or a manifest would say.</summary>
    public static AgentSettings Settings(string url, string json)
    {
        var written = JsonNode.Parse(json)!.AsObject();
        written["url"] ??= url;
        return AgentSettings.Read(written);
    }

    /// <summary>
    /// Says the turns one after the other, and tells a line for each thing that came: <c>agent: …</c>, <c>call: …</c>, <c>over</c>,
    /// <c>error: …</c>. An empty turn gives the agent the word.
    /// </summary>
    public static async Task<IReadOnlyList<string>> TalkAsync(AgentSettings agent, params IReadOnlyList<string> turns)
    {
        using var dialer = new AgentDialer(TimeProvider.System) { Environment = name => name == "DESK_KEY" ? "s3cret" : null };
        return await TalkAsync(
                dialer,
                new(agent)
                {
                    ConversationId = "c-1",
                    RunId = 7,
                    ScenarioId = 8,
                },
                turns
            )
            .WaitAsync(Stuck);
    }

    public static async Task<IReadOnlyList<string>> TalkAsync(AgentDialer dialer, LineOpening opening, IReadOnlyList<string> turns)
    {
        var heard = new List<string>();
        var line = await dialer.OpenAsync(opening, CancellationToken.None);
        await using (line)
        {
            foreach (var turn in turns)
            {
                if (turn.Length == 0)
                {
                    line.Listen();
                }
                else
                {
                    await line.SayAsync(turn, endsCall: false);
                }

                if (!await HearAsync(line, heard))
                {
                    break;
                }
            }
        }

        return heard;
    }

    private static async Task<bool> HearAsync(IAgentLine line, List<string> heard)
    {
        var words = new StringBuilder();
        while (await line.Frames.WaitToReadAsync())
        {
            while (line.Frames.TryRead(out var frame))
            {
                words.Append(frame.Content ?? frame.Space);
                if ((!frame.HasContent || frame.EndsMessage) && words.Length > 0)
                {
                    heard.Add($"agent: {words}");
                    words.Clear();
                }

                heard.AddRange(
                    new[]
                    {
                        frame.ToolRole == ToolRole.Call
                            ? $"call: {frame.Data!["id"]} {frame.Data["name"]} {frame.Data["arguments"]}"
                            : null,
                        frame.ToolRole == ToolRole.Result ? $"result: {frame.Data!["id"]} {frame.Data["result"]}" : null,
                        frame.Metadata is { } metadata ? $"metadata: {metadata.ToJsonString()}" : null,
                        frame.EndsCall ? "end" : null,
                        frame.EndsTurn ? "over" : null,
                    }.OfType<string>()
                );
                if (frame.EndsTurn)
                {
                    return true;
                }
            }
        }

        if (words.Length > 0)
        {
            heard.Add($"agent: {words}");
        }

        if (line.Disconnection is { } disconnection)
        {
            heard.Add($"error: {disconnection.Error?.Kind} {disconnection.Error?.Sentence("AGENT") ?? disconnection.Detail}");
        }

        return false;
    }
}
