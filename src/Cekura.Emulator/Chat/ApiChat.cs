using System.Globalization;
using System.Text.RegularExpressions;
using Cekura.Agents.Lines;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Script;
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
    private readonly Thinking _thinking;
    private readonly TaskCompletionSource<Ending> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task _replying = Task.CompletedTask;

    public ApiChat(ChatRequest request, Action<RecordedTurn> live, TimeProvider time)
    {
        _thinking = new(time);
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
            _thinking.Stop();
            var number = _turns.Add(new(ChatTurnStatus.Generating));
            _replying = ReplyLaterAsync(number, _replying);
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
            await WaitAsync(endCall).ConfigureAwait(false);
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

    // The time in which the caller thinks does not count.
    private async Task WaitAsync(CancellationToken endCall)
    {
        for (var left = _request.MaxDuration; ; )
        {
            try
            {
                await _over.Task.WaitAsync(left, _time, endCall).ConfigureAwait(false);
                return;
            }
            catch (TimeoutException) when (TakeThought() is { Ticks: > 0 } thought)
            {
                left = thought;
            }
        }
    }

    private TimeSpan TakeThought()
    {
        lock (_gate)
        {
            return _thinking.Take();
        }
    }

    private ConversationRecord Record(Ending ending)
    {
        var cutOff = ending.CutOff(_request);
        lock (_gate)
        {
            var review = _caller.Review();
            return new()
            {
                End = ending.End,
                EndedReason = ending.Reason,
                ErrorMessage = ending.Error,
                Break = ending.Break,
                Fault = ending.Fault ?? review.Fault,
                CutOff = cutOff,
                Notes =
                [
                    .. new[]
                    {
                        _caller.Lost is { } lost ? $"A message of the agent could not be read as it is, {lost}." : null,
                        ending.Note,
                        cutOff,
                    }.OfType<string>(),
                    .. review.Notes,
                ],
                Metadata = _caller.Metadata.DeepClone().AsObject(),
                Turns = _transcript.Turns,
                FiredConditions = _caller.Fired,
                Unmatched = _caller.Unmatched,
                Duration = _transcript.Elapsed,
            };
        }
    }

    private async Task ReplyLaterAsync(int number, Task before)
    {
        // An open call of a tool is a message that is not over.
        var waited = TimeSpan.Zero;
        do
        {
            await Task.Delay(_request.JoinWindow, _time, CancellationToken.None).ConfigureAwait(false);
            waited += _request.JoinWindow;
        } while (waited < _request.IdleTimeout && AwaitsMore(number));

        if (!before.IsCompleted)
        {
            // A thought that comes too late ends soon.
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        try
        {
            await ReplyAsync(number).ConfigureAwait(false);
        }
        catch (RegexMatchTimeoutException)
        {
            // What was said stays unanswered: the next message asks again.
            GiveUp(number, null);
        }
        catch (CallerException exception)
        {
            GiveUp(number, exception.Fault);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever went wrong: the run must come to an end.
            GiveUp(
                number,
                new(BrokeRules: false, $"The emulator itself failed, not the agent: {exception.GetType().Name}: {exception.Message}")
            );
        }
    }

    /// <summary>A caller that follows a script answers at once, behind the lock; one that has to think does so outside of it.</summary>
    private async Task ReplyAsync(int number)
    {
        ValueTask<Utterance> thought;
        lock (_gate)
        {
            if (!_turns.IsGenerating(number))
            {
                return;
            }

            thought = Begin();
            if (thought.IsCompletedSuccessfully)
            {
                _thinking.End();
                Say(number, thought.Result);
                return;
            }
        }

        try
        {
            var utterance = await thought.ConfigureAwait(false);
            lock (_gate)
            {
                if (_turns.IsGenerating(number))
                {
                    Say(number, utterance);
                }
                else
                {
                    _caller.TakeBack();
                }
            }
        }
        finally
        {
            lock (_gate)
            {
                _thinking.End();
            }
        }
    }

    private ValueTask<Utterance> Begin()
    {
        try
        {
            return _caller.ThinkAsync(_thinking.Begin());
        }
        catch
        {
            _thinking.End();
            throw;
        }
    }

    private void Say(int number, Utterance utterance)
    {
        _turns.Complete(number, _caller.Reply(utterance));
        CloseIfHungUp();
    }

    private void GiveUp(int number, CallerFault? fault)
    {
        lock (_gate)
        {
            if (_turns.IsGenerating(number))
            {
                _turns.Complete(number, new(ChatTurnStatus.Error));
            }

            if (fault is not null)
            {
                Close(() => Conversation.Ending.Without(fault));
            }
        }
    }

    private bool AwaitsMore(int number)
    {
        lock (_gate)
        {
            return _caller.AwaitsMore && _turns.IsGenerating(number);
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
            _thinking.Stop();
            _over.TrySetResult(ending());
        }
    }
}
