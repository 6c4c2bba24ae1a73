using System.CommandLine;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Client;
using Cekura.Runs.Report;
using Cekura.Runs.Settings;

namespace Cekura.Cli.Running;

/// <summary>One command line on its way: its values, where its data goes, and the service that it talks to.</summary>
internal sealed class Invocation(ParseResult parsed, GlobalOptions options, Surroundings surroundings) : IDisposable
{
    private CekuraClient? _client;
    private RequestLog? _log;

    public Surroundings Surroundings => surroundings;

    public bool IsJson => parsed.GetValue(options.Format) == GlobalOptions.Json;

    /// <summary>The service. A key and an address come from the command line, else the environment, else the config file (contract, section 1).</summary>
    /// <exception cref="CommandException">There is no key, or the address is none.</exception>
    public CekuraClient Client => _client ??= Connect();

    /// <summary>Address of the service, from the same places.</summary>
    /// <exception cref="CommandException">It is none.</exception>
    public Uri Service => (parsed.GetValue(options.ApiUrl) ?? surroundings.Variable("CEKURA_API_URL") ?? Config.ApiUrl)?.TrimEnd('/') switch
    {
        null => CekuraSettings.ServiceUrl,
        var address when Uri.TryCreate(address, UriKind.Absolute, out var service) => service,
        var address => throw CommandException.Usage($"\"{UntrustedText.Line(address)}\" is no address. Write one such as https://api.cekura.ai."),
    };

    /// <summary>Where test runs of this machine are remembered.</summary>
    public string StateDirectory => surroundings.Variable("CEKURA_STATE_DIRECTORY") is { } named
        ? surroundings.PathOf(named)
        : Cekura.Runs.State.StateDirectory.Default(surroundings.Home);

    /// <summary>Whether lines may be written over each other, as on a terminal.</summary>
    public bool MayMove => surroundings.ErrorIsTerminal && !parsed.GetValue(options.NoColor) && surroundings.Variable("NO_COLOR") is null;

    /// <summary>Organization to work in; null: that of the key.</summary>
    public long? OrganizationId => parsed.GetValue(options.OrganizationId) ?? Config.DefaultOrganizationId;

    /// <summary>Project to work in; null: that of the key.</summary>
    public long? ProjectId => GivenProjectId ?? Config.DefaultProjectId;

    /// <summary>Project that the command line names.</summary>
    public long? GivenProjectId => parsed.GetValue(options.ProjectId);

    /// <summary>The key and where it comes from: the command line, else the environment, else the config file (contract, section 1). Null: none.</summary>
    public (string Key, string Source)? ApiKey => GivenApiKey is { } given ? (given, "--api-key")
        : surroundings.Variable("CEKURA_API_KEY") is { } variable ? (variable, "CEKURA_API_KEY")
        : Config.ApiKey is { } kept ? (kept, Config.Path)
        : null;

    /// <summary>The key that the command line names.</summary>
    public string? GivenApiKey => parsed.GetValue(options.ApiKey);

    /// <summary>The config file, to be written again.</summary>
    /// <exception cref="CommandException">It is there but cannot be read, so writing it would lose what it says.</exception>
    public ConfigFile ReadableConfig => Config is { Lines.Count: 0, Diagnostics: [var problem, ..] } ? throw CommandException.Usage($"{problem}") : Config;

    public ConfigFile Config => ConfigFile.Read(Path.Combine(surroundings.Home, ".cekura", "config.toml"));

    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    public T Value<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    /// <summary>Writes data: the JSON where it is asked for, else the text.</summary>
    public Task WriteAsync(JsonNode? json, Func<string> text) => surroundings.Out.WriteLineAsync((IsJson ? JsonText.Write(json) : text()).TrimEnd('\n'));

    /// <summary>The text of a file, or of standard input for <c>-</c>.</summary>
    /// <exception cref="CommandException">There is no such file.</exception>
    public async Task<string> ReadTextAsync(string file, CancellationToken cancellationToken)
    {
        if (file == "-")
        {
            return await surroundings.In().ReadToEndAsync(cancellationToken);
        }

        var path = surroundings.PathOf(file);
        return File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : throw CommandException.Usage($"There is no file {path}.");
    }

    /// <summary>Says something that is no data.</summary>
    public Task SayAsync(string line) => surroundings.Error.WriteLineAsync(line);

    public void Dispose()
    {
        _client?.Dispose();
        _log?.Dispose();
    }

    private CekuraClient Connect()
    {
        var connection = new CekuraClientOptions
        {
            BaseAddress = Service,
            ApiKey = ApiKey?.Key,
            TimeProvider = surroundings.Time,
        };
        _log = parsed.GetValue(options.Verbose) ? new RequestLog(surroundings.Error, surroundings.Time, Service.IsLoopback) : null;
        return new CekuraClient(connection, _log);
    }
}
