using System.Text.Json.Nodes;
using Cekura.Agents.Lines;
using Cekura.Agents.Protocols;
using Cekura.Client;

namespace Cekura.Runs.Agents;

/// <summary>An agent that is spoken to by its own protocol, the same as the emulator's callers do.</summary>
/// <param name="dialer">Opens the conversation.</param>
/// <param name="opening">With whom.</param>
/// <param name="time">The clock.</param>
internal sealed class ProtocolAgent(AgentDialer dialer, LineOpening opening, TimeProvider time) : IChatAgent
{
    private static readonly TimeSpan UsualPause = TimeSpan.FromMilliseconds(300);

    private IAgentLine? _line;
    private bool _isHeard;

    public string LastLines => "";

    public async Task<AgentTurn> AnswerAsync(CallerTurn turn, CancellationToken cancellationToken)
    {
        var line = await OpenAsync(cancellationToken).ConfigureAwait(false);
        if (turn.Content is { Length: > 0 } said)
        {
            await line.SayAsync(said, endsCall: false).ConfigureAwait(false);
        }
        else
        {
            line.Listen();
        }

        var heard = await new TurnReader(line, opening.Agent.TurnPause ?? UsualPause, time)
            .ReadAsync(cancellationToken)
            .ConfigureAwait(false);
        _isHeard |= heard.Parts.Count > 0;
        return heard.Break is { } broken ? throw Broken(line, broken) : Turn(heard, line);
    }

    public async ValueTask DisposeAsync()
    {
        if (_line is { } line)
        {
            await line.CloseAsync().ConfigureAwait(false);
            await line.DisposeAsync().ConfigureAwait(false);
        }

        dialer.Dispose();
    }

    private async Task<IAgentLine> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return _line ??= await dialer.OpenAsync(opening, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectException e)
        {
            throw new ChatException(e.Message, e) { NeverAnswered = true };
        }
    }

    private ChatException Broken(IAgentLine line, Disconnection broken) =>
        new(
            broken.Error is { } error
                ? error.Sentence(line.Where)
                : $"The agent at {line.Where} {(broken.IsBreak ? broken.AsBreak : broken.Detail)}."
        )
        {
            NeverAnswered = !_isHeard && broken.Error is null or { IsAnswer: false },
        };

    private static AgentTurn Turn(HeardTurn heard, IAgentLine line)
    {
        var last = heard.Parts.Count > 0 && heard.Parts[^1].Tool is null ? heard.Parts[^1].Words : null;
        var parts = last is null ? heard.Parts : heard.Parts.Take(heard.Parts.Count - 1);
        if (heard.Parts.All(part => part.Tool is not null) && !heard.EndsCall)
        {
            throw new ChatException(
                $"The agent at {line.Where} answered without words and did not end the chat, so the caller has nothing to answer. {line.Expected}"
            );
        }

        return new(last, heard.EndsCall, heard.Metadata.Count > 0 ? heard.Metadata : null, []) { Earlier = [.. parts.Select(Message)] };
    }

    private static ChatMessage Message(HeardPart part) =>
        part.Tool is { } tool ? new() { Role = tool.ToolRole, Data = (JsonObject)tool.Data!.DeepClone() } : new() { Content = part.Words };
}
