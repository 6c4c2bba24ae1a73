using System.Globalization;
using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;
using Cekura.Runs.Watch;
using Cekura.Simulation;

namespace Cekura.Benchmarks.Rows;

/// <summary>How well several results share a concurrency limit: simulated, so that it is exact.</summary>
internal sealed class Makespan : IRow
{
    private const int Seed = 20261127;
    private const double Limit = 1.05;

    public string Id => "P8";

    public string What => "Makespan over ideal: 200 runs of several results under ConcurrencyLimit 10";

    public async Task<RowResult> MeasureAsync(Workbench bench, CancellationToken cancellationToken)
    {
        var sessions = bench.Options.Cases / 100;
        var known = await SlotSimulation.RunAsync(PollSchedule.Voice, sessions, Seed, known: true);
        var unknown = await SlotSimulation.RunAsync(PollSchedule.Voice, sessions, Seed, known: false);
        return new RowResult
        {
            Id = Id,
            What = What,
            Target = "≤ 1.05",
            Reached = string.Create(
                CultureInfo.InvariantCulture,
                $"{known.Median:0.000} (p95 {known.P95:0.000}); the first time {unknown.Median:0.000} (p95 {unknown.P95:0.000})"
            ),
            IsMet = known.P95 <= Limit && unknown.Median <= Limit && Math.Max(known.MostAtOnce, unknown.MostAtOnce) <= 10,
            Measurements = [.. Measurements("durations known", known), .. Measurements("the first time", unknown)],
            Remarks = string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {sessions:#,0} sessions of four to eight results; runs last from 25 s to 150 s. The ideal is the larger of the longest run and the sum of all divided by ten.
                Durations are known when this machine ran the tests before. Never did more than {Math.Max(
                    known.MostAtOnce,
                    unknown.MostAtOnce
                )} runs go on at once.
                """
            ),
        };
    }

    private static IEnumerable<Measurement> Measurements(string name, SlotOutcome outcome) =>
        [
            new(name + ": half of the sessions", "", [outcome.Median]),
            new(name + ": 95 of 100 sessions", "", [outcome.P95]),
            new(name + ": starts", "", [outcome.Starts]),
            new(name + ": other requests", "", [outcome.Requests]),
        ];
}
