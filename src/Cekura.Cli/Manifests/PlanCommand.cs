using System.CommandLine;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Text;
using Cekura.Runs.Plan;

namespace Cekura.Cli.Manifests;

/// <summary>What the tests of a manifest would start, without the network unless the service is asked for prices.</summary>
internal sealed class PlanCommand(CommandFactory factory)
{
    private const string SettingsName = "cekura.runsettings";

    private readonly Argument<string> _path = new("path")
    {
        Description = "The manifest.",
        DefaultValueFactory = _ => ManifestCommands.DefaultName,
    };
    private readonly Option<string?> _filter = new("--filter") { Description = "Only tests that match, as in dotnet test --filter." };

    private readonly Option<bool> _price = new("--price")
    {
        Description = "Ask the service what test suites would cost; other starts cost what CostPerRun says.",
    };

    public Command Command =>
        factory.Make(
            "plan",
            "Shows the tests of a manifest and the requests that would start them. Starts nothing.",
            ["manifest plan", "manifest plan --filter \"TestCategory=smoke&Personality=3\" --format json", "manifest plan --price"],
            [_path, _filter, _price],
            RunAsync
        );

    private async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var file = invocation.Environment.PathOf(invocation.Value(_path));
        if (!File.Exists(file))
        {
            throw CommandException.Usage($"There is no file {file}.");
        }

        var folder = Path.GetDirectoryName(file)!;
        var settingsPath = Path.Combine(folder, SettingsName);
        var read = PlannedSettings.Read(
            File.Exists(settingsPath) ? settingsPath : null,
            named: null,
            folder,
            invocation.Environment.Variables,
            invocation.Config
        );
        var problems = new List<ManifestDiagnostic>();
        var filter = Expression(invocation.Value(_filter));
        var suites = CaseDiscovery.Discover(
            new ProjectFiles(Path.GetFileName(folder), settingsPath, [new SourceFile(file, file)], []),
            (read.Settings ?? throw CommandException.Usage(string.Join('\n', read.Diagnostics))) with
            {
                Manifest = null,
            },
            problems
        );
        foreach (var problem in problems)
        {
            await invocation.SayAsync($"{problem}");
        }

        if (problems.Exists(problem => problem.Severity == DiagnosticSeverity.Error))
        {
            throw CommandException.Usage($"{file} has errors, so there is no plan. Mend them first.");
        }

        var plans = suites.Select(suite => (suite.Name, Plan: RunPlan.For([.. suite.Cases.Where(filter.Matches)]))).ToList();
        var plan = CostEstimate.Stated(plans, read.Settings.CostPerRun);
        if (invocation.Value(_price))
        {
            plan = await CostEstimate.AskAsync(invocation.Client, plan, read.Settings.ConcurrencyLimit, cancellationToken);
            foreach (
                var error in plan
                    .Batches.Where(batch => batch.Estimate?.Error is not null)
                    .Select(batch => $"No estimate of {batch.Suite}: {batch.Estimate!.Error}")
                    .Distinct(StringComparer.Ordinal)
            )
            {
                await invocation.SayAsync($"cekura: {UntrustedText.Line(error)}");
            }
        }

        IEnumerable<string> origins = read.OriginLine is { } line ? [UntrustedText.Line(line), ""] : [];
        await invocation.WriteAsync(Json(plan), () => string.Join('\n', origins.Concat(PlanTable.Render(suites, filter.Matches, plan))));
        return ExitCode.Success;
    }

    private static FilterExpression Expression(string? filter)
    {
        try
        {
            return FilterExpression.Parse(filter);
        }
        catch (FormatException e)
        {
            throw CommandException.Usage($"--filter: {UntrustedText.Line(e.Message)}");
        }
    }

    private static JsonObject Json(RunPlan plan) =>
        new()
        {
            ["runs"] = plan.RunCount,
            ["estimated_cost"] = plan.IsComplete ? plan.KnownCost : null,
            ["requests"] = new JsonArray([
                .. plan.Batches.Select(batch => new JsonObject
                {
                    ["suite"] = batch.Suite,
                    ["mode"] = batch.Mode,
                    ["runs"] = batch.RunCount,
                    ["estimated_cost"] = batch.Cost,
                    ["frequency"] = batch.Frequency,
                    ["scenario_ids"] = Ids(batch.ScenarioIds),
                    ["personality_ids"] = Ids(batch.PersonalityIds),
                    ["test_profile_ids"] = Ids(batch.TestProfileIds),
                    ["tests"] = new JsonArray([.. batch.Cases.Select(c => JsonValue.Create(c.FullyQualifiedName))]),
                }),
            ]),
        };

    private static JsonArray Ids(IEnumerable<long> ids) => [.. ids.Select(id => JsonValue.Create(id))];
}
