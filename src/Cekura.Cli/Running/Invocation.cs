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

    public Surroundings Surroundings => surroundings;

    public bool IsJson => parsed.GetValue(options.Format) == GlobalOptions.Json;

    /// <summary>The service. A key and an address come from the command line, else the environment, else the config file (contract, section 1).</summary>
    /// <exception cref="CommandException">There is no key, or the address is none.</exception>
    public CekuraClient Client => _client ??= Connect();

    /// <summary>Project to work in; null: that of the key.</summary>
    public long? ProjectId => parsed.GetValue(options.ProjectId) ?? Config.DefaultProjectId;

    public ConfigFile Config => ConfigFile.Read(Path.Combine(surroundings.Home, ".cekura", "config.toml"));

    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    public T Value<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    /// <summary>Writes data: the JSON where it is asked for, else the text.</summary>
    public Task WriteAsync(JsonNode? json, Func<string> text) => surroundings.Out.WriteLineAsync((IsJson ? JsonText.Write(json) : text()).TrimEnd('\n'));

    /// <summary>Says something that is no data.</summary>
    public Task SayAsync(string line) => surroundings.Error.WriteLineAsync(line);

    public void Dispose() => _client?.Dispose();

    private CekuraClient Connect()
    {
        var config = Config;
        var key = parsed.GetValue(options.ApiKey) ?? surroundings.Variable("CEKURA_API_KEY") ?? config.ApiKey;
        var address = parsed.GetValue(options.ApiUrl) ?? surroundings.Variable("CEKURA_API_URL") ?? config.ApiUrl;
        if (address is not null && !Uri.TryCreate(address.TrimEnd('/'), UriKind.Absolute, out _))
        {
            throw CommandException.Usage($"\"{UntrustedText.Line(address)}\" is no address. Write one such as https://api.cekura.ai.");
        }

        return new CekuraClient(new CekuraClientOptions
        {
            BaseAddress = address is null ? CekuraSettings.ServiceUrl : new Uri(address.TrimEnd('/')),
            ApiKey = key,
            TimeProvider = surroundings.Time,
        });
    }
}
