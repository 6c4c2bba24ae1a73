using System.Globalization;
using Cekura.Agents.Lines;
using Cekura.Agents.Options;
using Cekura.Agents.Protocols;
using Cekura.Agents.Text;

namespace Cekura.Cli.Checking;

/// <summary>Says one turn to an agent.</summary>
/// <param name="dialer">Opens the conversation.</param>
/// <param name="time">The clock.</param>
/// <param name="secrets">What the agent is sent and must not be shown, should it send it back.</param>
internal sealed class AgentProbe(AgentDialer dialer, TimeProvider time, IReadOnlyList<string> secrets)
{
    /// <summary>How long an agent may take where nothing else is said.</summary>
    public static readonly TimeSpan UsualLimit = TimeSpan.FromSeconds(30);

    // The same as in conversations of the emulator.
    private static readonly TimeSpan UsualPause = TimeSpan.FromMilliseconds(300);

    /// <summary>Holds a conversation of one turn.</summary>
    /// <param name="opening">With whom.</param>
    /// <param name="message">What is said.</param>
    /// <param name="isWritten">Whether its settings stand in a file, of which advice may speak.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ProbeResult> AskAsync(LineOpening opening, string message, bool isWritten, CancellationToken cancellationToken)
    {
        var agent = opening.Agent;
        var result = new ProbeResult(agent.Protocol, Where(opening));
        using var limit = new CancellationTokenSource(
            // The others are limited where they are asked.
            agent.Protocol == ProtocolNames.WebSocket
                ? agent.AnswerLimit
                : Timeout.InfiniteTimeSpan,
            time
        );
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        IAgentLine line;
        try
        {
            line = await dialer.OpenAsync(opening, either.Token);
        }
        catch (ConnectException e)
        {
            return result with { Kind = e.Kind, Problem = Redact(e.Message) };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return result with
            {
                Kind = FaultKind.TimeLimit,
                Problem = $"The agent at {result.Where} opened no WebSocket within {Seconds(agent)}. {Longer}",
            };
        }

        await using (line)
        {
            var judged = await HearAsync(line, opening, message, result, either.Token, cancellationToken);
            await line.CloseAsync();
            return isWritten || judged.Problem is not { } problem
                ? judged
                : judged with
                {
                    Problem = problem.Replace("\"timeout_seconds\"", "--timeout", StringComparison.Ordinal),
                };
        }
    }

    private const string Longer = "Look whether it hangs, or give it longer with --timeout.";

    private async Task<ProbeResult> HearAsync(
        IAgentLine line,
        LineOpening opening,
        string message,
        ProbeResult result,
        CancellationToken either,
        CancellationToken cancellationToken
    )
    {
        var began = time.GetTimestamp();
        await line.SayAsync(message, endsCall: false);
        HeardTurn heard;
        try
        {
            heard = await new TurnReader(line, opening.Agent.TurnPause ?? UsualPause, time).ReadAsync(either);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return result with
            {
                Kind = FaultKind.TimeLimit,
                Problem =
                    $"The agent at {result.Where} came to the end of no turn within {Seconds(opening.Agent)}{Unreadable(line)}. {line.Expected} {Longer}",
            };
        }

        var whole =
            line.SaysWhenOver || heard.Parts.Count == 0 ? time.GetElapsedTime(began) : time.GetElapsedTime(began, heard.Parts[^1].Until);
        result = result with { Heard = [.. heard.Parts.Select(part => Line(part, began))], Whole = whole };
        if (heard.Break is { } broken)
        {
            var error = broken.Error;
            return result with
            {
                Kind = error?.Kind ?? FaultKind.Lost,
                Answer = error?.Answer,
                Problem = Redact(
                    error?.Sentence(line.Where) ?? $"The agent at {line.Where} {(broken.IsBreak ? broken.AsBreak : broken.Detail)}."
                ),
            };
        }

        return result.Heard.Any(part => part.Kind == ExchangeLine.Agent)
            ? result with
            {
                Remark = line.FirstIgnoredFrame is null
                    ? null
                    : Redact($"Not all that it sent could be read{Unreadable(line)}. {line.Expected}"),
            }
            : result with
            {
                Problem = Redact(
                    $"The agent at {line.Where} {(heard.EndsCall ? "ended the call" : "answered")} without words{Unreadable(line)}. {line.Expected}"
                ),
            };
    }

    private static string Unreadable(IAgentLine line) => line.FirstIgnoredFrame is { } first ? $"; it sent {first}" : "";

    private ExchangeLine Line(HeardPart part, long began)
    {
        var at = time.GetElapsedTime(began, part.At);
        return part.Tool switch
        {
            null => new(at, ExchangeLine.Agent, Redact(part.Words)),
            { ToolRole: ToolRole.Call } call => new(
                at,
                ExchangeLine.ToolCall,
                Redact($"{call.Data?["name"]} {call.Data?["arguments"]}".TrimEnd())
            ),
            var answered => new(at, ExchangeLine.ToolResult, Redact($"{answered.Data?["result"]}")),
        };
    }

    private string Redact(string text) =>
        secrets.Aggregate(text, (shown, secret) => shown.Replace(secret, "***", StringComparison.Ordinal));

    private static string Where(LineOpening opening) =>
        (opening.Url ?? opening.Agent.Url) is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address)
            ? AgentAddress.Shown(address)
            : "its program";

    private static string Seconds(AgentSettings agent) =>
        string.Create(CultureInfo.InvariantCulture, $"{agent.AnswerLimit.TotalSeconds:0.###} s");
}
