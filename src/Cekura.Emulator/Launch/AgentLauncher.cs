using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Launch;

/// <summary>Starts an agent and waits until it is ready.</summary>
internal sealed class AgentLauncher(string baseDirectory, Action<Process> begin, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <returns>The process, and the address where the agent now listens.</returns>
    /// <exception cref="LaunchException">It cannot be started, ended early or is not ready in time. No process of it is left.</exception>
    public async Task<(LaunchedAgent Process, string Address)> LaunchAsync(
        Agent agent,
        Seed.Launch launch,
        CancellationToken cancellationToken
    )
    {
        var port = Ports.Free().ToString(CultureInfo.InvariantCulture);
        var address = WithPort(
            agent.Address ?? throw new LaunchException($"Agent {agent.Id} has no websocket_url: write where the launched agent listens."),
            port
        );
        var readiness = new Readiness(launch.ReadyUrl is { } url ? WithPort(url, port) : null, address);
        if (await readiness.TakenPortAsync(cancellationToken).ConfigureAwait(false) is { } taken)
        {
            throw Failed(
                launch,
                $"{taken} is taken: another program listens there already. Stop it, or write {Agent.PortPlaceholder} instead of the port to get a free one."
            );
        }

        var process = Start(launch, port);
        try
        {
            await WaitAsync(process, launch, readiness, cancellationToken).ConfigureAwait(false);
            return (process, address);
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static string WithPort(string text, string port) => text.Replace(Agent.PortPlaceholder, port, StringComparison.Ordinal);

    private static LaunchException Failed(Seed.Launch launch, string message, Exception? cause = null) =>
        new($"The agent could not be started ({launch.Place} of the seed): {message}", cause);

    private LaunchedAgent Start(Seed.Launch launch, string port)
    {
        var directory = Path.GetFullPath(WithPort(launch.WorkingDirectory ?? "", port), baseDirectory);
        if (!Directory.Exists(directory))
        {
            throw Failed(launch, $"its working directory {directory} does not exist. Build the agent, or correct \"working_directory\".");
        }

        var command = WithPort(launch.Command, port);
        var start = AgentStart.Of(command, launch.Arguments.Select(argument => WithPort(argument, port)), directory);
        AgentStart.Give(
            start,
            launch.Environment.Select(one => KeyValuePair.Create(one.Key, WithPort(one.Value, port))),
            launch.PassVariables
        );
        try
        {
            return LaunchedAgent.Start(start, begin);
        }
        catch (Win32Exception e)
        {
            throw Failed(launch, $"the command \"{command}\" does not start: {e.Message}. Install it, or correct \"command\".", e);
        }
    }

    private async Task WaitAsync(LaunchedAgent process, Seed.Launch launch, Readiness readiness, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var (isReady, seen) = await readiness.CheckAsync(cancellationToken).ConfigureAwait(false);
            if (process.HasExited)
            {
                throw Failed(
                    launch,
                    $"\"{launch.Command}\" ended before it was ready. {await process.LastWordsAsync().ConfigureAwait(false)}"
                );
            }

            if (isReady)
            {
                return;
            }

            if (time.GetElapsedTime(started) >= launch.Timeout)
            {
                throw Failed(
                    launch,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"it was not ready within {launch.Timeout.TotalSeconds:0.###} s: {seen}. Correct \"ready_url\", or raise \"timeout_seconds\". {process.Output()}"
                    )
                );
            }

            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
