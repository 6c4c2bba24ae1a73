using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.Cli.Conversations;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Cli.Runs;

/// <summary>Scoring the expected outcome of a run anew.</summary>
internal sealed class OutcomeCommands(CommandFactory factory)
{
    // What the service puts before a part: met, unmet, blocked. The last one has two halves.
    private static readonly char[] Marks = [' ', '✅', '❌', .. "🟡"];

    private readonly RunReference _run = new();
    private readonly Option<bool> _wait = new("--wait")
    {
        Description = "Wait for the outcome; without it the work goes on in the background.",
    };

    public Command Command =>
        factory.Make(
            "run-expected-outcome",
            "Scores the expected outcome of a run anew. Places no call.",
            ["runs run-expected-outcome 5544 --wait", "runs run-expected-outcome 5544"],
            [.. _run.Symbols, _wait],
            async (invocation, cancellationToken) =>
            {
                var id = _run.Of(invocation);
                if (!invocation.Value(_wait))
                {
                    invocation.RequireLastingService("the work");
                    var progress = await invocation.Client.Runs.StartExpectedOutcomeAsync(id, cancellationToken);
                    await invocation.WriteAsync(new JsonObject { ["progress_id"] = progress }, () => progress);
                    return ExitCode.Success;
                }

                await invocation.SayAsync($"Scoring the expected outcome of run {id} ...");
                var outcome = await invocation.Client.Runs.RunExpectedOutcomeAsync(id, cancellationToken);
                await invocation.WriteAsync(Json(outcome), () => Text(id, outcome));
                return ExitCode.Success;
            }
        );

    private static JsonObject Json(ExpectedOutcome outcome) =>
        new()
        {
            ["score"] = outcome.Score,
            ["explanation"] = new JsonArray([.. outcome.Explanation.Select(line => JsonValue.Create(line))]),
            ["outcome_alignments"] = new JsonArray([
                .. outcome.Alignments.Select(part => new JsonObject
                {
                    ["outcome"] = part.Outcome,
                    ["prompt_part"] = part.PromptPart,
                    ["aligned"] = Word(part),
                }),
            ]),
        };

    private static string Word(OutcomeAlignment part) =>
        part.Aligned switch
        {
            Alignment.Yes => "met",
            Alignment.No => "unmet",
            Alignment.Blocked => "blocked",
            _ => "unknown",
        };

    private static string Text(long id, ExpectedOutcome outcome)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"Expected outcome of run {id}: {(outcome.Score is { } score ? NumberText.Of(score, MetricRules.OutcomeMet) : "no score")}\n"
        );
        foreach (var part in outcome.Alignments)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Word(part)}: {UntrustedText.Line(part.PromptPart ?? part.Outcome)}\n");
        }

        foreach (var line in outcome.Explanation.Select(explanation => WithoutParts(explanation, outcome)).Where(line => line.Length > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"{UntrustedText.Line(line)}\n");
        }

        return text.ToString();
    }

    /// <summary>An explanation without the lines that only repeat a part, which stands above with what became of it.</summary>
    private static string WithoutParts(string explanation, ExpectedOutcome outcome) =>
        string.Join(
            '\n',
            explanation
                .Split('\n')
                .Where(line =>
                    !outcome.Alignments.Any(part =>
                        line.TrimStart(Marks).Trim() is var bare
                        && bare.Length > 0
                        && (bare == part.PromptPart?.Trim() || bare == part.Outcome?.Trim())
                    )
                )
        );
}
