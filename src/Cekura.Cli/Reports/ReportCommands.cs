using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Text;
using Cekura.Reports.Ci;
using Cekura.Reports.Html;
using Cekura.Runs.Conversations;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;
using Cekura.TestHost;

namespace Cekura.Cli.Reports;

/// <summary>Commands about reports that test runs left.</summary>
internal sealed class ReportCommands(CommandFactory factory)
{
    private const string NoShard = "Test runs with the setting Shard leave one in their results directory.";

    private readonly Argument<string[]> _files = new("files")
    {
        Description = $"Files {ShardFile.Pattern}, or folders that hold them at any depth.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "The report.",
        DefaultValueFactory = _ => "cekura-report.html",
    };
    private readonly Option<string?> _junit = new("--junit") { Description = "Write JUnit XML to this file too." };
    private readonly Option<string?> _summary = new("--summary")
    {
        Description = "Append a summary in Markdown to this file, such as $GITHUB_STEP_SUMMARY.",
    };

    /// <summary>The group, with commands of other rooms that belong to it.</summary>
    public Command With(params IEnumerable<Command> commands) =>
        CommandFactory.Group(
            "report",
            "Reports of test runs.",
            [Merge(), new ExportCommand(factory).Command, new AnnotateCommand(factory).Command, .. commands]
        );

    private Command Merge() =>
        factory.Make(
            "merge",
            "Joins what the shards of a test run found out into one report. Ends with 1 when a test failed, and with 3 when a shard is missing or did not finish, or when all of them together ran nothing.",
            ["report merge results", "report merge shard-1 shard-2 --output cekura-report.html --junit junit.xml"],
            [_files, _output, _junit, _summary],
            async (invocation, cancellationToken) =>
            {
                var shards = ShardSet.Of(
                    invocation
                        .Value(_files)
                        .SelectMany(file => ResultFiles.Find(invocation.Environment.PathOf(file), ShardFile.Pattern, NoShard))
                        .Distinct(StringComparer.Ordinal)
                        .Select(ShardFile.Open)
                );
                var output = invocation.Environment.PathOf(invocation.Value(_output)!);
                var tally = await WriteAsync(invocation, shards, output, cancellationToken);
                string[] problems = [.. shards.Problems, .. NothingRan(tally)];
                foreach (var line in shards.Notes.Concat(problems))
                {
                    await invocation.SayAsync(UntrustedText.Line(line));
                }

                var json = new JsonObject
                {
                    ["report"] = output,
                    ["shards"] = shards.Files.Count,
                    ["tests"] = tally.Values.Sum(),
                    ["outcomes"] = new JsonObject(
                        tally.Select(entry => KeyValuePair.Create(entry.Key.ToString().ToLowerInvariant(), (JsonNode?)entry.Value))
                    ),
                    ["problems"] = new JsonArray([.. problems.Select(problem => JsonValue.Create(problem))]),
                };
                var counts = string.Join(
                    ", ",
                    tally.Select(entry =>
                        string.Create(CultureInfo.InvariantCulture, $"{entry.Value} {entry.Key.ToString().ToLowerInvariant()}")
                    )
                );
                await invocation.WriteAsync(json, () =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Wrote {output}: {Counted.Of(tally.Values.Sum(), "test")} of {Counted.Of(shards.Files.Count, "shard")}{(counts.Length == 0 ? "" : $" ({counts})")}."
                    )
                );
                return tally.ContainsKey(Outcome.Failed) ? ExitCode.Failed
                    : problems.Length > 0 ? ExitCode.Infrastructure
                    : ExitCode.Success;
            }
        );

    // One shard may well have nothing to do.
    private static IEnumerable<string> NothingRan(SortedDictionary<Outcome, int> tally)
    {
        var skipped = tally.GetValueOrDefault(Outcome.Skipped);
        if (tally.Values.Sum() == skipped)
        {
            yield return skipped == 0
                ? "Nothing was tested: the shards hold no tests."
                : $"Nothing was tested: {FailureCount.AllSkipped(skipped)}.";
        }
    }

    private async Task<SortedDictionary<Outcome, int>> WriteAsync(
        Invocation invocation,
        ShardSet shards,
        string output,
        CancellationToken cancellationToken
    )
    {
        var environment = invocation.Environment;
        var heads = shards.Files.Select(file => file.Head).ToList();
        var title = string.Join(", ", heads.Select(head => head.Title).Distinct(StringComparer.Ordinal));
        var source = string.Join(", ", heads.Select(head => head.Source).Distinct(StringComparer.Ordinal));
        var dashboard = heads[0].IsEmulated ? DashboardLink.Emulated : DashboardLink.ForProject(heads[0].ProjectId);
        var directory = Directory.CreateDirectory(Path.GetDirectoryName(output)!).FullName;
        using var html = new HtmlReport(title, source, dashboard, directory, environment.Time);
        var surfaces = new CiReport(title, dashboard, environment.PathOf("."))
        {
            Artifacts = CiReport.ArtifactsPage(environment.Variables),
        };
        var cases = Fill(html, surfaces, shards, cancellationToken);
        html.Save(output);
        if (invocation.Value(_junit) is { } junit)
        {
            Cekura.Reports.Files.WholeFile.Write(environment.PathOf(junit), file =>
                surfaces.WriteJUnit(file, source, environment.Time.GetUtcNow())
            );
        }

        if (invocation.Value(_summary) is { } summary)
        {
            await File.AppendAllTextAsync(environment.PathOf(summary), surfaces.Summary(), cancellationToken);
        }

        return cases;
    }

    private static SortedDictionary<Outcome, int> Fill(
        HtmlReport html,
        CiReport surfaces,
        ShardSet shards,
        CancellationToken cancellationToken
    )
    {
        var tally = new SortedDictionary<Outcome, int>();
        foreach (
            var scenarioCase in shards
                .Files.SelectMany(file => file.Cases())
                .OrderBy(entry => entry.Case.Location.Path, StringComparer.Ordinal)
                .ThenBy(entry => entry.Case.Location.Line)
                .ThenBy(entry => entry.Order)
                .Select(entry => entry.Case)
        )
        {
            html.Expect(scenarioCase);
            surfaces.Expect(scenarioCase);
        }

        foreach (var (_, scenarioCase, verdict) in shards.Files.SelectMany(file => file.Cases()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            html.Add(scenarioCase, verdict);
            surfaces.Add(scenarioCase, verdict);
            tally[verdict.Outcome] = tally.GetValueOrDefault(verdict.Outcome) + 1;
        }

        return tally;
    }
}
