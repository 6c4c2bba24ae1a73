using System.CommandLine;
using System.Text.Json.Nodes;
using Cekura.Cli.Emulation;
using Cekura.Cli.Output;
using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.History;

namespace Cekura.Cli.Running;

/// <summary>One command line on its way: its values, where its data goes, and the service that it talks to.</summary>
internal sealed class Invocation(ParseResult parsed, GlobalOptions options, CommandEnvironment environment) : IAsyncDisposable
{
    private CekuraClient? _client;
    private RequestLog? _log;
    private KeptEmulator? _emulator;

    public CommandEnvironment Environment => environment;

    public bool IsJson => parsed.GetValue(options.Format) == GlobalOptions.Json;

    /// <summary>The service. A key and an address come from the command line, else the environment, else the config file.</summary>
    /// <exception cref="CommandException">There is no key, or the address is none.</exception>
    public CekuraClient Client => _client ??= Connect();

    /// <summary>Address of the service, from the same places.</summary>
    /// <exception cref="CommandException">It is none.</exception>
    public Uri Service =>
        Address switch
        {
            null => CekuraSettings.ServiceUrl,
            var address when Uri.TryCreate(address, UriKind.Absolute, out var service) => service,
            var address => throw CommandException.Usage(
                $"\"{UntrustedText.Line(address[(address.LastIndexOf('@') + 1)..])}\" is no address. Write one such as https://api.cekura.ai."
            ),
        };

    /// <summary>Whether the command talks to the emulator of a test run that has ended. It lives as long as the command.</summary>
    public bool IsEmulated => _emulator is not null || string.Equals(Address, LastTestRun.Emulator, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether what it talks to is on this machine.</summary>
    public bool IsLocal => IsEmulated || Service.IsLoopback;

    /// <summary>The address that the command line names.</summary>
    public string? GivenApiUrl => parsed.GetValue(options.ApiUrl);

    private string? Address => (parsed.GetValue(options.ApiUrl) ?? environment.Variable("CEKURA_API_URL") ?? Config.ApiUrl)?.TrimEnd('/');

    /// <summary>How many entries of lists could not be read.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Where test runs of this machine are remembered.</summary>
    public string StateDirectory =>
        environment.Variable("CEKURA_STATE_DIRECTORY") is { } named
            ? environment.PathOf(named)
            : Cekura.Manifests.Text.StateDirectory.Default(environment.Home);

    /// <summary>Whether lines may be written over each other, as on a terminal.</summary>
    public bool MayMove => environment.ErrorIsTerminal && !parsed.GetValue(options.NoColor) && environment.Variable("NO_COLOR") is null;

    /// <summary>Colours what goes to standard output, where that is a terminal and nobody wants it plain.</summary>
    public Ink Ink =>
        new(environment.OutIsTerminal && !parsed.GetValue(options.NoColor) && environment.Variable("NO_COLOR") is null && !IsJson);

    /// <summary>Organization to work in; null: that of the key.</summary>
    public long? OrganizationId => parsed.GetValue(options.OrganizationId) ?? Config.DefaultOrganizationId;

    /// <summary>Project to work in; null: that of the key.</summary>
    public long? ProjectId => GivenProjectId ?? Config.DefaultProjectId;

    /// <summary>Project that the command line names.</summary>
    public long? GivenProjectId => parsed.GetValue(options.ProjectId);

    /// <summary>The key and where it comes from: the command line, else the environment, else the config file. Null: none.</summary>
    public (string Key, string Source)? ApiKey =>
        GivenApiKey is { } given ? (given, "--api-key")
        : environment.Variable("CEKURA_API_KEY") is { } variable ? (variable, "CEKURA_API_KEY")
        : Config.ApiKey is { } kept ? (kept, Config.Path)
        : null;

    /// <summary>The key that the command line names.</summary>
    public string? GivenApiKey => parsed.GetValue(options.ApiKey);

    /// <summary>The config file, to be written again.</summary>
    /// <exception cref="CommandException">It is there but cannot be read, so writing it would lose what it says.</exception>
    public ConfigFile ReadableConfig =>
        Config is { IsUnreadable: true, Diagnostics: [var problem, ..] } ? throw CommandException.Usage($"{problem}") : Config;

    public ConfigFile Config => ConfigFile.OfUser(environment.Home);

    /// <summary>The limit that the command line names.</summary>
    public double? GivenTimeout => parsed.GetValue(options.Timeout);

    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    public T Value<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    /// <summary>Writes data: the JSON where it is asked for, else the text.</summary>
    public Task WriteAsync(JsonNode? json, Func<string> text) =>
        environment.Out.WriteLineAsync((IsJson ? JsonText.Write(json) : text()).TrimEnd('\n'));

    /// <summary>The text of a file, or of standard input for <c>-</c>.</summary>
    /// <exception cref="CommandException">There is no such file.</exception>
    public async Task<string> ReadTextAsync(string file, CancellationToken cancellationToken)
    {
        if (file == "-")
        {
            return await environment.In().ReadToEndAsync(cancellationToken);
        }

        var path = environment.PathOf(file);
        return File.Exists(path)
            ? await File.ReadAllTextAsync(path, cancellationToken)
            : throw CommandException.Usage($"There is no file {path}.");
    }

    /// <summary>
    /// What answers, as messages name it. Of what is on this machine runs are read, which say whether they are emulated; where that cannot
    /// be found out it counts as the service.
    /// </summary>
    /// <param name="runs">Reads runs that the command is about.</param>
    public async Task<string> ServiceNameAsync(Func<CekuraClient, Task<IReadOnlyList<Run>>> runs)
    {
        if (IsEmulated || !IsLocal || IsJson)
        {
            return ServiceName.Of(IsEmulated);
        }

        try
        {
            return ServiceName.Of((await runs(Client)).Any(RunOrigin.IsEmulated));
        }
        catch (CekuraException)
        {
            return ServiceName.Service;
        }
    }

    /// <summary>Makes sure that what is started and not waited for can be finished.</summary>
    /// <param name="what">What it is.</param>
    /// <exception cref="CommandException">The emulator of a test run ends with this command.</exception>
    public void RequireLastingService(string what)
    {
        if (IsEmulated)
        {
            throw CommandException.Usage(
                $"The emulator of a test run lives only as long as this command, so {what} has to be waited for. Nothing was started. To serve one that stays: cekura emulator --seed FILE"
            );
        }
    }

    /// <summary>Says something that is no data.</summary>
    public Task SayAsync(string line) => environment.Error.WriteLineAsync(line);

    /// <summary>Talks to the emulator of a test run that has ended, instead of to the service.</summary>
    /// <exception cref="CommandException">Its conversations were not kept.</exception>
    public void GoTo(LastTestRun emulated)
    {
        _client = _client is null ? null : throw new InvalidOperationException("The service was asked already.");
        _emulator = KeptEmulator.Open(emulated, environment.Variables, environment.Error.WriteLine);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _log?.Dispose();
        if (_emulator is not null)
        {
            await _emulator.DisposeAsync();
        }
    }

    private CekuraClient Connect()
    {
        environment.Hide(ApiKey?.Key);
        foreach (var (name, meant) in SettingNames.Slips(environment.Variables))
        {
            environment.Error.WriteLine($"cekura: the variable {UntrustedText.Line(name)} is not read. Did you mean \"{meant}\"?");
        }

        if (_emulator is null && IsEmulated)
        {
            GoTo(
                LastTestRun
                    .ReadAll(StateDirectory)
                    .FirstOrDefault(run => run.ApiUrl == LastTestRun.Emulator && run.Tests.Any(test => test.RunIds.Count > 0))
                    ?? throw CommandException.Usage(
                        $"No test run on the emulator is remembered in {StateDirectory}. To serve an emulator: cekura emulator --seed FILE"
                    )
            );
        }

        if (_emulator is not null)
        {
            _log = parsed.GetValue(options.Verbose) ? new RequestLog(environment.Error, environment.Time, isLoopback: true) : null;
            return _emulator.Connect(_log, environment.Time);
        }

        var connection = new CekuraClientOptions
        {
            BaseAddress = Service,
            ApiKey = ApiKey?.Key,
            TimeProvider = environment.Time,
            UnreadableEntry = problem =>
            {
                LeftOut++;
                environment.Error.WriteLine($"cekura: an entry of the list cannot be read and is left out: {UntrustedText.Line(problem)}");
            },
        };
        _log = parsed.GetValue(options.Verbose) ? new RequestLog(environment.Error, environment.Time, Service.IsLoopback) : null;
        return new CekuraClient(connection, _log);
    }
}
