using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Launch;

/// <summary>Starts an agent and waits until it is ready.</summary>
internal sealed class AgentLauncher(string baseDirectory, Action<Process> begin, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private const string NotBuilt = " It runs as it was built: let a ProjectReference of the test project build it.";

    /// <summary>Variables for the process of an agent; the seed's own win.</summary>
    public Func<Agent, IReadOnlyDictionary<string, string>> EnvironmentOf { get; init; } = _ => new Dictionary<string, string>();

    /// <summary>The configuration in which projects were built.</summary>
    public string Configuration { get; init; } = "Debug";

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

        var process = Start(agent, launch, port, new Uri(address).Port.ToString(CultureInfo.InvariantCulture));
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

    private LaunchedAgent Start(Agent agent, Seed.Launch launch, string port, string listening)
    {
        var directory = Path.GetFullPath(WithPort(launch.WorkingDirectory ?? "", port), baseDirectory);
        if (!Directory.Exists(directory))
        {
            throw Failed(launch, $"its working directory {directory} does not exist. Build the agent, or correct \"working_directory\".");
        }

        var command = WithPort(launch.Command, port);
        var start = AgentStart.Of(command, Built(launch).Concat(launch.Arguments).Select(argument => WithPort(argument, port)), directory);
        IEnumerable<KeyValuePair<string, string>> usual = launch.Project is null
            ? []
            : [KeyValuePair.Create("ASPNETCORE_URLS", $"http://127.0.0.1:{listening}")];
        AgentStart.Give(
            start,
            usual
                .Concat(EnvironmentOf(agent))
                .Concat(launch.Environment.Select(one => KeyValuePair.Create(one.Key, WithPort(one.Value, port)))),
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

    // A project is run as it was built: the reference of the test project builds it, and its launch settings are for people.
    private string[] Built(Seed.Launch launch)
    {
        if (launch.Project is null)
        {
            return [];
        }

        var project = Path.GetFullPath(launch.Project, baseDirectory);
        return File.Exists(project)
            ? ["run", "--no-build", "--no-launch-profile", "--configuration", Configuration, "--project", project, "--"]
            : throw Failed(launch, $"its project {project} does not exist. Correct \"project\", a path from the folder of the seed.");
    }

    private async Task WaitAsync(LaunchedAgent process, Seed.Launch launch, Readiness readiness, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var (isReady, seen) = await readiness.CheckAsync(cancellationToken).ConfigureAwait(false);
            if (process.HasExited)
            {
                var advice = launch.Project is null ? "" : NotBuilt;
                throw Failed(
                    launch,
                    $"\"{launch.Project ?? launch.Command}\" ended before it was ready.{advice} {await process.LastWordsAsync().ConfigureAwait(false)}"
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
