using Cekura.Agents.Lines;
using Cekura.Agents.Options;
using Cekura.Cli.Emulation;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Emulator;
using Cekura.Emulator.Launch;
using Cekura.Emulator.Seed;
using Cekura.Manifests.Discovery;
using Cekura.Runs.Processes;

namespace Cekura.Cli.Checking;

/// <summary>An agent of a seed, started as the emulator starts it. Disposing it ends what was started.</summary>
internal sealed class SeededAgent : IAsyncDisposable
{
    private readonly Agent _agent;
    private readonly AgentSettings _settings;
    private readonly string _directory;
    private readonly LaunchGuard _guard;
    private readonly AgentProcesses _processes;

    private SeededAgent(Agent agent, string directory, Invocation invocation)
    {
        _agent = agent;
        _settings = agent.Settings ?? new(ProtocolNames.WebSocket) { AnswerLimit = AgentProbe.UsualLimit, TurnPause = agent.TurnPause };
        _directory = directory;
        _guard = AgentGuard.Over(invocation.Environment.Error.WriteLine);
        _processes = new(new(directory, _guard.Start, invocation.Environment.Time));
        Secrets =
        [
            .. _settings
                .Headers.Values.Select(header => header.Variable is { } variable ? invocation.Environment.Variable(variable) : null)
                .Concat(agent.WebSocketHeaders.Where(header => SecretHeaders.Is(header.Key)).Select(header => header.Value))
                .Append(agent.Secret)
                .Concat(AddressSecrets.In(agent.WebSocketUrl ?? _settings.Url))
                .OfType<string>()
                .Where(secret => secret.Length > 0),
        ];
    }

    /// <summary>What the agent is sent and must not be shown.</summary>
    public IReadOnlyList<string> Secrets { get; }

    /// <summary>Finds it.</summary>
    /// <param name="invocation">The command line.</param>
    /// <param name="id">Its id.</param>
    /// <param name="seed">The seed; null: that of the settings in the folder.</param>
    /// <exception cref="CommandException">There is no seed, or no such agent in it.</exception>
    /// <exception cref="EmulatorSeedException">The seed has errors.</exception>
    public static SeededAgent Find(Invocation invocation, long id, string? seed)
    {
        var path = invocation.Environment.PathOf(seed ?? OfSettings(invocation));
        var read = EmulatorSeed.Load(path);
        var agents = read.Workspace.Agents;
        var agent = agents.FirstOrDefault(agent => agent.Id == id)
            ?? throw CommandException.Usage(
                $"{path} has no agent {id}. It has {(agents.Count == 0 ? "none" : string.Join(", ", agents.Select(known => known.Id)))}."
            );
        var found = new SeededAgent(agent, read.Directory ?? invocation.Environment.Directory, invocation);
        foreach (var secret in found.Secrets)
        {
            invocation.Environment.Hide(secret);
        }

        return found;
    }

    /// <summary>Starts its program, where it is one.</summary>
    public IProgramLine StartProgram(LineOpening opening) => AgentProgram.Start(opening, _directory, _guard.Start);

    /// <summary>Starts it where the seed does, and says one turn.</summary>
    public async Task<ProbeResult> AskAsync(AgentProbe probe, TimeSpan? limit, string message, CancellationToken cancellationToken)
    {
        string? url;
        try
        {
            url = _settings.Protocol == ProtocolNames.Command ? null : await _processes.AddressAsync(_agent).WaitAsync(cancellationToken);
        }
        catch (LaunchException e)
        {
            return new(_settings.Protocol, _agent.Address ?? _agent.Name) { Kind = Agents.Lines.FaultKind.NotReached, Problem = e.Message };
        }

        var headers = new Dictionary<string, string>(_agent.WebSocketHeaders, StringComparer.OrdinalIgnoreCase);
        if (_agent.Secret is { } secret)
        {
            headers["X-VOCERA-SECRET"] = secret;
        }

        var opening = new LineOpening(_settings with { AnswerLimit = limit ?? _settings.AnswerLimit })
        {
            Url = url,
            Headers = headers,
            UrlName = _agent.Settings is null ? "websocket_url" : "url",
        };
        var result = await probe.AskAsync(opening, message, isWritten: limit is null, cancellationToken);
        return result.Problem is { } problem && _processes.LastWords(_agent) is { Length: > 0 } words
            ? result with
            {
                Problem = $"{problem} {words}",
            }
            : result;
    }

    public async ValueTask DisposeAsync()
    {
        await _processes.DisposeAsync();
        _guard.Dispose();
    }

    private static string OfSettings(Invocation invocation)
    {
        var folder = invocation.Environment.Directory;
        var path = Path.Combine(folder, EmulatedModels.SettingsName);
        var read = PlannedSettings.Read(
            File.Exists(path) ? path : null,
            named: null,
            folder,
            invocation.Environment.Variables,
            invocation.Config
        );
        return (read.Settings ?? throw CommandException.Usage(string.Join('\n', read.Diagnostics))).Seed
            ?? throw CommandException.Usage($"Which seed? Give --seed FILE: no {EmulatedModels.SettingsName} in {folder} names one.");
    }
}
