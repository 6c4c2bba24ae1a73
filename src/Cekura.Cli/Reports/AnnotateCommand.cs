using System.CommandLine;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Reports.Ci;
using Cekura.Reports.Summary;

namespace Cekura.Cli.Reports;

/// <summary>
/// Shows what failed in the words that a build server reads from a step's output. A step of its own, for consoles through which a test run
/// cannot say it.
/// </summary>
internal sealed class AnnotateCommand(CommandFactory factory)
{
    private const string GitHub = "github";
    private const string Azure = "azure";
    private const string NoRun =
        "Each test run leaves one in its results directory (dotnet test --results-directory); none is there when no test was started, for example because the build failed.";

    private readonly Argument<string[]> _files = new("files")
    {
        Description = $"Files {StatusFile.Pattern}, or folders that hold them at any depth, such as the results directory.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _for = new Option<string?>("--for")
    {
        Description = "Which build server reads it; by default the one that this runs on.",
    }.AcceptOnlyFromAmong(GitHub, Azure);

    public Command Command =>
        factory.Make(
            "annotate",
            "Marks the manifest's line of each cause of failures in GitHub Actions or Azure Pipelines, from what test runs left in their results directory, and shows Azure Pipelines their summaries. Ends with 0 whatever failed, because the test step says that, and with 3 when a run did not come to its end.",
            ["report annotate TestResults", "report annotate results --for github"],
            [_files, _for],
            async (invocation, cancellationToken) =>
            {
                var environment = invocation.Environment;
                var target = Target(invocation);
                string[] files =
                [
                    .. invocation
                        .Value(_files)
                        .SelectMany(file => ResultFiles.Find(environment.PathOf(file), StatusFile.Pattern, NoRun))
                        .Distinct(StringComparer.Ordinal),
                ];
                var runs = files.Select(Read).ToList();
                cancellationToken.ThrowIfCancellationRequested();
                var root = CiReport.Root(environment.Variables) ?? environment.PathOf(".");
                Annotation[] annotations =
                [
                    .. runs.SelectMany(run => run.Annotations.Count > 0 ? run.Annotations : run.Attention)
                        .OrderBy(one => one.Kind)
                        .Select(one => one with { File = CiCase.Relative(one.File, root) }),
                ];
                var unfinished = runs.Where(run => run.State != TestRunState.Finished).Select(Unfinished).ToList();
                if (invocation.IsJson)
                {
                    await invocation.WriteAsync(Json(runs, annotations, unfinished), () => "");
                }
                else
                {
                    foreach (
                        var line in target == GitHub
                            ? WorkflowCommands.GitHub(annotations)
                            : [.. WorkflowCommands.Azure(annotations), .. Summaries(files, runs)]
                    )
                    {
                        environment.WriteCommand(line);
                    }
                }

                foreach (var line in unfinished)
                {
                    await invocation.SayAsync(UntrustedText.Line(line));
                }

                await invocation.SayAsync(
                    $"{Counted.Of(runs.Sum(run => run.Finished), "test")} of {Counted.Of(runs.Count, "run")}: {Counted.Of(runs.Sum(run => run.Attention.Count + run.MoreAttention), "test")} to look at."
                );
                return unfinished.Count > 0 ? ExitCode.Infrastructure : ExitCode.Success;
            }
        );

    private string Target(Invocation invocation) =>
        invocation.Value(_for)
        ?? (
            CiReport.Target(invocation.Environment.Variables) switch
            {
                AnnotationTarget.GitHub => GitHub,
                AnnotationTarget.Azure => Azure,
                _ when invocation.IsJson => GitHub,
                _ => throw CommandException.Usage(
                    "This is neither GitHub Actions nor Azure Pipelines. Say which of them is to read the annotations: --for github, or --for azure."
                ),
            }
        );

    private static TestRunStatus Read(string path)
    {
        try
        {
            return StatusFile.Read(path);
        }
        catch (IOException e)
        {
            throw CommandException.Usage(e.Message);
        }
    }

    // GitHub's summary is a file that the run appends to itself; Azure has to be told of one.
    private static IEnumerable<string> Summaries(string[] files, List<TestRunStatus> runs) =>
        files
            .Zip(runs, (file, run) => Path.Combine(Path.GetDirectoryName(file)!, CiReport.SummaryOf(run.Project)))
            .Where(File.Exists)
            .Select(WorkflowCommands.AzureSummary);

    private static string Unfinished(TestRunStatus run) =>
        run.State == TestRunState.Stopped
            ? $"{run.Project} was stopped: {run.Finished} of {Counted.Of(run.Tests, "test")} have a verdict."
            : $"{run.Project} did not come to its end: {run.Finished} of {Counted.Of(run.Tests, "test")} have a verdict, the last one by {run.Written:u}. Its process was killed, or is still running.";

    private static JsonObject Json(List<TestRunStatus> runs, Annotation[] annotations, List<string> unfinished) =>
        new()
        {
            ["runs"] = runs.Count,
            ["tests"] = runs.Sum(run => run.Finished),
            ["annotations"] = new JsonArray([
                .. annotations.Select(one => new JsonObject
                {
                    ["title"] = one.Title,
                    ["message"] = one.Message,
                    ["file"] = one.File,
                    ["line"] = one.Line,
                }),
            ]),
            ["problems"] = new JsonArray([.. unfinished.Select(line => JsonValue.Create(line))]),
        };
}
