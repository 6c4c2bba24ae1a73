using System.Globalization;
using System.Text.RegularExpressions;
using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;

namespace Cekura.Benchmarks.Rows;

/// <summary>What the validation of 200 scenarios adds to a build, by the build's own account of its targets.</summary>
internal sealed partial class BuildValidation : IRow
{
    private const double Cold = 300;
    private const double Unchanged = 50;
    private const string AfterAChange = "after a change of the manifest";
    private const string NothingChanged = "when nothing changed";

    public string Id => "P9";

    public string What => "Validation of 200 scenarios at build time";

    public async Task<RowResult> MeasureAsync(Workbench bench, CancellationToken cancellationToken)
    {
        var project = await bench.ProjectAsync(CekuraFramework.Instance, bench.Options.Cases, cancellationToken);
        var manifest = Path.Combine(project.Folder, "cekura.json");
        var raced = await Race.RunAsync(
            bench.Options.Rounds,
            new Dictionary<string, Func<Task<CommandResult>>>
            {
                [AfterAChange] = () =>
                {
                    File.SetLastWriteTimeUtc(manifest, DateTime.UtcNow);
                    return BuildAsync();
                },
                [NothingChanged] = BuildAsync,
            }
        );
        var measured = raced
            .Select(side => new Measurement(side.Key, "ms", [.. side.Value.Select(result => Added(result.Output))]))
            .ToList();
        var (cold, unchanged) = (
            measured.Single(side => side.Name == AfterAChange).Median,
            measured.Single(side => side.Name == NothingChanged).Median
        );
        return new RowResult
        {
            Id = Id,
            What = What,
            Target = string.Create(CultureInfo.InvariantCulture, $"≤ {Cold} ms cold, ≤ {Unchanged} ms when nothing changed"),
            Reached = string.Create(CultureInfo.InvariantCulture, $"{cold:0} ms cold, {unchanged:0} ms when nothing changed"),
            IsMet = cold <= Cold && unchanged <= Unchanged,
            Measurements = measured,
            Remarks =
                "The time of every target whose name begins with `Cekura`, as `-clp:PerformanceSummary` gives it, the start of the task's process or assemblies included.",
        };

        Task<CommandResult> BuildAsync() =>
            project.DotnetAsync(
                ["build", "--no-restore", "-c", "Release", "-clp:PerformanceSummary;Summary", "-v", "m"],
                cancellationToken
            );
    }

    private static double Added(string output)
    {
        var targets = TargetTime().Matches(output);
        return targets.Count > 0
            ? targets.Sum(match => double.Parse(match.Groups["ms"].Value, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The build tells of no target of ours:\n{output}");
    }

    // "      123 ms  CekuraValidateManifests                    1 calls"
    [GeneratedRegex(
        @"^\s*(?<ms>\d+) ms\s+Cekura\w+\s+\d+ calls",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex TargetTime();
}
