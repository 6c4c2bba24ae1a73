using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Waiting;

/// <summary>What commands that start conversations have in common.</summary>
internal static class StartedText
{
    /// <summary>The service's answer, with the ids that scripts look for.</summary>
    public static async Task<int> TellAsync(Invocation invocation, OwnBatch own)
    {
        var started = own.Started.Result;
        var json = JsonText.Of(started.Source) as JsonObject ?? [];
        json["result_id"] = started.Id;
        json["run_ids"] = new JsonArray([.. started.Runs.Select(run => JsonValue.Create(run.Id))]);
        await invocation.WriteAsync(json, () =>
        {
            var table = new TextTable("RUN", "SCENARIO", "NAME", "NUMBER");
            foreach (var run in started.Runs)
            {
                table.Add($"{run.Id}", $"{run.ScenarioId}", run.ScenarioName, run.Number ?? run.InboundNumber);
            }

            return $"Started result {started.Id} with {Counted.Of(started.Runs.Count, "run")}{(started.UnreadableRuns > 0 ? $", and {started.UnreadableRuns} more that cannot be read" : "")}.\n\n{table.Write(invocation.Environment.Width)}";
        });
        await invocation.SayAsync($"Next: cekura results wait {started.Id}");
        return ExitCode.Success;
    }
}
