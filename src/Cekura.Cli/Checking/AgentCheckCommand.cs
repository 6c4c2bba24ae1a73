using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Agents.Lines;
using Cekura.Agents.Options;
using Cekura.Agents.Protocols;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Checking;

/// <summary>Finds out how an agent is spoken to, and whether it answers. Nothing goes to the service.</summary>
internal sealed class AgentCheckCommand(CommandFactory factory)
{
    public const string Name = "check";

    private const double MaxTimeout = 3600;

    private readonly Argument<string?> _url = new("url")
    {
        Description = "Where the agent listens: http://, https://, ws:// or wss://.",
        DefaultValueFactory = _ => null,
    };
    private readonly Option<long?> _agent = new("--agent") { Description = "Instead of an address: the agent of the seed with this id." };
    private readonly Option<string?> _seed = new("--seed")
    {
        Description = "The seed of --agent; default: that of cekura.runsettings in this folder.",
    };
    private readonly Option<string?> _protocol = new("--protocol")
    {
        Description = $"Try this protocol only: {string.Join(", ", ProtocolList.Names.Where(name => name != ProtocolNames.Command))}.",
    };
    private readonly Option<string[]> _headers = new("--header")
    {
        Description =
            "A header whose value stands in a variable of the environment: NAME=VARIABLE, or \"NAME=Bearer VARIABLE\"; repeatable.",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string?> _model = new("--model") { Description = "The model to ask for, of the protocols that have one." };
    private readonly Option<string> _message = new("--message")
    {
        Description = "What is said to the agent.",
        DefaultValueFactory = _ => "Hello",
    };
    private readonly Option<string?> _write = new("--write")
    {
        Description = "Adds the entry to agents of this seed; the file is made when there is none. No other entry is changed.",
    };
    private readonly Option<long> _id = new("--id") { Description = "The id of the entry.", DefaultValueFactory = _ => 1 };

    public Command Group =>
        CommandFactory.Group(
            "agent",
            "The agent under test, asked from this machine.",
            factory.Make(
                Name,
                "Finds out which protocol an agent speaks: says one turn to it and shows its answer with times, and the entry for a seed. Nothing goes to the service.",
                [
                    "agent check http://localhost:5000/v1/chat/completions",
                    "agent check https://desk.example.com/chat --header \"Authorization=Bearer DESK_KEY\" --write emulator.seed.json",
                    "agent check --agent 1 --seed emulator.seed.json",
                ],
                [_url, _agent, _seed, _protocol, _headers, _model, _message, _write, _id],
                RunAsync
            )
        );

    private async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        invocation.Environment.Hide(invocation.ApiKey?.Key);
        if (invocation.Value(_message) is not { Length: > 0 } message || string.IsNullOrWhiteSpace(message))
        {
            throw CommandException.Usage("--message is empty. Write what is said to the agent.");
        }

        if (invocation.GivenTimeout is { } seconds and not (> 0 and <= MaxTimeout))
        {
            throw CommandException.Usage(
                string.Create(CultureInfo.InvariantCulture, $"--timeout cannot be {seconds}. Give seconds up to {MaxTimeout}.")
            );
        }

        return (invocation.Value(_url), invocation.Value(_agent)) switch
        {
            ({ } url, null) => await CheckAsync(invocation, url, message, cancellationToken),
            (null, { } id) => await CheckAsync(invocation, id, message, cancellationToken),
            (null, null) => throw CommandException.Usage("Which agent? Give its address, or --agent with its id in the seed."),
            _ => throw CommandException.Usage("Give an address or --agent, not both."),
        };
    }

    private async Task<int> CheckAsync(Invocation invocation, string url, string message, CancellationToken cancellationToken)
    {
        if (invocation.Value(_seed) is not null)
        {
            throw CommandException.Usage("--seed goes with --agent. To write the entry of an address into a seed: --write FILE");
        }

        var headers = invocation.Value(_headers)!.Select(text => NamedHeader.Parse(text, invocation.Environment)).ToList();
        IReadOnlyList<string> secrets = [.. headers.Select(header => header.Secret), .. AddressSecrets.In(url)];
        foreach (var secret in secrets)
        {
            invocation.Environment.Hide(secret);
        }

        var candidates = new AgentCandidates(url, headers, invocation.Value(_model), invocation.GivenTimeout);
        var entries = candidates.Of(invocation.Value(_protocol));
        var addition = invocation.Value(_write) is { } seed
            ? new SeedAddition(invocation.Environment.PathOf(seed), invocation.Value(_id))
            : null;
        await (addition?.CheckAsync(cancellationToken) ?? Task.CompletedTask);

        using var dialer = new AgentDialer(invocation.Environment.Time) { Environment = invocation.Environment.Variable };
        var probe = new AgentProbe(dialer, invocation.Environment.Time, secrets);
        var tried = new List<ProbeResult>();
        JsonObject? answering = null;
        var guesses = 0;
        for (var waiting = new Queue<JsonObject>(entries); waiting.TryDequeue(out var entry); )
        {
            Show(invocation, $"Trying {entry["protocol"]} ...");
            var settings = AgentSettings.Read(entry);
            tried.Add(
                await probe.AskAsync(
                    new(settings with { AnswerLimit = Limit(invocation) ?? AgentProbe.UsualLimit }) { UrlName = "the url" },
                    message,
                    isWritten: false,
                    cancellationToken
                )
            );
            answering = tried[^1].IsAnswer ? SeedAddition.Entry(invocation.Value(_id), entry) : null;
            if (tried[^1].IsAnswer || tried[^1].IsSameForAll)
            {
                break;
            }

            // It is the last of all that are tried.
            if (HttpGuess.Next(entry, tried[^1]) is { } next && guesses++ < HttpGuess.Most)
            {
                waiting.Enqueue(next);
            }
        }

        Show(invocation, "");
        if (answering is not null && addition is not null)
        {
            await addition.WriteAsync(answering, cancellationToken);
        }

        var report = new CheckReport(message, tried)
        {
            Entry = Shown(answering, url),
            Written = answering is null ? null : addition?.Path,
            Advice = candidates.Advice(tried, invocation.Value(_protocol)),
        };
        return await TellAsync(invocation, report);
    }

    // A seed gets the address as it is; a console, and the log of a build, do not.
    private static JsonObject? Shown(JsonObject? entry, string url)
    {
        var shown = (JsonObject?)entry?.DeepClone();
        if (shown is not null)
        {
            shown["url"] = AddressSecrets.In(url).Aggregate(url, (text, secret) => text.Replace(secret, "***", StringComparison.Ordinal));
        }

        return shown;
    }

    private async Task<int> CheckAsync(Invocation invocation, long id, string message, CancellationToken cancellationToken)
    {
        if (
            invocation.Value(_protocol) is not null
            || invocation.Value(_model) is not null
            || invocation.Value(_write) is not null
            || invocation.Value(_headers) is not []
        )
        {
            throw CommandException.Usage(
                "With --agent the seed says how the agent is spoken to: --protocol, --header, --model and --write go with an address."
            );
        }

        await using var agent = SeededAgent.Find(invocation, id, invocation.Value(_seed));
        using var dialer = new AgentDialer(invocation.Environment.Time)
        {
            Environment = invocation.Environment.Variable,
            StartProgram = agent.StartProgram,
        };
        var probe = new AgentProbe(dialer, invocation.Environment.Time, agent.Secrets);
        Show(invocation, $"Asking agent {id} ...");
        var result = await agent.AskAsync(probe, Limit(invocation), message, cancellationToken);
        Show(invocation, "");
        return await TellAsync(invocation, new CheckReport(message, [result]));
    }

    private static TimeSpan? Limit(Invocation invocation) => invocation.GivenTimeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static async Task<int> TellAsync(Invocation invocation, CheckReport report)
    {
        await invocation.WriteAsync(report.ToJson(), report.ToText);
        return report.IsAnswered ? ExitCode.Success : ExitCode.Failed;
    }

    private static void Show(Invocation invocation, string line)
    {
        if (invocation.MayMove)
        {
            invocation.Environment.ShowProgress(UntrustedText.Line(line));
        }
    }
}
