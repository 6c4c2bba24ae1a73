using Cekura.Agents.Lines;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Talking;

/// <summary>Tells a conversation that came to its end from one that the agent broke off, or in which it was never heard.</summary>
internal sealed class Conduct(ConversationRequest request, Talk talk, IAgentLine agent, IReadOnlyList<RecordedTurn> turns)
{
    public Ending Judge(Ending ending) =>
        ending.End switch
        {
            ConversationEnd.Cancelled => ending,
            _ when ending.Fault is not null => ending,
            _ when talk.HasHeardAgent => Heard(ending),
            _ when agent.Disconnection?.Error is { IsAnswer: false } error => new(
                ConversationEnd.Failed,
                Reasons.Of(error.Kind),
                error.Sentence(agent.Where)
            ),
            _ when ending.IsFlood => NothingReadable(ending),
            _ => Unheard(ending),
        };

    /// <summary>What readers of the run should know, whatever became of it.</summary>
    public IReadOnlyList<string> Notes(Ending ending)
    {
        var notes = new List<string>();
        if (talk.HasHeardAgent && Unreadable is { } unreadable)
        {
            notes.Add($"{unreadable} {agent.Expected}");
        }

        if (ending == Ending.CallerEndedCall && agent.Disconnection is { Kind: DisconnectionKind.Broken, Error: null } late)
        {
            notes.Add($"After the caller had hung up, the agent {late.AsBreak}.");
        }

        return [.. notes, .. new[] { talk.Note, ending.Note, ending.CutOff(request) }.OfType<string>()];
    }

    private string? Unreadable =>
        agent.IgnoredFrames switch
        {
            0 => null,
            1 => $"One frame of the agent could not be read: {agent.FirstIgnoredFrame}.",
            var many => $"{many} frames of the agent could not be read; the first was {agent.FirstIgnoredFrame}.",
        };

    // Words that an agent answered with an error, it has not heard.
    private bool HungUpUnheard => talk.HungUpUnheard || agent.Disconnection?.Error is not null;

    private bool IsUnderTest(string end) => request.EndsUnderTest.Contains(end);

    private Ending Heard(Ending ending)
    {
        if (IsBroken(ending) && agent.Disconnection is { } disconnection)
        {
            return Broken(
                ending,
                disconnection.AsBreak,
                disconnection is { Kind: DisconnectionKind.Lost, Fault: null } ? $"It {disconnection.Detail}" : disconnection.Error?.Advice
            ) with
            {
                Reason = EndedReason.Disconnected,
            };
        }

        if (ending is { IsFlood: true, Break: { } flood })
        {
            return ending with { Break = flood with { After = AgentBreak.AfterTurn(turns) } };
        }

        var isSilent = ending.Reason switch
        {
            EndedReason.SilenceTimedOut => !IsUnderTest("silence"),
            EndedReason.ExceededMaxDuration => talk.WasSilent && !IsUnderTest("silence") && !IsUnderTest("time"),
            _ => false,
        };
        return isSilent ? Broken(ending, "fell silent", Unreadable) : ending;
    }

    // A caller that hung up into a broken connection has not ended the call.
    private bool IsBroken(Ending ending) =>
        ending.Reason == EndedReason.Disconnected
        || (ending == Ending.CallerEndedCall && HungUpUnheard && agent.Disconnection is { IsBreak: true });

    private Ending Broken(Ending ending, string how, string? detail) =>
        ending with
        {
            Break = new(how)
            {
                After = AgentBreak.AfterTurn(turns),
                LostConnection = ending.Reason == EndedReason.Disconnected || ending == Ending.CallerEndedCall,
                Details = detail is null ? [] : [detail.EndsWith('.') ? detail : detail + "."],
            },
        };

    private Ending Unheard(Ending ending) =>
        ending.Reason switch
        {
            EndedReason.CallerEndedCall when Unreadable is null && !HungUpUnheard => IsUnderTest("caller")
                ? ending
                : ending with
                {
                    Break = new("said nothing before the caller hung up")
                    {
                        Details =
                        [
                            "Let the script wait for the agent before <endcall />, or give the scenario an outcome with the rule \"ended_by\": \"caller\".",
                        ],
                    },
                },
            EndedReason.UserInitiated => ending with
            {
                Break = new("said nothing readable before the call was ended on request")
                {
                    Details = Unreadable is { } frames ? [frames, agent.Expected] : [],
                },
            },
            EndedReason.AgentEndedCall when Unreadable is null && talk.HasEndedCall && IsUnderTest("agent") => ending,
            _ => NothingReadable(ending),
        };

    private Ending NothingReadable(Ending ending)
    {
        var what =
            talk.HasEndedCall ? "ended the call"
            : agent.Disconnection is { } disconnection && (ending.ByAgent || ending.IsFlood || HungUpUnheard)
                ? disconnection.Fault ?? disconnection.Detail
            : agent.SaysWhenOver ? "answered"
            : "accepted the connection";
        var broke = new AgentBreak(
            agent.FirstIgnoredFrame is { } first
                ? $"at {agent.Where} said nothing readable; frames: {agent.IgnoredFrames}, the first was {first}. It {what}. {agent.Expected.TrimEnd('.')}"
                : $"at {agent.Where} {what} and never said a word. {agent.Expected.TrimEnd('.')}"
        );
        return new(ConversationEnd.Failed, EndedReason.DidNotAnswer, broke.Sentence(), Break: broke);
    }
}
