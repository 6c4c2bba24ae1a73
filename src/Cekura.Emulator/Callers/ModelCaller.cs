using System.Collections.Immutable;
using Cekura.Emulator.Script;
using Cekura.Emulator.Text;
using Cekura.Emulator.Transcripts;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Callers;

/// <summary>
/// A caller that a language model plays. Its own turns are the model's, and what the agent says is put to it. A turn that breaks the rules
/// is thrown away whole and asked for once more; docs/local-model.md lists the rules.
/// </summary>
internal sealed class ModelCaller(CallerBrief brief, CallerModel model) : ICaller
{
    private const int MaxStale = 2;

    private static readonly Utterance Silence = new("");

    private readonly string _told = brief.Told;
    private Memory _memory = new() { Messages = [new(ChatMessage.System, CallerPrompt.Of(brief))] };
    private Memory? _before;

    /// <inheritdoc/>
    public bool Opens => brief.Opening.Text.Length > 0;

    /// <inheritdoc/>
    public IReadOnlySet<int>? Fired => null;

    /// <inheritdoc/>
    public IReadOnlyCollection<int> Firing => [];

    /// <inheritdoc/>
    public string? Unmatched => null;

    /// <summary>A conversation that takes too many turns is judged by what was said: it may be the caller that finds no end.</summary>
    public bool IsLost => true;

    /// <inheritdoc/>
    public Utterance Open(string? heard)
    {
        var opening = brief.Opening;
        if (Opens)
        {
            _memory = _memory.Hear(heard ?? "").Say(new(opening.Text, Done: false, "the opening"), isOwn: false);
        }

        return opening;
    }

    /// <inheritdoc/>
    public async ValueTask<Utterance> AnswerAsync(string message, CancellationToken cancellationToken)
    {
        // A chat asks behind its lock, and a model is asked outside of it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var memory = _memory.Hear(message);
        var turn = await AskAsync(memory, message, cancellationToken).ConfigureAwait(false);
        _before = _memory;
        return Act(memory, turn);
    }

    /// <inheritdoc/>
    public bool TakeBack()
    {
        (_memory, _before) = (_before ?? _memory, null);
        return true;
    }

    /// <inheritdoc/>
    public CallerReview Review(IReadOnlyList<RecordedTurn> turns)
    {
        IReadOnlyList<string> notes =
        [
            .. model.Name is null ? Array.Empty<string>() : [model.Note],
            .. new[] { _memory.Note }.OfType<string>(),
        ];
        return new(FactCheck.Check(turns, _memory.Own.Contains, [_told], brief.Year, model), notes);
    }

    // Null: it has nothing more to say.
    private async Task<CallerTurn?> AskAsync(Memory memory, string heard, CancellationToken cancellationToken)
    {
        var problem = (string?)null;
        var isEmpty = true;
        var answers = 0;
        for (var attempt = 0; ; attempt++)
        {
            var request = new ModelRequest(ModelRole.Caller, memory.Question(problem), CallerPrompt.Turn)
            {
                Seed = brief.Seed,
                Key = brief.Key($"caller turn {memory.Turns + 1}", _told, heard, answers),
            };
            var reply = await model.AskAsync(request, isLast: attempt > 0, cancellationToken).ConfigureAwait(false);
            answers += reply is null ? 0 : 1;
            var turn = reply is null ? null : CallerTurn.Read(reply.Answer);
            problem =
                turn is null ? "it was not an object with \"say\", \"done\" and \"reason\""
                : turn is { Say: "", Done: false } ? "\"say\" was empty"
                : TurnRules.Of(turn.Say, heard, _told)
                    ?? (attempt == 0 && memory.RepeatsOpening(turn.Say) ? "it is your opening once more, which the agent has heard" : null);
            isEmpty &= turn is { Say: "", Done: false };
            if (problem is null)
            {
                return turn;
            }

            if (attempt > 0)
            {
                return turn is null ? throw new CallerException(model.Unusable(reply))
                    : isEmpty ? null
                    : throw new CallerException(
                        model.Invalid($"it was asked twice for a turn, and {problem}", $"The agent had said: \"{OneLine.Of(heard, 200)}\".")
                    );
            }
        }
    }

    private Utterance Act(Memory memory, CallerTurn? turn)
    {
        if (turn is null)
        {
            return HangUp(memory with { Note = "The caller had nothing more to say, and the conversation was ended." });
        }

        var isFarewell = TurnRules.IsFarewell(turn.Say);
        if (isFarewell && memory.SaidGoodbye)
        {
            // One goodbye is enough.
            return brief.EndCallEnabled ? HangUp(memory) : Quiet(memory);
        }

        // Who asks something waits for the answer.
        var ends = turn.Done && brief.EndCallEnabled && !TurnRules.IsQuestion(turn.Say);
        var after = memory.Say(turn, isOwn: turn.Say.Length > 0) with
        {
            SaidGoodbye = memory.SaidGoodbye || isFarewell || (turn.Done && !TurnRules.IsQuestion(turn.Say)),
            Stale = memory.IsStale(turn.Say) ? memory.Stale + 1 : 0,
        };
        if (ends)
        {
            return HangUp(after, turn.Say);
        }

        if (after.Stale >= MaxStale)
        {
            return HangUp(after with { Note = "The conversation was ended: two exchanges in a row brought nothing new." });
        }

        _memory = after;
        return turn.Say.Length > 0 ? new(turn.Say) : Silence;
    }

    private Utterance Quiet(Memory memory)
    {
        var after = memory.Say(new("", Done: false, "nothing more to say"), isOwn: false) with
        {
            Stale = memory.IsStale("") ? memory.Stale + 1 : 0,
        };
        if (after.Stale >= MaxStale)
        {
            return HangUp(after with { Note = "The conversation was ended: two exchanges in a row brought nothing new." });
        }

        _memory = after;
        return Silence;
    }

    private Utterance HangUp(Memory memory, string say = "")
    {
        _memory = memory;
        return memory.HasAsked
            ? new(say) { EndsCall = true }
            : throw new CallerException(
                model.Invalid("it hung up before it had said what it called for", $"Its last words: \"{OneLine.Of(say, 200)}\".")
            );
    }

    /// <summary>What the caller remembers of the call. Replaced as a whole, so that an answer can be taken back.</summary>
    private sealed record Memory
    {
        public required ImmutableList<ChatMessage> Messages { get; init; }

        /// <summary>How many turns the model has taken.</summary>
        public int Turns { get; init; }

        /// <summary>What the model has said.</summary>
        public ImmutableHashSet<string> Own { get; init; } = [];

        public ImmutableHashSet<string> Heard { get; init; } = [];

        public ImmutableHashSet<string> Said { get; init; } = [];

        public string? Opening { get; init; }

        /// <summary>What the agent said last, in bare words.</summary>
        public string Last { get; init; } = "";

        /// <summary>How many exchanges in a row brought nothing new.</summary>
        public int Stale { get; init; }

        public bool SaidGoodbye { get; init; }

        /// <summary>Whether it has said more than a greeting.</summary>
        public bool HasAsked { get; init; }

        public string? Note { get; init; }

        // Some models refuse two messages of the same side in a row.
        public Memory Hear(string message) =>
            Messages[^1] is { Author: ChatMessage.User } last
                ? this with
                {
                    Last = Bare(message),
                    Messages = Messages.SetItem(Messages.Count - 1, last with { Content = $"{last.Content}\n\n{message}" }),
                }
                : this with
                {
                    Last = Bare(message),
                    Messages = Messages.Add(
                        new(ChatMessage.User, Messages.Count > 1 ? message : $"{CallerPrompt.Connected}\n\n{message}".TrimEnd())
                    ),
                };

        public Memory Say(CallerTurn turn, bool isOwn) =>
            this with
            {
                Messages = Messages.Add(new(ChatMessage.Assistant, turn.ToJson())),
                Turns = isOwn || turn.Say.Length == 0 ? Turns + 1 : Turns,
                Own = isOwn ? Own.Add(turn.Say) : Own,
                Said = Said.Add(Bare(turn.Say)),
                Heard = Heard.Add(Last),
                Opening = Opening ?? Bare(turn.Say),
                HasAsked = HasAsked || !TurnRules.IsCourtesy(turn.Say),
            };

        public bool IsStale(string say) => Heard.Contains(Last) && Said.Contains(Bare(say));

        public bool RepeatsOpening(string say) => Turns == 0 && Opening == Bare(say);

        public ImmutableList<ChatMessage> Question(string? problem) =>
            problem is null
                ? Messages
                : Messages.SetItem(Messages.Count - 1, Messages[^1] with { Content = Messages[^1].Content + CallerPrompt.Again(problem) });

        private static string Bare(string text) => string.Join(' ', Words.Of(text));
    }
}
