using System.Globalization;
using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;

namespace Cekura.Benchmarks.Rows;

/// <summary>How many requests a batch costs, by what they are for.</summary>
internal sealed class Requests : IRow
{
    private const int RunsOfDetails = 50;

    public string Id => "P5";

    public string What => "Requests of a batch of N pairs";

    public async Task<RowResult> MeasureAsync(Workbench bench, CancellationToken cancellationToken)
    {
        var measured = new List<Measurement>();
        var polls = new List<int>();
        var isMet = true;
        foreach (var cases in new[] { bench.Options.Cases / 10, bench.Options.Cases })
        {
            var counted = await CountedSession.RunAsync(cases, Replay.Short with { Delay = TimeSpan.FromSeconds(4) }, cancellationToken);
            isMet &= counted is { Starts: 1, Others: 0 } && counted.Details <= cases / RunsOfDetails;
            polls.Add(counted.Polls);
            measured.AddRange(
                new Measurement(Name(cases, "starts"), "", [counted.Starts]),
                new Measurement(Name(cases, "polls"), "", [counted.Polls]),
                new Measurement(Name(cases, "details"), "", [counted.Details])
            );
        }

        // The last of them end a moment later when there are many.
        isMet &= polls[1] <= polls[0] + 2;
        return new RowResult
        {
            Id = Id,
            What = What,
            Target = "one start for each rectangle; polls independent of N; details ≤ N/50",
            Reached = string.Join(
                ", ",
                measured.TakeLast(3).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Median:0} {one.Name.Split(' ')[^1]}"))
            ),
            IsMet = isMet,
            Measurements = measured,
            Remarks = "Counted below the client. Every conversation takes 4 s, and the whole matrix is one rectangle.",
        };
    }

    private static string Name(int cases, string what) => string.Create(CultureInfo.InvariantCulture, $"{cases:#,0} pairs: {what}");
}
