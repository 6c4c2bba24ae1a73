using System.Globalization;
using System.Net;
using Cekura.Agents.Options;
using Cekura.Agents.Traces;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Traces;

/// <summary>The receivers of the agents' traces: each is opened once, when the first run of its agent needs it.</summary>
/// <param name="freePort">Gives a port that nothing listens on.</param>
/// <param name="time">The clock of the wait for a trace.</param>
internal sealed class AgentTraces(Func<int> freePort, TimeProvider time) : IAsyncDisposable
{
    // An exporter sends what has ended after this time; its own default of five seconds would hold up every run.
    private const string ExportDelay = "200";

    // A free port may be taken by another program before it is opened.
    private const int Attempts = 5;

    // Several times the delay of a launched agent's exporter.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Of an agent that was started by other hands, the exporter has its usual delay.
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(7);

    private readonly TraceStore _store = new(time);
    private readonly Lock _gate = new();
    private readonly Dictionary<long, OtlpReceiver> _receivers = [];
    private bool _isClosed;

    /// <summary>How long a trace may be on its way; null: as long as exporters need.</summary>
    public TimeSpan? MaxWait { get; init; }

    /// <summary>Opens the receiver of an agent that sends its trace.</summary>
    /// <exception cref="TraceException">Its port is taken.</exception>
    public void Open(Agent agent)
    {
        if (agent.Traces is not { } source)
        {
            return;
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (!_receivers.ContainsKey(agent.Id))
            {
                // Agents of one port send to one receiver.
                var sibling = source.Port is { } port
                    ? _receivers.Values.FirstOrDefault(receiver => new Uri(receiver.Address).Port == port)
                    : null;
                _receivers.Add(agent.Id, sibling ?? Start(agent, source));
            }
        }
    }

    /// <summary>Where the trace of an agent is taken; null: nowhere.</summary>
    public string? AddressOf(Agent agent)
    {
        lock (_gate)
        {
            return _receivers.GetValueOrDefault(agent.Id)?.Address;
        }
    }

    /// <summary>
    /// What the process of a launched agent is told (https://opentelemetry.io/docs/languages/sdk-configuration/); empty: no trace is asked
    /// for.
    /// </summary>
    public IReadOnlyDictionary<string, string> EnvironmentOf(Agent agent) =>
        AddressOf(agent) is { } address
            ? new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_BSP_SCHEDULE_DELAY"] = ExportDelay,
                // Arguments and results of tools are recorded with it alone.
                ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true",
            }
            : new Dictionary<string, string>();

    /// <summary>From now on, spans of this trace are kept.</summary>
    public void Expect(TraceContext context) => _store.Expect(context);

    /// <summary>Nothing more is kept of this trace.</summary>
    public void Forget(TraceContext context) => _store.Forget(context);

    /// <summary>The trace of a conversation that is over. Waits for spans that are still on their way.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="context">What it was told.</param>
    /// <param name="requests">How often.</param>
    /// <param name="cancellationToken">Ends the wait: what has come is the trace.</param>
    public async Task<RunTrace> TakeAsync(Agent agent, TraceContext context, int requests, CancellationToken cancellationToken)
    {
        try
        {
            await _store
                .WaitAsync(context.TraceId, requests, MaxWait ?? (IsTold(agent) ? Patience : LongPatience), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The emulator closes, or the call was ended.
        }

        var (spans, dropped) = _store.Of(context.TraceId);
        return new(context.TraceId, spans, dropped);
    }

    public async ValueTask DisposeAsync()
    {
        List<OtlpReceiver> receivers;
        lock (_gate)
        {
            _isClosed = true;
            receivers = [.. _receivers.Values.Distinct()];
            _receivers.Clear();
        }

        foreach (var receiver in receivers)
        {
            await receiver.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static bool IsTold(Agent agent) => agent.Launch is not null || agent.Settings?.Protocol == ProtocolNames.Command;

    private OtlpReceiver Start(Agent agent, TraceSource source)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return OtlpReceiver.Start(source.Port ?? freePort(), _store);
            }
            catch (HttpListenerException e) when (source.Port is not null || attempt == Attempts)
            {
                throw new TraceException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The trace of agent {agent.Id} cannot be taken: port {source.Port} is taken by another program ({e.Message}). Stop it, as a collector of telemetry may be one, or write another one: \"traces\": {{\"port\": …}}, and point the agent's OTEL_EXPORTER_OTLP_ENDPOINT to it."
                    ),
                    e
                );
            }
            catch (HttpListenerException)
            {
                // Another free one.
            }
        }
    }
}
