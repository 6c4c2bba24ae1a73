using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Cli.Conversations;
using Cekura.Cli.Judging;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Client;

namespace Cekura.Cli.Runs;

/// <summary>What people say about how a run was scored.</summary>
internal sealed class VoteCommands(CommandFactory factory)
{
    private readonly RunReference _run = new();
    private readonly Option<bool> _up = new("--thumbs-up") { Description = "The score is right." };
    private readonly Option<bool> _down = new("--thumbs-down") { Description = "The score is wrong." };
    private readonly Option<string?> _feedback = new("--feedback") { Description = "Why." };
    private readonly Option<string?> _line = new("--line")
    {
        Description =
            "The line of the expected outcome that is meant; default: all. With --test, of runs that a model on this machine judged.",
    };

    public Command Metric()
    {
        var metric = new Option<long>("--metric-id") { Description = "Id of the metric.", Required = true };
        var expected = new Option<string?>("--expected-value") { Description = "What the score should have been: JSON, or else a text." };
        return factory.Make(
            "mark-metric-vote",
            "Votes on a metric of a run.",
            [
                "runs mark-metric-vote 5544 --metric-id 55 --thumbs-down --expected-value 0 --feedback \"It never read the slot back\"",
                "runs mark-metric-vote --test \"Book an appointment [Normal Male]\" --metric-id 55 --thumbs-up",
            ],
            [.. _run.Symbols, metric, _up, _down, expected, _feedback],
            async (invocation, cancellationToken) =>
            {
                var run = _run.Of(invocation);
                var vote = new MetricVote
                {
                    MetricId = invocation.Value(metric),
                    ThumbsUp = IsUp(invocation),
                    ExpectedValue = Json(invocation.Value(expected)),
                    Feedback = invocation.Value(_feedback),
                };
                var label = _run.Remembered(invocation) is { } remembered
                    ? (Run: remembered, Label: await LabellingAsync(invocation, run, cancellationToken))
                    : default;
                var labelled = label.Label?.OfMetric(vote.MetricId, vote.ThumbsUp == true, vote.ExpectedValue);
                await invocation.Client.Runs.MarkMetricVoteAsync(run, vote, cancellationToken);
                if (labelled is not null)
                {
                    await LabelStore.AddAsync(invocation, label.Run, [labelled], cancellationToken);
                }

                return await DoneAsync(invocation, $"Voted on metric {vote.MetricId} of run {run}.");
            }
        );
    }

    public Command ExpectedOutcome() =>
        factory.Make(
            "mark-expected-outcome-vote",
            "Votes on the expected outcome of a run.",
            [
                "runs mark-expected-outcome-vote 5544 --thumbs-up --feedback \"It did hand over to a person\"",
                "runs mark-expected-outcome-vote --test \"Book an appointment [Normal Male]\" --thumbs-down --line \"The agent reads back the slot\"",
            ],
            [.. _run.Symbols, _up, _down, _line, _feedback],
            async (invocation, cancellationToken) =>
            {
                var run = _run.Of(invocation);
                var label = _run.Remembered(invocation) is { } remembered
                    ? (Run: remembered, Label: await LabellingAsync(invocation, run, cancellationToken))
                    : default;
                var labelled = label.Label?.OfLines(invocation.Value(_line), IsUp(invocation));
                await invocation.Client.Runs.MarkExpectedOutcomeVoteAsync(
                    run,
                    IsUp(invocation),
                    invocation.Value(_feedback),
                    cancellationToken
                );
                if (labelled is not null)
                {
                    await LabelStore.AddAsync(invocation, label.Run, labelled, cancellationToken);
                }

                return await DoneAsync(invocation, $"Voted on the expected outcome of run {run}.");
            }
        );

    public Command CriticalScenario(string name, bool isWrong)
    {
        var scenario = new Option<long?>("--scenario-id")
        {
            Description = "Id of the deviation; without it, the run's deviations are listed.",
        };
        return factory.Make(
            name,
            isWrong ? "Marks a critical deviation of a run as wrongly found." : "Takes such a mark back.",
            [$"runs {name} 5544", $"runs {name} 5544 --scenario-id 301"],
            [.. _run.Symbols, scenario],
            async (invocation, cancellationToken) =>
            {
                var run = _run.Of(invocation);
                if (invocation.Value(scenario) is not { } id)
                {
                    return await ListAsync(invocation, await invocation.Client.Runs.GetAsync(run, cancellationToken));
                }

                await (
                    isWrong
                        ? invocation.Client.Runs.MarkCriticalScenarioWrongAsync(run, id, cancellationToken)
                        : invocation.Client.Runs.UnmarkCriticalScenarioWrongAsync(run, id, cancellationToken)
                );
                return await DoneAsync(
                    invocation,
                    $"Critical deviation {id} of run {run} is {(isWrong ? "marked as wrong" : "no longer marked")}."
                );
            }
        );
    }

    private static async Task<int> ListAsync(Invocation invocation, Run run)
    {
        var table = new TextTable("ID", "DEVIATION", "PRIORITY", "MARKED WRONG");
        foreach (var category in run.CriticalCategories)
        {
            table.Add($"{category.CategoryId}", category.Category, category.Priority, category.WronglyMarked ? "yes" : "no");
        }

        var json = new JsonArray([
            .. run.CriticalCategories.Select(category => new JsonObject
            {
                ["scenario_id"] = category.CategoryId,
                ["category"] = category.Category,
                ["priority"] = category.Priority,
                ["wrongly_marked"] = category.WronglyMarked,
            }),
        ]);
        await invocation.WriteAsync(json, () => table.Write(invocation.Environment.Width));
        await invocation.SayAsync("Choose one with --scenario-id.");
        return ExitCode.Success;
    }

    private async Task<Labelling> LabellingAsync(Invocation invocation, long run, CancellationToken cancellationToken) =>
        new(await invocation.Client.Runs.GetAsync(run, cancellationToken), invocation.Value(_feedback));

    private bool IsUp(Invocation invocation) =>
        (invocation.Value(_up), invocation.Value(_down)) switch
        {
            (true, false) => true,
            (false, true) => false,
            _ => throw CommandException.Usage("Give one of --thumbs-up and --thumbs-down."),
        };

    private static JsonNode? Json(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private static async Task<int> DoneAsync(Invocation invocation, string text)
    {
        await invocation.WriteAsync(new JsonObject { ["success"] = true }, () => text);
        return ExitCode.Success;
    }
}
