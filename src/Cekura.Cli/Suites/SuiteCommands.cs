using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Cli.Waiting;
using Cekura.Client;
using Cekura.Manifests.Suites;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Suites;

/// <summary>Test suites as the service's own schema has them: checking one, starting one.</summary>
internal sealed class SuiteCommands(CommandFactory factory)
{
    private readonly Argument<string> _file = new("file") { Description = "The suite." };
    private readonly Option<long?> _agent = new("--agent-id") { Description = "The agent to test." };
    private readonly Option<string> _channel = new("--channel") { Description = "The mode.", DefaultValueFactory = _ => "text" };

    public Command Group => CommandFactory.Group("suite", "Test suites as code: check one, run one.", Validate(), Run("run", "suite run"));

    /// <summary>The command of <c>run</c>, which is what the service's own command calls it.</summary>
    public Command Spec => Run("spec", "run spec");

    private Command Validate()
    {
        var online = new Option<bool>("--online") { Description = "Ask the service, too; needs --agent-id, starts nothing." };
        return factory.Make(
            "validate",
            "Checks a suite: its schema, tags and conditional actions.",
            ["suite validate booking.suite.json", "suite validate booking.suite.json --online --agent-id 12"],
            [_file, online, _agent, _channel],
            async (invocation, cancellationToken) =>
            {
                var spec = await ReadAsync(invocation, cancellationToken);
                var plan = invocation.Value(online)
                    ? await invocation.Client.Scenarios.ValidateSuiteAsync(Request(invocation, spec, name: null), cancellationToken)
                    : null;
                await invocation.WriteAsync(Json(plan), () => plan is null ? "Nothing is wrong." : Text(plan));
                return plan?.Valid == false ? ExitCode.Failed : ExitCode.Success;
            }
        );
    }

    private Command Run(string word, string line)
    {
        var name = new Option<string?>("--name") { Description = "Name of the result." };
        var dry = new Option<bool>("--dry-run") { Description = "Only say what would start and what that is estimated to cost." };
        var wait = new WaitOptions();
        return factory.Make(
            word,
            "Starts the test cases of a suite. Conversations cost money.",
            [
                $"{line} booking.suite.json --agent-id 12 --wait",
                $"{line} booking.suite.json --agent-id 12 --dry-run",
                $"{line} booking.suite.json --agent-id 12 --wait --fail-on-threshold 0.9",
            ],
            [_file, _agent, _channel, name, dry, .. wait.Symbols],
            async (invocation, cancellationToken) =>
            {
                var isDry = invocation.Value(dry);
                using var start = await CommandStart.OpenAsync(invocation, !isDry && wait.IsGiven(invocation));
                var request = Request(invocation, await ReadAsync(invocation, cancellationToken), invocation.Value(name) ?? start.NewName);
                if (isDry)
                {
                    var plan = await invocation.Client.Scenarios.PlanSuiteAsync(request, cancellationToken);
                    await invocation.WriteAsync(Json(plan), () => Text(plan));
                    return plan.Valid ? ExitCode.Success : ExitCode.Failed;
                }

                var started = await start.RunAsync(
                    request.Name,
                    request.AgentId,
                    () => invocation.Client.Scenarios.RunSuiteAsync(request, CancellationToken.None),
                    cancellationToken
                );
                return await wait.FollowAsync(invocation, started, cancellationToken);
            }
        );
    }

    private async Task<JsonObject> ReadAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var path = invocation.Environment.PathOf(invocation.Value(_file));
        if (!File.Exists(path))
        {
            throw CommandException.Usage($"There is no file {path}.");
        }

        var read = new SuiteReader().Read(path);
        foreach (var warning in read.Diagnostics.Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error))
        {
            await invocation.SayAsync($"{warning}");
        }

        if (read.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList() is { Count: > 0 } errors)
        {
            throw CommandException.Usage(string.Join('\n', errors.Append<object>("Nothing was started.")));
        }

        var text = await File.ReadAllTextAsync(path, cancellationToken);
        return (JsonObject)
            JsonNode.Parse(text, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
    }

    private RunSuiteRequest Request(Invocation invocation, JsonObject spec, string? name) =>
        new()
        {
            Spec = spec,
            AgentId = invocation.Value(_agent) ?? throw CommandException.Usage("Which agent? Give --agent-id."),
            Channel = invocation.Value(_channel),
            Name = name,
        };

    private static JsonObject Json(SuitePlan? plan)
    {
        var json = new JsonObject { ["valid"] = plan?.Valid ?? true };
        if (plan is not null)
        {
            json["scenario_count"] = plan.ScenarioCount;
            json["total_runs"] = plan.TotalRuns;
            json["estimated_cost"] = plan.EstimatedCost;
        }

        return json;
    }

    private static string Text(SuitePlan plan) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(plan.Valid ? "Valid" : "Not valid")}: scenarios {plan.ScenarioCount}, runs {plan.TotalRuns}, estimated cost {plan.EstimatedCost}."
        );
}
