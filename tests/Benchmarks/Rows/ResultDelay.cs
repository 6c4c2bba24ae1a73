using System.Globalization;
using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;
using Cekura.Runs.Watch;
using Cekura.Simulation;

namespace Cekura.Benchmarks.Rows;

/// <summary>How late results are, and how many requests that takes: simulated, so that it is exact.</summary>
internal sealed class ResultDelay : IRow
{
    private const int Seed = 20261127;
    private const double Wanted = 2;

    public string Id => "P6";

    public string What => "From the end of a run to its result, ten-minute batch of 30 runs";

    public async Task<RowResult> MeasureAsync(Workbench bench, CancellationToken cancellationToken)
    {
        var batches = bench.Options.Cases / 10;
        var fixedDistances = new List<(string Name, PollPoint Point)>();
        foreach (var seconds in new[] { 30, 15, 5, 3 })
        {
            var distance = TimeSpan.FromSeconds(seconds);
            fixedDistances.Add(
                (Name("every", seconds), await PollSimulation.RunAsync(new PollSchedule(distance, distance), batches, Seed))
            );
        }

        var ours = new List<(string Name, PollPoint Point)>();
        foreach (var seconds in new[] { 30, 15, 8, 5, 3, 2 })
        {
            ours.Add(
                (
                    Name("to", seconds),
                    await PollSimulation.RunAsync(
                        new PollSchedule(PollSchedule.Text.First, TimeSpan.FromSeconds(seconds)) { Share = PollSchedule.Text.Share },
                        batches,
                        Seed
                    )
                )
            );
        }

        // Of calls, which such batches are.
        var chosen = Name("every", PollSchedule.Voice.Ceiling.TotalSeconds);
        var point = fixedDistances.Single(entry => entry.Name == chosen).Point;
        var fewest = await PollSimulation.FewestLooksAsync(Wanted, batches, Seed);
        await File.WriteAllTextAsync(
            Path.Combine(bench.Repository, "docs", "images", "polling.svg"),
            PollChart.Draw(fixedDistances, ours, chosen),
            cancellationToken
        );
        return new RowResult
        {
            Id = Id,
            What = What,
            Target = "p95 ≤ 2 s with no more requests than a poll each 30 s (about 22 polls)",
            Reached = string.Create(
                CultureInfo.InvariantCulture,
                $"p95 {point.P95:0.0} s, half {point.Median:0.0} s, with {point.Polls:0} polls; both together cannot be reached"
            ),
            IsMet = point.P95 <= Wanted && point.Polls <= 22,
            Measurements = [.. fixedDistances.Concat(ours).SelectMany(entry => Measurements(entry.Name, entry.Point))],
            Remarks = string.Create(
                CultureInfo.InvariantCulture,
                $"""
                ![Requests against delay](images/polling.svg)

                {batches:#,0} batches of four kinds (all at once, ten or five at a time, stragglers), the real session and watcher on a clock that jumps. *every* is a
                poll at a fixed distance, *to* one that grows to it, a tenth of the time that has gone by. Requests count polls and the reading of ended runs.

                With every end known beforehand, {fewest:0.0} polls would still be needed to see 95 of 100 runs within {Wanted:0} s: more than 22. Calls are polled {chosen},
                as often as the loop that the service documents, and conversations in writing at a distance that grows to {PollSchedule.Text.Ceiling.TotalSeconds:0} s. [How it works](polling.md).
                """
            ),
        };
    }

    private static string Name(string kind, double seconds) => string.Create(CultureInfo.InvariantCulture, $"{kind} {seconds:0} s");

    private static IEnumerable<Measurement> Measurements(string name, PollPoint point) =>
        [
            new(name + ": requests", "", [point.Requests]),
            new(name + ": half of the runs", "s", [point.Median]),
            new(name + ": 95 of 100 runs", "s", [point.P95]),
        ];
}
