using System.Collections.Concurrent;
using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Plan;
using Cekura.Runs.Processes;

namespace Cekura.Runs.Agents;

/// <summary>
/// Runs in which the agent calls: says number and window as soon as they are known, and starts the case's <c>dial_command</c>, both once a
/// run.
/// </summary>
internal sealed class OutboundCalls : IAsyncDisposable
{
    /// <summary>The option that names the command.</summary>
    public const string Option = "dial_command";

    private readonly CekuraClient _client;
    private readonly AgentOptions _options;
    private readonly ICaseListener _listener;
    private readonly StartBatch _batch;
    private readonly long _resultId;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<long, byte> _undispatched = new();
    private readonly ConcurrentDictionary<long, IStartedCommand> _dialling = new();
    private readonly HashSet<long> _commanded = [];
    private readonly Task _watch;

    /// <summary>Begins.</summary>
    public OutboundCalls(CekuraClient client, AgentOptions options, ICaseListener listener, StartBatch batch, StartedResult started)
    {
        (_client, _options, _listener, _batch, _resultId) = (client, options, listener, batch, started.Id);
        var mayCommand = batch.Cases.Any(scenarioCase => scenarioCase.Options?[Option] is not null);
        foreach (var run in started.Runs)
        {
            if (OutboundCall.Of(run) is { } call)
            {
                Announce(call, _batch.CaseOf(run.ScenarioId, run.ScenarioName));
            }
            else if (run.Number is not null || (mayCommand && _batch.CaseOf(run.ScenarioId, run.ScenarioName).Options?[Option] is not null))
            {
                _undispatched.TryAdd(run.Id, 0);
                if (run.Number is null)
                {
                    _commanded.Add(run.Id);
                }
            }
        }

        _watch = WatchAsync();
    }

    /// <summary>A run is over: its command is ended.</summary>
    public async ValueTask OverAsync(long runId)
    {
        if (_undispatched.TryRemove(runId, out _) && _commanded.Contains(runId))
        {
            _listener.Message(
                MessageSeverity.Warning,
                $"Run {runId}: {Option} was not started, because the run named no number to dial. Only agents that are outbound in Cekura (\"inbound\": false) dial."
            );
        }

        if (_dialling.TryRemove(runId, out var command))
        {
            await command.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The runs are watched no longer: every command is ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _watch.ConfigureAwait(false);
        foreach (var runId in _dialling.Keys)
        {
            await OverAsync(runId).ConfigureAwait(false);
        }

        _closing.Dispose();
    }

    // The answer that shows a whole result has no window, so runs that wait for theirs are read one by one.
    private async Task WatchAsync()
    {
        // The start must not wait for it, however quickly everything answers.
        await Task.Yield();
        try
        {
            for (var began = _options.Time.GetTimestamp(); !_undispatched.IsEmpty; )
            {
                await Task.Delay(_options.Questions.After(_options.Time.GetElapsedTime(began)), _options.Time, _closing.Token)
                    .ConfigureAwait(false);
                foreach (var run in await ReadAsync().ConfigureAwait(false))
                {
                    if (OutboundCall.Of(run) is { } call && _undispatched.TryRemove(run.Id, out _))
                    {
                        Announce(call, _batch.CaseOf(run.ScenarioId, run.ScenarioName));
                    }
                }
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // Every run is over, or the session is.
        }
    }

    private async Task<IReadOnlyList<Run>> ReadAsync()
    {
        try
        {
            return await _client.Runs.GetManyAsync([.. _undispatched.Keys], _closing.Token).ConfigureAwait(false);
        }
        catch (CekuraException)
        {
            // Whether the service can be reached is the watch's to judge.
            return [];
        }
    }

    private void Announce(OutboundCall call, ScenarioCase scenarioCase)
    {
        var number = UntrustedText.Line(call.Number, 40);
        var command = Command.Of(scenarioCase, Option, call.RunId, _resultId);

        // Without a command a person has to act now; platforms hide what is only information.
        _listener.Message(
            command is null ? MessageSeverity.Warning : MessageSeverity.Information,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Run {call.RunId} of {scenarioCase.DisplayName}: the agent has to dial {number} before {call.ClosesAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC."
            )
        );
        if (command is null)
        {
            return;
        }

        try
        {
            var started = _options.Commands.Start(
                command with
                {
                    Environment = command.Environment.Concat(call.Environment).ToDictionary(StringComparer.Ordinal),
                }
            );
            _dialling[call.RunId] = started;
            _ = ReportExitAsync(call.RunId, started);
        }
        catch (ProcessException e)
        {
            _listener.Message(
                MessageSeverity.Warning,
                $"Run {call.RunId}: {e.Message} Check {Option} in the manifest's options of mode {scenarioCase.Mode}."
            );
        }
    }

    private async Task ReportExitAsync(long runId, IStartedCommand command)
    {
        var code = await command.ExitAsync(CancellationToken.None).ConfigureAwait(false);

        // One that is no longer listed was ended from here.
        if (_dialling.TryRemove(runId, out _))
        {
            if (code != 0)
            {
                _listener.Message(
                    MessageSeverity.Warning,
                    string.Create(CultureInfo.InvariantCulture, $"Run {runId}: {Option} ended with exit code {code}. {command.LastLines}")
                );
            }

            await command.DisposeAsync().ConfigureAwait(false);
        }
    }
}
