using System.CommandLine;
using System.Text.Json.Nodes;
using Cekura.Cli.Conversations;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Client;
using Cekura.Manifests.Text;

namespace Cekura.Cli.TestSets;

/// <summary>Conversations that are kept to hold metrics against (<c>POST /test_framework/test-sets/</c> and below).</summary>
internal sealed class TestSetCommands(CommandFactory factory)
{
    private readonly Option<string?> _metrics = new("--metric-ids")
    {
        Description = "Metrics to keep; default: those that scored the run.",
    };

    public Command Group =>
        CommandFactory.Group("test-sets", "Conversations that are kept to hold metrics against.", FromRun(), FromRuns());

    private Command FromRun()
    {
        var id = new Option<long?>("--run-id") { Description = "The run to keep." };
        var test = RunReference.TestOption();
        var name = new Option<string?>("--name") { Description = "Name of the test set." };
        return factory.Make(
            "create-from-run",
            "Keeps a run as a test set.",
            [
                "test-sets create-from-run --run-id 5544 --name \"Books a slot\"",
                "test-sets create-from-run --test \"Book an appointment [Normal Male]\"",
            ],
            [id, test, name, _metrics],
            async (invocation, cancellationToken) =>
            {
                var runId = RunReference.Of(invocation, invocation.Value(id), invocation.Value(test));
                var run = await invocation.Client.Runs.GetAsync(runId, cancellationToken);
                var request = new CreateTestSetRequest
                {
                    RunId = run.Id,
                    Name = invocation.Value(name),
                    ProjectId = invocation.GivenProjectId,
                    Metrics = Chosen(invocation)
                        ??
                        [
                            .. run
                                .Metrics.Where(metric => metric is { Id: not null, Score: not null })
                                .Select(metric => new TestSetMetric
                                {
                                    MetricId = metric.Id!.Value,
                                    ExpectedValue = JsonValue.Create(metric.Score!.Value),
                                }),
                        ],
                };
                return await TellAsync(invocation, await invocation.Client.TestSets.CreateFromRunAsync(request, CancellationToken.None));
            }
        );
    }

    private Command FromRuns()
    {
        var runs = new Option<string>("--run-ids")
        {
            Description = "Runs separated by commas, or all for every run of the agent.",
            Required = true,
        };
        var agent = new Option<long?>("--agent-id") { Description = "The agent whose runs they are." };
        return factory.Make(
            "create-from-runs",
            "Keeps several runs as test sets.",
            [
                "test-sets create-from-runs --run-ids 5544,5545 --metric-ids 55",
                "test-sets create-from-runs --run-ids all --agent-id 12 --metric-ids 55",
            ],
            [runs, agent, _metrics],
            async (invocation, _) =>
            {
                var chosen = invocation.Value(runs)!;
                var request = new PromoteRunsRequest
                {
                    Runs = chosen == "all" ? RunChoice.All : RunChoice.Of(CommaList.Ids("--run-ids", chosen)),
                    AgentId = invocation.Value(agent),
                    ProjectId = invocation.GivenProjectId,
                    Metrics = Chosen(invocation) ?? throw CommandException.Usage("Which metrics? Give --metric-ids."),
                };
                return await TellAsync(invocation, await invocation.Client.TestSets.CreateFromRunsAsync(request, CancellationToken.None));
            }
        );
    }

    private List<TestSetMetric>? Chosen(Invocation invocation) =>
        CommaList.Ids("--metric-ids", invocation.Value(_metrics)) is { Count: > 0 } ids
            ? [.. ids.Select(id => new TestSetMetric { MetricId = id })]
            : null;

    private static async Task<int> TellAsync(Invocation invocation, TestSet created)
    {
        await invocation.WriteAsync(JsonText.Of(created.Source), () =>
            $"Created test set {created.Id} \"{UntrustedText.Line(created.Name)}\"."
        );
        return ExitCode.Success;
    }
}
