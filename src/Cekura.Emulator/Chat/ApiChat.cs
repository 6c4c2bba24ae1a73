using System.Globalization;
using Cekura.Agents.Lines;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Chat;

/// <summary>
/// A conversation whose client speaks for the agent, a request per message: <c>POST runs/{id}/chat/</c>. The caller answers a
/// moment later, so that messages in quick succession get one reply. Any thread may use it.
/// </summary>
internal sealed class ApiChat
{
    private readonly Lock _gate = new();
    private readonly ChatRequest _request;
    private readonly TimeProvider _time;
    private readonly Transcript _transcript;
    private readonly ChatCaller _caller;
    private readonly ChatTurns _turns = new();
    private readonly TaskCompletionSource<Ending> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ApiChat(ChatRequest request, Action<RecordedTurn> live, TimeProvider time)
    {
        (_request, _time, _transcript) = (request, time, new(time, live));
        _caller = new(request, _transcript);
        _turns.Add(_caller.Open());
        CloseIfHungUp();
    }

    /// <summary>How it ended; null: it has not.</summary>
    public Ending? Ending => _over.Task.IsCompletedSuccessfully ? _over.Task.Result : null;

    /// <summary>A turn by its number, 0 is the opening; null when there is none.</summary>
    public ChatTurn? Turn(long number)
    {
        lock (_gate)
        {
            return _turns.Find(number);
        }
    }

    /// <summary>
    /// Takes a message of the agent and gives it a number, under which the reply can be read a moment later; null when the conversation is
    /// over. What carries no words gets no reply, and its turn is ready at once.
    /// </summary>
    public int? Submit(AgentFrame frame)
    {
        lock (_gate)
        {
            CloseIfTooLong();
            if (Ending is not null)
            {
                return null;
            }

            _caller.Hear(frame);
            if (frame.Content is null)
            {
                return _turns.Add(new(ChatTurnStatus.Ready));
            }

            _turns.Drop();
            var number = _turns.Add(new(ChatTurnStatus.Generating));
            _ = ReplyLaterAsync(number);
            return number;
        }
    }

    /// <summary>Ends it for the agent. Nothing happens when it is over.</summary>
    public void End(string? reason) =>
        Close(() =>
            _caller.HasHeardAgent || _request.EndsUnderTest.Contains("agent")
                ? new(ConversationEnd.Completed, reason ?? EndedReason.AgentEndedCall)
                : Unheard($"ended the chat and never said a word{(reason is null ? "" : $" ({reason})")}")
        );

    /// <summary>Waits for the end, within the limits of the request.</summary>
    /// <param name="endCall">Cancelled when the service was asked to end the call.</param>
    public async Task<ConversationRecord> HoldAsync(CancellationToken endCall)
    {
        try
        {
            await _over.Task.WaitAsync(_request.MaxDuration, _time, endCall).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Close(() =>
                _caller.HasHeardAgent
                    ? CutOff()
                    : new(
                        ConversationEnd.Failed,
                        EndedReason.DidNotAnswer,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"No client spoke for the agent within {_request.MaxDuration.TotalSeconds:0.###} seconds. In an API chat the client posts what the agent says to runs/{{id}}/chat/."
                        )
                    )
            );
        }
        catch (OperationCanceledException)
        {
            Close(() =>
                !_transcript.HasWords ? new(ConversationEnd.Cancelled, EndedReason.CancelledByUser)
                : _caller.HasHeardAgent ? new(ConversationEnd.Completed, EndedReason.UserInitiated)
                : new(ConversationEnd.Completed, EndedReason.UserInitiated, Break: new("said nothing before the call was ended on request"))
            );
        }

        return Record(await _over.Task.ConfigureAwait(false));
    }

    private ConversationRecord Record(Ending ending)
    {
        var cutOff = ending.CutOff(_request);
        lock (_gate)
        {
            return new()
            {
                End = ending.End,
                EndedReason = ending.Reason,
                ErrorMessage = ending.Error,
                Break = ending.Break,
                CutOff = cutOff,
                Notes =
                [
                    .. new[]
                    {
                        _caller.Lost is { } lost ? $"A message of the agent could not be read as it is, {lost}." : null,
                        ending.Note,
                        cutOff,
                    }.OfType<string>(),
                ],
                Metadata = _caller.Metadata.DeepClone().AsObject(),
                Turns = _transcript.Turns,
                FiredConditions = _caller.Fired,
                Unmatched = _caller.Unmatched,
                Duration = _transcript.Elapsed,
            };
        }
    }

    private async Task ReplyLaterAsync(int number)
    {
        // An open call of a tool is a message that is not over.
        var waited = TimeSpan.Zero;
        do
        {
            await Task.Delay(_request.JoinWindow, _time, CancellationToken.None).ConfigureAwait(false);
            waited += _request.JoinWindow;
        } while (waited < _request.IdleTimeout && AwaitsMore(number));

        lock (_gate)
        {
            _turns.Complete(number, _caller.Reply);
            CloseIfHungUp();
        }
    }

    private bool AwaitsMore(int number)
    {
        lock (_gate)
        {
            return _caller.AwaitsMore && _turns.Find(number)?.Status == ChatTurnStatus.Generating;
        }
    }

    private void CloseIfHungUp()
    {
        if (_caller.HasHungUp)
        {
            Close(() =>
                _caller.GaveUp is { } circle
                    ? Conversation.Ending.GaveUp(circle)
                    : Conversation.Ending.CallerEndedCall with
                    {
                        Break =
                            _caller.HasHeardAgent || _request.EndsUnderTest.Contains("caller")
                                ? null
                                : new("said nothing before the caller hung up"),
                    }
            );
        }
    }

    private Ending CutOff() =>
        new(ConversationEnd.Completed, EndedReason.ExceededMaxDuration)
        {
            Break =
                AgentBreak.IsSilence(_transcript.Elapsed - _caller.LastHeard, _request)
                && !_request.EndsUnderTest.Overlaps(["silence", "time"])
                    ? new("fell silent") { After = AgentBreak.AfterTurn(_transcript.Turns) }
                    : null,
        };

    private static Ending Unheard(string how)
    {
        var broke = new AgentBreak(how);
        return new(ConversationEnd.Failed, EndedReason.DidNotAnswer, broke.Sentence(), Break: broke);
    }

    private void CloseIfTooLong()
    {
        if (_turns.Count > _request.MaxTurns)
        {
            Close(() => Conversation.Ending.TooLong(_request.MaxTurns, _caller.IsLost));
        }
    }

    private void Close(Func<Ending> ending)
    {
        lock (_gate)
        {
            _turns.Drop();
            _over.TrySetResult(ending());
        }
    }
}
