using System.Text;
using System.Text.Json.Nodes;

namespace Cekura.Agents.Lines;

/// <summary>Hears one whole turn of an agent.</summary>
/// <param name="line">The conversation.</param>
/// <param name="pause">The pause that ends a turn where the protocol does not say when it is over.</param>
/// <param name="time">The clock.</param>
internal sealed class TurnReader(IAgentLine line, TimeSpan pause, TimeProvider time)
{
    // Whoever waits for the turn bounds how long it may take.
    private static readonly TimeSpan Forever = TimeSpan.FromDays(1);

    private readonly List<HeardPart> _parts = [];
    private readonly JsonObject _metadata = [];
    private readonly HashSet<string> _open = [];
    private readonly StringBuilder _words = new();
    private bool _joins;
    private bool _awaitsMore;
    private long _wordsAt;
    private long _wordsUntil;

    /// <summary>Reads until the turn is over, the agent ends the call or its side comes to its end.</summary>
    public async Task<HeardTurn> ReadAsync(CancellationToken cancellationToken)
    {
        while (await line.WaitForFrameAsync(Patience, time, cancellationToken).ConfigureAwait(false))
        {
            line.Frames.TryRead(out var frame);
            Take(frame!);
            if (frame!.EndsCall || frame.EndsTurn)
            {
                return Whole(frame.EndsCall, end: null);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Whole(endsCall: false, line.Frames.Completion.IsCompleted ? line.Disconnection : null);
    }

    private bool HasOpenWords => _words.Length > 0;

    private bool HasWords => _words.Length > 0 || _parts.Exists(part => part.Tool is null);

    // An open call, or a piece of a sentence, is no end.
    private TimeSpan Patience => line.SaysWhenOver || !HasWords || _awaitsMore || _open.Count > 0 ? Forever : pause;

    private void Take(AgentFrame frame)
    {
        foreach (var (key, value) in frame.Metadata ?? [])
        {
            _metadata[key] = value?.DeepClone();
        }

        if (frame.ToolRole is { } role)
        {
            EndWords();
            _parts.Add(new("", frame) { At = frame.At, Until = frame.At });
            var id = frame.Data?["id"]?.ToString() ?? "";
            _awaitsMore = role == ToolRole.Result;
            _ = role == ToolRole.Call ? _open.Add(id) : _open.Remove(id);
        }
        else if (frame.HasContent)
        {
            var text = frame.Content ?? frame.Space;
            (_wordsAt, _wordsUntil) = (HasOpenWords ? _wordsAt : frame.At, text.Length > 0 ? frame.At : _wordsUntil);
            _words.Append(_words.Length > 0 && text.Length > 0 && !_joins ? "\n" : "").Append(text);
            _joins = frame.IsPartial || (_joins && text.Length == 0 && !frame.EndsMessage);
            _awaitsMore = frame.IsPartial;
            if (frame.Content is not null && !line.SaysWhenOver)
            {
                // Agents that report no results say their words instead.
                _open.Clear();
            }
        }
    }

    private void EndWords()
    {
        if (!string.IsNullOrWhiteSpace(_words.ToString()))
        {
            _parts.Add(new(_words.ToString()) { At = _wordsAt, Until = _wordsUntil });
        }

        _words.Clear();
        _joins = false;
    }

    private HeardTurn Whole(bool endsCall, Disconnection? end)
    {
        EndWords();
        return new(
            _parts,
            _metadata,
            endsCall || end?.Kind == DisconnectionKind.Closed,
            end?.Kind == DisconnectionKind.Closed ? null : end
        );
    }
}
