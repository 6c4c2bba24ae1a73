using System.Collections;
using System.Text;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Session;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;

namespace Cekura.Runs.Tests.Session;

/// <summary>What nobody foresaw, while a run is judged or its verdict is reported, costs the case that it is about, and no other.</summary>
public sealed class UnforeseenTests : IDisposable
{
    private const string Three =
        """{ "name": "S", "scenarios": [ { "id": 101, "name": "A" }, { "id": 102, "name": "B", "frequency": 2 }, { "id": 103, "name": "C" } ] }""";

    private readonly EmulatedService _service = new();
    private readonly Heard _heard = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_run_that_cannot_be_judged_fails_its_case_alone()
    {
        await RunAsync(_heard, cases => [.. cases.Select(one => one.ScenarioId == 102 ? one with { Expect = new Unreadable() } : one)]);

        Assert.Equal(
            [("A [Own personality]", Outcome.Passed), ("B [Own personality]", Outcome.Failed), ("C [Own personality]", Outcome.Passed)],
            Outcomes()
        );
        Assert.StartsWith(
            "Cekura: an unexpected error, InvalidOperationException: Nobody reads this. Run 500",
            _heard.Verdicts["B [Own personality]"].Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(_service.Requests, call => call.Contains("end_call", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_verdict_that_cannot_be_reported_is_said_and_given_once()
    {
        await RunAsync(new BreakingListener(_heard, "B [Own personality]"), cases => cases);

        Assert.Equal([("A [Own personality]", Outcome.Passed), ("C [Own personality]", Outcome.Passed)], Outcomes());
        Assert.Equal(
            (
                MessageSeverity.Error,
                "B [Own personality]: an unexpected error while its verdict was reported, InvalidOperationException: The disk is on fire."
            ),
            Assert.Single(_heard.Messages, message => message.Severity == MessageSeverity.Error)
        );
    }

    private IEnumerable<(string, Outcome)> Outcomes() => _heard.Verdicts.Select(pair => (pair.Key, pair.Value.Outcome)).Order();

    private async Task RunAsync(ICaseListener listener, Func<IReadOnlyList<ScenarioCase>, IReadOnlyList<ScenarioCase>> shaped)
    {
        var manifest = new ManifestReader().Parse(Encoding.UTF8.GetBytes(Three), "cekura.json").Manifest!;
        using var client = _service.Client();
        await new RunSession(
            client,
            new(),
            listener,
            new SessionOptions { Suite = "S", Schedule = new PollSchedule(TimeSpan.Zero, TimeSpan.Zero) }
        ).RunAsync(shaped(CaseMatrix.Expand(manifest, new())));
    }

    private sealed class Unreadable : IReadOnlyList<MetricExpectation>
    {
        public int Count => 1;

        public MetricExpectation this[int index] => throw new InvalidOperationException("Nobody reads this.");

        public IEnumerator<MetricExpectation> GetEnumerator() => throw new InvalidOperationException("Nobody reads this.");

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
