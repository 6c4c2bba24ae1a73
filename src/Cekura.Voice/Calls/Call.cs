using System.Globalization;
using System.Threading.Channels;
using Cekura.Voice.Activity;
using Cekura.Voice.Audio;

namespace Cekura.Voice.Calls;

/// <summary>
/// A call as its caller holds it: a frame each 20 ms in both directions, speech or silence; the agent's sound by the time at which it is
/// played; both on a recording with the caller on the left.
/// </summary>
internal sealed class Call : IAsyncDisposable
{
    private static readonly TimeSpan Sending = TimeSpan.FromSeconds(10);

    private readonly ICallLine _line;
    private readonly TimeProvider _time;
    private readonly WaveWriter? _recording;
    private readonly VoiceDetector _agent;
    private readonly Playout _playout = new();
    private readonly Channel<HeardSpeech> _heard = Channel.CreateUnbounded<HeardSpeech>();
    private readonly CancellationTokenSource _over = new();
    private readonly Lock _gate = new();
    private (ReadOnlyMemory<short> Left, TaskCompletionSource Said)? _saying;
    private string? _utterance;
    private Task? _clock;
    private Task<CallEnd>? _listening;
    private volatile bool _heardAll;

    /// <summary>Makes a call; it begins with <see cref="Begin"/>.</summary>
    /// <param name="line">What carries it; disposed with the call.</param>
    /// <param name="time">The clock.</param>
    /// <param name="turnPause">How long the agent is quiet when its turn is over.</param>
    /// <param name="recording">Where the recording goes; null: nowhere.</param>
    public Call(ICallLine line, TimeProvider time, TimeSpan turnPause, Stream? recording = null)
    {
        (_line, _time) = (line, time);
        _agent = new VoiceDetector(CallFormat.Rate, turnPause);
        _recording = recording is null ? null : new WaveWriter(recording, channels: 2, CallFormat.Rate);
        line.Take = sound => _playout.Add(sound.Span);
        line.Clear = _playout.Clear;

        // The service's caller lets itself be interrupted, too.
        line.AgentBegins = Stop;
    }

    /// <summary>What the agent has said, a speech at a time; completed when the call is over.</summary>
    public ChannelReader<HeardSpeech> Heard => _heard.Reader;

    /// <summary>How late the frames were.</summary>
    public Lateness Lateness { get; } = new();

    /// <summary>How the agent's side ended; null: it has not.</summary>
    public CallEnd? End { get; private set; }

    /// <summary>Why the recording ends before the call does; null: it does not.</summary>
    public string? RecordingError { get; private set; }

    /// <summary>What the agent sent that a call has no use for, a sentence each.</summary>
    public IReadOnlyList<string> Remarks =>
        _playout.Dropped == 0
            ? _line.Remarks
            :
            [
                .. _line.Remarks,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"It sent more than {Playout.MaxWaiting.TotalMinutes:0} minutes of sound ahead of time, and {_playout.Dropped / CallFormat.Rate} s of it were dropped."
                ),
            ];

    /// <summary>Begins the call.</summary>
    public void Begin()
    {
        _listening = ListenAsync();
        _clock = Task.Run(KeepTimeAsync);
    }

    /// <summary>Says something; over when all of it was played, or the call is over.</summary>
    /// <param name="sound">What is said, at <see cref="CallFormat.Rate"/>.</param>
    /// <param name="cancellationToken">Stops in the middle of a word.</param>
    public async Task SayAsync(Sound sound, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sound);
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _saying = (sound.Samples, said);
        }

        using var over = _over.Token.Register(() => said.TrySetResult());
        await using var stopped = cancellationToken.Register(() =>
        {
            Stop();
            said.TrySetCanceled(cancellationToken);
        });
        await said.Task.ConfigureAwait(false);
    }

    /// <summary>Stops what is being said.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _saying?.Said.TrySetResult();
            _saying = null;
        }
    }

    /// <summary>Hangs up, and ends what is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_listening is not null)
        {
            // The agent's own hanging up is answered as well.
            await _line.HangUpAsync().ConfigureAwait(false);
        }

        await _over.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_clock ?? Task.CompletedTask, _listening ?? Task.CompletedTask)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _line.DisposeAsync().ConfigureAwait(false);
        _heard.Writer.TryComplete();
        _over.Dispose();
    }

    private async Task<CallEnd> ListenAsync()
    {
        try
        {
            End = await _line.ListenAsync(_over.Token).ConfigureAwait(false);
            return End;
        }
        finally
        {
            // What the agent had sent before it hung up is heard to its end; the clock ends the call then.
            _heardAll = true;
        }
    }

    private async Task KeepTimeAsync()
    {
        try
        {
            var (caller, agent, both) = (
                new short[CallFormat.FrameLength],
                new short[CallFormat.FrameLength],
                new short[2 * CallFormat.FrameLength]
            );

            // What a first frame takes longer than others is not the call's: its clock begins with the second.
            await SendAsync(caller, isSpeech: false).ConfigureAwait(false);
            var began = _time.GetTimestamp();
            for (var frame = 1L; !IsOver; frame++)
            {
                var due = CallFormat.Frame * frame;
                if (due - _time.GetElapsedTime(began) is { Ticks: > 0 } wait)
                {
                    await Task.Delay(wait, _time, _over.Token).ConfigureAwait(false);
                }

                Lateness.Add(_time.GetElapsedTime(began) - due);
                var isSpeech = Next(caller);
                _playout.Next(agent);
                await SendAsync(caller, isSpeech).ConfigureAwait(false);
                Record(caller, agent, both);
                Hear(agent);
            }
        }
        catch (OperationCanceledException)
        {
            // The call is over.
        }
        finally
        {
            Flush();
            _heard.Writer.TryComplete();
            await _over.CancelAsync().ConfigureAwait(false);
        }
    }

    private bool IsOver => _heardAll && _playout.IsEmpty && !_agent.IsSpeaking;

    private async Task SendAsync(short[] frame, bool isSpeech)
    {
        if (_heardAll)
        {
            return;
        }

        using var limit = new CancellationTokenSource(Sending, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _over.Token);
        try
        {
            if (isSpeech && _utterance is null)
            {
                _utterance = Guid.NewGuid().ToString();
                await _line.SpeechAsync(_utterance, isBegin: true, either.Token).ConfigureAwait(false);
            }

            await _line.SendAsync(frame, either.Token).ConfigureAwait(false);
            await _line.PassedAsync(_playout.Passed, either.Token).ConfigureAwait(false);
            if (!isSpeech && _utterance is { } utterance)
            {
                _utterance = null;
                await _line.SpeechAsync(utterance, isBegin: false, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            End = new(
                IsInOrder: false,
                string.Create(CultureInfo.InvariantCulture, $"has not read a frame for {Sending.TotalSeconds:0} s")
            );
            throw;
        }
        catch (CallException)
        {
            // How its side ended, the listener says.
        }
    }

    // Whether the caller speaks in it.
    private bool Next(short[] frame)
    {
        lock (_gate)
        {
            if (_saying is not { } saying)
            {
                Array.Clear(frame);
                return false;
            }

            var count = Math.Min(frame.Length, saying.Left.Length);
            saying.Left.Span[..count].CopyTo(frame);
            frame.AsSpan(count).Clear();
            if (count == saying.Left.Length)
            {
                saying.Said.TrySetResult();
                _saying = null;
            }
            else
            {
                _saying = (saying.Left[count..], saying.Said);
            }

            return count > 0;
        }
    }

    private void Record(short[] caller, short[] agent, short[] both)
    {
        for (var index = 0; index < caller.Length; index++)
        {
            both[2 * index] = caller[index];
            both[(2 * index) + 1] = agent[index];
        }

        try
        {
            if (RecordingError is null)
            {
                _recording?.Write(both);
            }
        }
        catch (IOException e)
        {
            // The call goes on: what it shows does not need the file.
            RecordingError = e.Message;
        }
    }

    private void Hear(short[] agent)
    {
        if (_agent.Hear(agent) == VoiceChange.Ended)
        {
            _heard.Writer.TryWrite(new(_agent.SpeechBegan, _agent.LastLoud, _agent.Speech));
        }
    }

    // What is being said when the call ends is heard as well.
    private void Flush()
    {
        if (_agent.Finish())
        {
            _heard.Writer.TryWrite(new(_agent.SpeechBegan, _agent.LastLoud, _agent.Speech));
        }
    }
}
