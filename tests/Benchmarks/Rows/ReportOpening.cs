using System.Globalization;
using System.Text.Json;
using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;
using Cekura.Manifests.Settings;
using Cekura.Reports.Html;
using Cekura.Reports.Tests.Html;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Benchmarks.Rows;

/// <summary>How long a browser takes to open the report of a large red run, and how large it is.</summary>
internal sealed class ReportOpening : IRow
{
    private const int Personalities = 40;
    private const double SecondsLimit = 2.5;
    private const double MegabytesLimit = 8;

    public string Id => "R1";

    public string What => "Open the report of 10,000 pairs, a tenth of them failed, in Chromium";

    public async Task<RowResult> MeasureAsync(Workbench bench, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory(Workbench.Prefix).FullName;
        try
        {
            var page = Path.Combine(folder, "cekura-report.html");
            Write(page, bench.Options.Cases / Personalities);
            var megabytes = new FileInfo(page).Length / 1e6;
            var seconds = await OpenAsync(bench, page, cancellationToken);
            var opening = new Measurement("opened and painted", "s", seconds);
            return new RowResult
            {
                Id = Id,
                What = What,
                Target = string.Create(CultureInfo.InvariantCulture, $"≤ {SecondsLimit} s and ≤ {MegabytesLimit} MB"),
                Reached = string.Create(CultureInfo.InvariantCulture, $"{opening.Median:0.00} s, {megabytes:0.0} MB"),
                IsMet = opening.Median <= SecondsLimit && megabytes <= MegabytesLimit,
                Measurements = [opening, new Measurement("size", "MB", [megabytes])],
                Remarks =
                    "The page has the conversation of every failure, 17 turns each, and a cell and a line for every case. Each time a browser that has just started.",
            };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(string page, int scenarios)
    {
        var rules = VerdictRules.From(new CekuraSettings());
        var (runs, cases) = (new RunJudge(rules), new CaseJudge(rules));
        var all = RedReport.Runs(scenarios, Personalities);
        using var report = new HtmlReport(
            "Front desk",
            "Benchmark",
            DashboardLink.ForProject(742),
            Path.GetDirectoryName(page)!,
            TimeProvider.System
        );
        report.Plan(all.Select(one => one.Case));
        foreach (var (scenarioCase, run) in all)
        {
            report.Add(scenarioCase, cases.Aggregate([runs.Judge(run, [], WatchEnd.Settled)], passAtLeast: null));
        }

        report.Save(page);
    }

    private static async Task<IReadOnlyList<double>> OpenAsync(Workbench bench, string page, CancellationToken cancellationToken)
    {
        var chromium = new[] { "chromium", "chromium-browser", "google-chrome" }
            .SelectMany(name =>
                (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name))
            )
            .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium is not installed; on Debian: apt-get install chromium");
        var tools = Path.Combine(bench.Repository, "build", "browser");
        using var node = new System.Diagnostics.Process
        {
            StartInfo = Command.Start(
                tools,
                "node",
                ["open.mjs", page, bench.Options.Rounds.ToString(CultureInfo.InvariantCulture), chromium],
                new Dictionary<string, string>()
            ),
        };
        node.Start();
        node.StandardInput.Close();
        var (output, errors) = (
            node.StandardOutput.ReadToEndAsync(cancellationToken),
            node.StandardError.ReadToEndAsync(cancellationToken)
        );
        await node.WaitForExitAsync(cancellationToken);
        if (node.ExitCode != 0)
        {
            throw new InvalidOperationException($"The browser tools failed (npm ci --prefix build/browser installs them): {await errors}");
        }

        return
        [
            .. JsonElement
                .Parse(await output)
                .GetProperty("painted")
                .EnumerateArray()
                .Select(milliseconds => milliseconds.GetDouble() / 1000),
        ];
    }
}
