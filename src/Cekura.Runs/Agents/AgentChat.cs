using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.Starts;
using Cekura.Runs.Watch;

namespace Cekura.Runs.Agents;

/// <summary>
/// One chat from its opening to its end: the caller's turns come from the service, the agent's go there
/// (<c>/test_framework/v1/runs/{id}/chat/</c>).
/// </summary>
/// <param name="client">Asks the service.</param>
/// <param name="options">The session's clock and schedule.</param>
/// <param name="runId">Id of the run.</param>
/// <param name="scenarioId">Id of the scenario.</param>
/// <param name="answerLimit">How long the agent may take for one answer.</param>
internal sealed class AgentChat(CekuraClient client, AgentOptions options, long runId, long scenarioId, TimeSpan? answerLimit = null)
{
    /// <summary>How long the agent may take for one answer, where the manifest does not say.</summary>
    public static readonly TimeSpan DefaultAnswerLimit = TimeSpan.FromSeconds(100);

    // The service makes a reply in seconds.
    private static readonly TimeSpan ReplyLimit = TimeSpan.FromMinutes(2);

    // The service asks to submit again; not for ever.
    private const int MaxAttempts = 3;

    // As long as a caller waits before it asks whether the agent is still there.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private PollSchedule _questions = options.Questions;
    private int _toolCalls;

    /// <summary>What to say of an agent that owed an answer for long when its run was over; null when it did not.</summary>
    public string? Unanswered { get; private set; }

    /// <summary>Waits until the conversation begins and plays the agent's side of it.</summary>
    /// <param name="connect">Makes the agent, once it is needed.</param>
    /// <param name="cancellationToken">The run is over, or the session is.</param>
    /// <exception cref="ChatException">The agent's side broke down.</exception>
    /// <exception cref="CekuraException">The service refused or could not be reached.</exception>
    public async Task PlayAsync(Func<IChatAgent> connect, CancellationToken cancellationToken)
    {
        if (!await BeginsAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            var turn = await ReadAsync(token => client.Runs.OpenChatAsync(runId, token), cancellationToken).ConfigureAwait(false);
            var agent = connect();
            await using var _ = agent.ConfigureAwait(false);
            while (!turn.Ended)
            {
                var answer = await AnswerAsync(agent, new CallerTurn(turn.Message, runId, scenarioId), cancellationToken)
                    .ConfigureAwait(false);
                if (await SayAsync(answer, cancellationToken).ConfigureAwait(false) is not { } next)
                {
                    return;
                }

                turn = next;
            }
        }
        catch (CekuraConflictException)
        {
            // It ended meanwhile, by its time limit or by a person.
        }
    }

    private async Task<AgentTurn> AnswerAsync(IChatAgent agent, CallerTurn turn, CancellationToken cancellationToken)
    {
        var asked = options.Time.GetTimestamp();
        var limit = answerLimit ?? DefaultAnswerLimit;
        using var late = new CancellationTokenSource(limit, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await agent.AnswerAsync(turn, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ChatException(
                string.Create(
                        CultureInfo.InvariantCulture,
                        $"The agent did not answer {(turn.Content is { } said ? Quoted.Text(said) : "when it had to speak first")} within {limit.TotalSeconds:0} s. Look whether it hangs, or give it longer with the option \"answer_timeout\". {agent.LastLines}"
                    )
                    .TrimEnd(),
                e
            );
        }
        catch (OperationCanceledException) when (options.Time.GetElapsedTime(asked) is var waited && waited >= Silence)
        {
            Unanswered = string.Create(
                    CultureInfo.InvariantCulture,
                    $"It fell silent: the caller waited {waited.TotalSeconds:0} s for an answer when the conversation was over. {agent.LastLines}"
                )
                .TrimEnd();
            throw;
        }
    }

    private async Task<bool> BeginsAsync(CancellationToken cancellationToken)
    {
        for (var began = options.Time.GetTimestamp(); ; )
        {
            var run = await ReadAsync(token => client.Runs.GetAsync(runId, token), cancellationToken).ConfigureAwait(false);
            _questions = options.Schedule is null && RunOrigin.IsEmulated(run) ? PollSchedule.Emulator : options.Questions;
            switch (run.Status)
            {
                case RunStatus.InProgress:
                    return true;
                case RunStatus.Completed or RunStatus.Failed or RunStatus.Timeout or RunStatus.Cancelled or RunStatus.Evaluating:
                    return false;
                default:
                    await Task.Delay(_questions.After(options.Time.GetElapsedTime(began)), options.Time, cancellationToken)
                        .ConfigureAwait(false);
                    break;
            }
        }
    }

    /// <summary>Submits an answer; the caller's next turn, or null when the agent ended the chat.</summary>
    private async Task<ChatTurn?> SayAsync(AgentTurn answer, CancellationToken cancellationToken)
    {
        foreach (var message in answer.Earlier.Concat(answer.ToolCalls.SelectMany(call => call.Messages(++_toolCalls))))
        {
            await client.Runs.SendChatAsync(runId, message, cancellationToken).ConfigureAwait(false);
        }

        var said = new ChatMessage
        {
            Content = string.IsNullOrWhiteSpace(answer.Content) ? null : answer.Content,
            Metadata = answer.Metadata,
        };
        if (answer.End)
        {
            if (said.Content is not null || said.Metadata is not null)
            {
                await client.Runs.SendChatAsync(runId, said, cancellationToken).ConfigureAwait(false);
            }

            return
                await new EndCalls(client, options.Time).EndChatAsync(runId, reason: null, cancellationToken).ConfigureAwait(false)
                    is { } error
                ? throw new ChatException($"The agent ended the chat, but whether Cekura did is unknown: {error}")
                : null;
        }

        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var receipt = await client.Runs.SendChatAsync(runId, said, cancellationToken).ConfigureAwait(false);
            var turn = await ReplyAsync(
                    receipt.TurnId ?? throw new ChatException("Cekura took the agent's words and named no turn with a reply."),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (turn.Status != ChatTurnStatus.Error || turn.Ended)
            {
                return turn;
            }
        }

        throw new ChatException($"Cekura could not make the caller's reply, {MaxAttempts} times in a row.");
    }

    private async Task<ChatTurn> ReplyAsync(long turnId, CancellationToken cancellationToken)
    {
        for (var began = options.Time.GetTimestamp(); ; )
        {
            var turn = await ReadAsync(token => client.Runs.GetChatTurnAsync(runId, turnId, token), cancellationToken)
                .ConfigureAwait(false);
            switch (turn.Status)
            {
                case ChatTurnStatus.Ready or ChatTurnStatus.Error:
                    return turn;
                case var _ when turn.Ended:
                    return turn;
                case ChatTurnStatus.Dropped:
                    throw new ChatException("Another client spoke for the agent in this run: the caller's reply was dropped.");
                case var _ when options.Time.GetElapsedTime(began) >= ReplyLimit:
                    throw new ChatException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Cekura did not make the caller's reply within {ReplyLimit.TotalMinutes:0} minutes."
                        )
                    );
                default:
                    await Task.Delay(_questions.After(options.Time.GetElapsedTime(began)), options.Time, cancellationToken)
                        .ConfigureAwait(false);
                    break;
            }
        }
    }

    /// <summary>Asks, and again while the service has errors, as long as the watch over the run does.</summary>
    private async Task<T> ReadAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var patience = new Patience(Patience.Default, options.Time);
        while (true)
        {
            patience.Ask();
            try
            {
                return await read(cancellationToken).ConfigureAwait(false);
            }
            catch (CekuraException e) when (e is CekuraTransientException or CekuraRateLimitedException && patience.Bears(ReadError.Of(e)))
            {
                await Task.Delay(patience.Within(_questions.Ceiling), options.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
