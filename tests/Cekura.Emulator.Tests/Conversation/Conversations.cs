using System.Text.Json.Nodes;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Script;
using Cekura.Emulator.Talking;
using Cekura.Emulator.Tests.Script;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Tests.Conversation;

/// <summary>Conversations in few words.</summary>
internal static class Conversations
{
    private static readonly Dictionary<string, string> NoHeaders = [];

    // Both sides wait for each other: a failure, not a hang.
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan UsualIdleTimeout = new ConversationRequest
    {
        Url = new("ws://127.0.0.1:9/"),
        Headers = NoHeaders,
        Script = Scripts.Of(""),
    }.IdleTimeout;

    /// <summary>A request without join window: every content frame is a turn.</summary>
    public static ConversationRequest With(LoopbackAgent agent, string opening, params JsonObject[] entries) =>
        To(agent.Url, Scripts.Of(opening, entries));

    public static ConversationRequest To(Uri url, CallerScript script) =>
        new()
        {
            Url = url,
            Headers = NoHeaders,
            Script = script,
            JoinWindow = TimeSpan.Zero,
        };

    public static async Task<ConversationRecord> PlayAsync(
        ConversationRequest request,
        TimeProvider? time = null,
        Action<RecordedTurn>? live = null,
        CancellationToken endCall = default
    )
    {
        // Real time makes no agent silent that is only slow, unless the test says how short its patience is.
        if (time is null && request.IdleTimeout == UsualIdleTimeout)
        {
            request = request with { IdleTimeout = Stuck };
        }

        using var player = new AgentConversation(time ?? TimeProvider.System);
        return await player.PlayAsync(request, live, endCall).WaitAsync(Stuck, CancellationToken.None);
    }

    /// <summary>The transcript, a line per turn: <c>caller: …</c>, <c>agent: …</c>, <c>call: {…}</c>, <c>result: {…}</c>.</summary>
    public static string Text(this ConversationRecord record) =>
        string.Join(
            '\n',
            record.Turns.Select(turn =>
                turn.Role switch
                {
                    "Testing Agent" => "caller: " + turn.Content,
                    "Main Agent" => "agent: " + turn.Content,
                    "Function Call" => "call: " + turn.Data!.ToJsonString(),
                    "Function Call Result" => "result: " + turn.Data!.ToJsonString(),
                    _ => turn.Role,
                }
            )
        );
}
