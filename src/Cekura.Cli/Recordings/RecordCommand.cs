using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Client;
using Cekura.Emulator;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Cli.Recordings;

/// <summary>Makes a seed of runs of the service, so that builds without a key show the same tests.</summary>
internal sealed class RecordCommand(CommandFactory factory)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    private readonly Option<string> _results = new("--result")
    {
        Description = "Ids of the results, separated by commas.",
        Required = true,
    };
    private readonly Option<string> _out = new("--out")
    {
        Description = "The seed file that is written.",
        DefaultValueFactory = _ => "recorded.seed.json",
    };
    private readonly Option<bool> _force = new("--force") { Description = "Writes over a file that is there." };

    public Command Command =>
        factory.Make(
            "record",
            "Turns runs of the service into a seed that replays them: conversations, scores and verdicts, without secrets. Builds without a key, such as those of forks, show the same tests with it.",
            ["emulator record --result 987", "emulator record --result 987,988 --out nightly.seed.json --force"],
            [_results, _out, _force],
            async (invocation, cancellationToken) =>
            {
                var file = invocation.Environment.PathOf(invocation.Value(_out)!);
                if (File.Exists(file) && !invocation.Value(_force))
                {
                    throw CommandException.Usage($"{file} is there already. Give --force, or another --out.");
                }

                var runs = await RunsAsync(invocation, cancellationToken);
                var seed = await SeedAsync(invocation, runs, cancellationToken);
                var text = WrittenSecrets.Redact(KeyRedaction.Of(invocation.ApiKey?.Key)(seed.ToJsonString(Readable))) + "\n";

                // What cannot be replayed is not written.
                EmulatorSeed.Parse(Encoding.UTF8.GetBytes(text), file);
                await WholeFile.WriteAsync(file, Encoding.UTF8.GetBytes(text), cancellationToken);
                var scenarios = seed["scenarios"]!.AsArray().Count;
                await invocation.WriteAsync(
                    new JsonObject
                    {
                        ["path"] = file,
                        ["runs"] = runs.Count,
                        ["scenarios"] = scenarios,
                    },
                    () =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Recorded {Counted.Of(runs.Count, "run")} of {Counted.Of(scenarios, "scenario")} in {file}. Tests replay them with ApiUrl=emulator and Seed={Path.GetFileName(file)}."
                        )
                );
                return ExitCode.Success;
            }
        );

    private async Task<IReadOnlyList<Run>> RunsAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var ids = new List<long>();
        foreach (var part in CommaList.Split(invocation.Value(_results)!))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                throw CommandException.Usage($"\"{UntrustedText.Line(part, 60)}\" is no id of a result.");
            }

            var result = await invocation.Client.Results.GetAsync(id, cancellationToken);
            ids.AddRange(result.Runs.Select(run => run.Id));
        }

        var runs = ids.Count == 0 ? [] : await invocation.Client.Runs.GetManyAsync(ids, cancellationToken);
        foreach (var run in runs)
        {
            if (Problem(run) is { } problem)
            {
                throw CommandException.Usage($"Run {run.Id} of result {run.ResultId} {problem}. Nothing was written.");
            }
        }

        return runs.Count > 0 ? runs : throw CommandException.Usage("There are no runs in the result. Nothing was written.");
    }

    // What was not heard and judged there would seem to be so here.
    private static string? Problem(Run run) =>
        run switch
        {
            { Status: not (RunStatus.Completed or RunStatus.Failed or RunStatus.Timeout or RunStatus.Cancelled) } => "has not ended",
            { Status: RunStatus.Completed, Success: null } => "is not scored",
            { TranscriptEncrypted: true } => "has an encrypted transcript, which cannot be replayed",
            { ScenarioId: null } or { AgentId: null } => "does not say which scenario and agent it is of",
            _ => null,
        };

    private static async Task<JsonObject> SeedAsync(Invocation invocation, IReadOnlyList<Run> runs, CancellationToken cancellationToken)
    {
        var (client, document) = (invocation.Client, new RunDocument(invocation.ApiKey?.Key));
        var seed = new RecordedSeed(document.Node) { Project = invocation.ProjectId };
        foreach (var agent in runs.DistinctBy(run => run.AgentId))
        {
            var id = agent.AgentId!.Value;
            seed.AddAgent(id, agent.AgentName, await ReadAsync(async () => (await client.Agents.GetAsync(id, cancellationToken)).Source));
        }

        foreach (var metric in runs.SelectMany(run => run.Metrics).Where(metric => metric.Id is not null).DistinctBy(metric => metric.Id))
        {
            var id = metric.Id!.Value;
            seed.AddMetric(id, metric.Name, await ReadAsync(async () => (await client.Metrics.GetAsync(id, cancellationToken)).Source));
        }

        foreach (var scenario in runs.GroupBy(run => run.ScenarioId!.Value))
        {
            seed.AddScenario(
                scenario.Key,
                [.. scenario],
                await ReadAsync(async () => (await client.Scenarios.GetAsync(scenario.Key, cancellationToken)).Source)
            );
        }

        return seed.Json;
    }

    // Scenarios of suites are gone when their runs are over, and runs say enough without the rest.
    private static async Task<JsonElement?> ReadAsync(Func<Task<JsonElement>> read)
    {
        try
        {
            return await read();
        }
        catch (CekuraNotFoundException)
        {
            return null;
        }
    }
}
