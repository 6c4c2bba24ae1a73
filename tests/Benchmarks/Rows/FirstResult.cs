using System.Globalization;
using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;

namespace Cekura.Benchmarks.Rows;

/// <summary>How soon a person sees that something has finished.</summary>
internal sealed class FirstResult : IRow
{
    private const double Limit = 1;

    private static readonly TimeSpan FirstEnd = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan OtherEnds = TimeSpan.FromSeconds(14);

    public string Id => "P7";

    public string What => "From the end of the first run to its result";

    public async Task<RowResult> MeasureAsync(Workbench bench, CancellationToken cancellationToken)
    {
        var delays = new List<double>();
        for (var round = 0; round < bench.Options.Rounds; round++)
        {
            // The first scenario's runs end at another moment each round, so that no schedule meets them by chance.
            var first = FirstEnd + TimeSpan.FromSeconds(round * 0.7);
            var session = await CountedSession.RunAsync(
                bench.Options.Cases / 10,
                scenario => Replay.Short with { Delay = scenario == 1 ? first : first + OtherEnds },
                cancellationToken
            );
            delays.Add((session.FirstResult - first).TotalSeconds);
        }

        var measured = new Measurement("first result", "s", delays);
        return new RowResult
        {
            Id = Id,
            What = What,
            Target = string.Create(CultureInfo.InvariantCulture, $"≤ {Limit} s"),
            Reached = string.Create(CultureInfo.InvariantCulture, $"{measured.Median:0.00} s, at most {measured.Most:0.00} s"),
            IsMet = measured.Most <= Limit,
            Measurements = [measured],
            Remarks = string.Create(
                CultureInfo.InvariantCulture,
                $"The first runs end {FirstEnd.TotalSeconds:0} s or a little more after the start, the others {OtherEnds.TotalSeconds:0} s later."
            ),
        };
    }
}
