using Cekura.Voice.Speaking;

namespace Cekura.Voice.Calls;

/// <summary>
/// A call whose caller says some lines, one after each answer: what was said and heard, in order. It listens first where the agent greets.
/// </summary>
/// <param name="call">The call, begun by <see cref="HoldAsync"/>; its owner disposes it.</param>
/// <param name="mouth">Speaks for the caller.</param>
/// <param name="ears">Hears the agent; null: its words are not known.</param>
/// <param name="patience">How long the caller waits for an answer.</param>
/// <param name="time">The clock.</param>
internal sealed class PlacedCall(Call call, IMouth mouth, IEars? ears, TimeSpan patience, TimeProvider time)
{
    private readonly List<CallTurn> _turns = [];
    private readonly List<(int Turn, Audio.Sound Sound)> _unwritten = [];
    private long _began;

    /// <summary>What was said, in order.</summary>
    public IReadOnlyList<CallTurn> Turns => _turns;

    /// <summary>Whether a line got no answer, after which the caller hung up.</summary>
    public bool IsUnanswered { get; private set; }

    /// <summary>Holds the call to its last answer.</summary>
    /// <param name="lines">What the caller says.</param>
    /// <param name="agentGreets">Whether the agent speaks first.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SpeechException">The caller could not speak.</exception>
    public async Task HoldAsync(IReadOnlyList<string> lines, bool agentGreets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lines);

        // Before the call: an agent is not kept waiting for a program.
        var sounds = new Queue<(string Text, Audio.Sound Sound)>();
        foreach (var line in lines)
        {
            sounds.Enqueue((line, await mouth.SayAsync(line, cancellationToken).ConfigureAwait(false)));
        }

        _began = time.GetTimestamp();
        call.Begin();
        IsUnanswered = agentGreets && !await HearAsync(cancellationToken).ConfigureAwait(false);
        while (!IsUnanswered && call.End is null && sounds.TryDequeue(out var next))
        {
            var from = time.GetElapsedTime(_began);
            await call.SayAsync(next.Sound, cancellationToken).ConfigureAwait(false);
            _turns.Add(new(IsCaller: true, next.Text, from, time.GetElapsedTime(_began)));
            IsUnanswered = !await HearAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Writes the agent's words down, after the call: while it lasts, a program would make the caller slow and the line late.
    /// </summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SpeechException">The words could not be heard.</exception>
    public async Task WriteDownAsync(CancellationToken cancellationToken)
    {
        foreach (var (turn, sound) in _unwritten)
        {
            var words = ears is null ? null : await ears.HearAsync(sound, cancellationToken).ConfigureAwait(false);
            _turns[turn] = _turns[turn] with { Words = words };
        }

        _unwritten.Clear();
    }

    private async Task<bool> HearAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            if (!await call.Heard.WaitToReadAsync(either.Token).ConfigureAwait(false))
            {
                return false;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        // What it said while the caller spoke is an answer to what was before.
        while (call.Heard.TryRead(out var heard))
        {
            _unwritten.Add((_turns.Count, heard.Sound));
            _turns.Add(new(IsCaller: false, Words: null, heard.From, heard.To));
        }

        return true;
    }
}
