using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;

namespace Cekura.Agents.Lines;

/// <summary>A conversation with an agent that answers when it is asked.</summary>
internal sealed class TurnLine : IAgentLine
{
    private readonly ITurnProtocol _protocol;
    private readonly TimeSpan _answerLimit;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _over = new();
    private readonly Channel<CallerTurn> _turns = Channel.CreateUnbounded<CallerTurn>();

    // What an agent may send in a conversation is bounded where it is read.
    private readonly Channel<AgentFrame> _frames = Channel.CreateUnbounded<AgentFrame>();
    private readonly Task _working;
    private bool _hasBegun;

    /// <summary>Begins; nothing is sent before the first turn. The protocol is owned by the line from here on.</summary>
    public TurnLine(ITurnProtocol protocol, string where, TimeSpan answerLimit, TimeProvider time)
    {
        (_protocol, Where, _answerLimit, _time) = (protocol, where, answerLimit, time);
        _working = WorkAsync();
    }

    /// <inheritdoc/>
    public ChannelReader<AgentFrame> Frames => _frames.Reader;

    /// <inheritdoc/>
    public bool SaysWhenOver => true;

    /// <inheritdoc/>
    public string Where { get; }

    /// <inheritdoc/>
    public string Expected => _protocol.Expected;

    /// <inheritdoc/>
    public int IgnoredFrames => 0;

    /// <inheritdoc/>
    public string? FirstIgnoredFrame => null;

    /// <inheritdoc/>
    public Disconnection? Disconnection { get; private set; }

    /// <inheritdoc/>
    public async Task<bool> SayAsync(string text, bool endsCall)
    {
        var isTaken = text.Length == 0 || _turns.Writer.TryWrite(new(text, endsCall));
        _hasBegun = true;
        if (endsCall)
        {
            _turns.Writer.TryComplete();
        }

        if (endsCall && text.Length == 0)
        {
            // Who hangs up without a word does not wait for an answer.
            await _over.CancelAsync().ConfigureAwait(false);
        }

        return isTaken && Disconnection is null;
    }

    /// <inheritdoc/>
    public void Listen()
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            _turns.Writer.TryWrite(new("", EndsCall: false));
            return;
        }

        // It does not speak unasked.
        _frames.Writer.TryWrite(AgentFrame.Over(_time.GetTimestamp()));
    }

    /// <inheritdoc/>
    public async Task DrainAsync(Action<AgentFrame> take)
    {
        // What the caller said last has its answer, for which the agent has as long as for any other.
        _turns.Writer.TryComplete();
        await foreach (var frame in _frames.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            take(frame);
        }
    }

    /// <inheritdoc/>
    public async Task CloseAsync()
    {
        _turns.Writer.TryComplete();
        await _over.CancelAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        await _working.ConfigureAwait(false);
        await _protocol.DisposeAsync().ConfigureAwait(false);
        _over.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var turn in _turns.Reader.ReadAllAsync(_over.Token).ConfigureAwait(false))
            {
                await AnswerAsync(turn).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The conversation is over.
        }
        catch (AgentFaultException e)
        {
            Disconnection = Disconnection.Of(e.Fault);
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
                        or IOException
                        or HttpRequestException
            )
        {
            Disconnection = Disconnection.Of(
                new(FaultKind.BadAnswer, $"answered what could not be read: {e.Message.TrimEnd('.')}", _protocol.Expected)
            );
        }
        finally
        {
            _frames.Writer.Complete();
        }
    }

    private async Task AnswerAsync(CallerTurn turn)
    {
        var sink = new TurnSink(_frames.Writer, _time);
        using var limit = new CancellationTokenSource(_answerLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _over.Token);
        try
        {
            await _protocol.AnswerAsync(turn, sink, either.Token).ConfigureAwait(false);
            sink.Over();
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !_over.IsCancellationRequested)
        {
            sink.EndMessage();
            throw new AgentFaultException(
                FaultKind.TimeLimit,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(sink.HasAny ? "did not come to the end of its turn" : "did not answer")} within {_answerLimit.TotalSeconds:0.###} s"
                ),
                $"Look whether it hangs, or give it longer with {_protocol.LimitName}.",
                e
            );
        }
        catch
        {
            sink.EndMessage();
            throw;
        }
    }
}
