using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Launch;

/// <summary>The agents that the seed launches: each is started once, when the first run needs it, and all are stopped at the end.</summary>
internal sealed class AgentProcesses(AgentLauncher launcher) : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Task<(LaunchedAgent Process, string Address)>> _launched = [];

    /// <summary>Where the agent listens; started first if need be.</summary>
    /// <exception cref="LaunchException">It could not be started. It is not tried again: every run of it gets the same answer.</exception>
    public async Task<string> AddressAsync(Agent agent)
    {
        if (agent.Launch is not { } launch)
        {
            return agent.Address
                ?? throw new LaunchException(
                    $"Agent {agent.Id} has no websocket_url. The emulator plays every mode over it: give the agent one, or the scenario a replay."
                );
        }

        Task<(LaunchedAgent Process, string Address)> launching;
        lock (_gate)
        {
            if (!_launched.TryGetValue(agent.Id, out launching!))
            {
                ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
                launching = Task.Run(() => launcher.LaunchAsync(agent, launch, _closing.Token));
                _launched.Add(agent.Id, launching);
            }
        }

        return (await launching.ConfigureAwait(false)).Address;
    }

    /// <summary>What to add to the message of a failed conversation when the agent's process is gone; empty otherwise.</summary>
    public string LastWords(Agent agent)
    {
        lock (_gate)
        {
            return
                _launched.TryGetValue(agent.Id, out var launching)
                && launching is { IsCompletedSuccessfully: true, Result.Process: { HasExited: true } process }
                ? $"The agent's process is gone. {process.LastWords()}"
                : "";
        }
    }

    /// <summary>How the agent's process stands; null when it was not started here.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="patience">How long to wait for its end.</param>
    public async Task<ProcessState?> ObserveAsync(Agent agent, TimeSpan patience)
    {
        Task<(LaunchedAgent Process, string Address)>? launching;
        lock (_gate)
        {
            _launched.TryGetValue(agent.Id, out launching);
        }

        return launching is { IsCompletedSuccessfully: true }
            ? await (await launching.ConfigureAwait(false)).Process.ObserveAsync(patience).ConfigureAwait(false)
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        List<Task<(LaunchedAgent Process, string Address)>> launched;
        lock (_gate)
        {
            launched = [.. _launched.Values];
            _launched.Clear();
        }

        await Task.WhenAll(launched.Select(StopAsync)).ConfigureAwait(false);
        _closing.Dispose();
    }

    private static async Task StopAsync(Task<(LaunchedAgent Process, string Address)> launching)
    {
        try
        {
            await (await launching.ConfigureAwait(false)).Process.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is LaunchException or OperationCanceledException)
        {
            // Never became an agent; its launcher has cleaned up.
        }
    }
}
