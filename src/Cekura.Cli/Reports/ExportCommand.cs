using System.CommandLine;
using System.Globalization;
using System.Text;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Text;
using Cekura.Reports.Export;

namespace Cekura.Cli.Reports;

/// <summary>Writes a test run in the forms that other tools read.</summary>
internal sealed class ExportCommand(CommandFactory factory)
{
    private const string Ctrf = "ctrf";
    private const string Store = "meai";
    private const string Csv = "csv";
    private const string Markdown = "md";
    private const string StoreFolder = "cekura-evaluation";

    private readonly Argument<string[]> _from = new("from")
    {
        Description =
            "Files of shards, folders that hold them at any depth, or the results directory of a run that this machine remembers, for its conversations. Default: the newest run that is remembered.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _format = new Option<string>("--format")
    {
        Description =
            "ctrf: Common Test Report Format (JSON). meai: result store of Microsoft.Extensions.AI.Evaluation. csv: a row for each repetition. md: Markdown for a pull request or a ticket.",
        Required = true,
    }.AcceptOnlyFromAmong(Ctrf, Store, Csv, Markdown);

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = $"The file; of meai the folder of the store, by default {StoreFolder}. Default: standard output.",
    };

    private readonly Option<string?> _project = new("--project")
    {
        Description = "The test project whose newest run is meant; default: any.",
    };

    public Command Command =>
        factory.Make(
            "export",
            "Writes a test run in a form that other tools read. Starts nothing, and ends with 0 whatever failed; with 3 when a shard is missing or did not finish.",
            [
                "report export --format md",
                "report export --format ctrf --output ctrf-report.json",
                "report export TestResults --format meai",
                "report export shard-1 shard-2 --format csv --output results.csv",
            ],
            [_from, _format, _output, _project],
            RunAsync
        );

    private async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var source = ExportSource.Find(
            invocation,
            [.. invocation.Value(_from).Select(invocation.Environment.PathOf)],
            invocation.Value(_project),
            withConversations: invocation.Value(_format) == Store
        );
        foreach (var line in source.Notes.Concat(source.Problems))
        {
            await invocation.SayAsync(UntrustedText.Line(line));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var output = invocation.Value(_output) is { } named ? invocation.Environment.PathOf(named) : null;
        if (invocation.Value(_format) == Store)
        {
            await WriteStoreAsync(invocation, source.Run, output ?? invocation.Environment.PathOf(StoreFolder));
        }
        else
        {
            var text = Text(invocation.Value(_format)!, source.Run);
            if (output is null)
            {
                await invocation.Environment.Out.WriteAsync(text);
            }
            else
            {
                await WriteFileAsync(output, text, cancellationToken);
                await invocation.SayAsync($"Wrote {output}: {Counted.Of(source.Run.Tests.Count, "test")}.");
            }
        }

        return source.Problems.Count > 0 ? ExitCode.Infrastructure : ExitCode.Success;
    }

    private static string Text(string format, ExportedRun run)
    {
        switch (format)
        {
            case Ctrf:
                using (var json = new MemoryStream())
                {
                    CtrfReport.Write(json, run);
                    return Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length) + "\n";
                }

            case Csv:
                using (var table = new StringWriter(CultureInfo.InvariantCulture))
                {
                    CsvTable.Write(table, run);
                    return table.ToString();
                }

            default:
                return MarkdownPage.Write(run);
        }
    }

    private static async Task WriteFileAsync(string path, string text, CancellationToken cancellationToken)
    {
        try
        {
            await WholeFile.WriteAsync(path, text, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"{path} cannot be written: {e.Message}");
        }
    }

    private static async Task WriteStoreAsync(Invocation invocation, ExportedRun run, string folder)
    {
        try
        {
            var count = new EvaluationStore(folder).Write(run);
            await invocation.SayAsync(
                $"Wrote {Counted.Of(count, "result")} of execution {EvaluationStore.ExecutionOf(run)} to {folder}. A page of it: dotnet aieval report --path {folder} --output report.html"
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"{folder} cannot be written: {e.Message}");
        }
    }
}
