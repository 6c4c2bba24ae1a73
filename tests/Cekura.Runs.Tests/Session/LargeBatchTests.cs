using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Tests.Manifest;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Plan;
using Cekura.Runs.Session;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;

namespace Cekura.Runs.Tests.Session;

/// <summary>What thousands of pairs cost, in counts that are the same on every machine.</summary>
public sealed class LargeBatchTests : IDisposable
{
    private const int Personalities = 50;
    private const int RunsOfACall = 50;

    private readonly EmulatedService _service = new();

    public void Dispose() => _service.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public async Task One_request_starts_a_matrix_one_look_sees_it_and_one_reads_fifty_runs(int scenarios)
    {
        var heard = new Heard();
        await RunAsync(heard, Cases(scenarios));

        Assert.Equal(scenarios * Personalities, heard.Verdicts.Count);
        Assert.Equal(
            ["GET results", "GET runs/bulk", "POST scenarios/run_scenarios_text"],
            Calls().Select(call => call.Key).Order(StringComparer.Ordinal)
        );
        Assert.Single(Calls().Single(call => call.Key.StartsWith("POST", StringComparison.Ordinal)));
        Assert.Single(Calls().Single(call => call.Key == "GET results"));
        Assert.Equal(scenarios * Personalities / RunsOfACall, Calls().Single(call => call.Key == "GET runs/bulk").Count());
    }

    [Fact]
    public async Task A_matrix_with_a_hole_is_two_requests()
    {
        await RunAsync(
            new Heard(),
            [.. Cases(scenarios: 10).Where(scenarioCase => scenarioCase is not { ScenarioId: 4, PersonalityId: 7 })]
        );

        Assert.Equal(2, _service.Starts.Count);
    }

    [Fact]
    public async Task Conversations_are_let_go_of_once_their_case_is_reported()
    {
        var kept = new KeptRuns();
        await RunAsync(kept, Cases(scenarios: 10));

        Assert.Equal(10 * Personalities, kept.Count);
        Assert.InRange(kept.MostAlive, 1, 3 * RunsOfACall);
    }

    [Fact]
    public void Planning_allocates_little_for_each_case()
    {
        var manifest = Manifest(scenarios: 200);
        Plan(manifest);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var plan = Plan(manifest);

        Assert.Equal(10_000, plan.RunCount);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / plan.RunCount, 1, 8_000);
    }

    private static RunPlan Plan(CekuraManifest manifest) => RunPlan.For(CaseMatrix.Expand(manifest, new CekuraSettings()));

    private static CekuraManifest Manifest(int scenarios)
    {
        var people = string.Join(
            ',',
            Enumerable.Range(1, Personalities).Select(id => $$"""{ "id": {{id}}, "name": "Personality {{id}}" }""")
        );
        var tests = string.Join(',', Enumerable.Range(1, scenarios).Select(id => $$"""{ "id": {{id}}, "name": "Scenario {{id}}" }"""));
        return Reading.Manifest($$"""{ "name": "S", "agent": 12, "personalities": [{{people}}], "scenarios": [{{tests}}] }""");
    }

    private static IReadOnlyList<ScenarioCase> Cases(int scenarios) => CaseMatrix.Expand(Manifest(scenarios), new CekuraSettings());

    private async Task RunAsync(ICaseListener listener, IReadOnlyList<ScenarioCase> cases)
    {
        using var client = new CekuraClient(
            new CekuraClientOptions { BaseAddress = new Uri("https://service.test"), ApiKey = "secret" },
            _service.Handler
        );
        var moment = new PollSchedule(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1));
        await new RunSession(
            client,
            new CekuraSettings { MaxRuns = 100_000 },
            listener,
            new SessionOptions { Suite = "S", Schedule = moment }
        ).RunAsync(cases);
    }

    // "GET /runs/bulk/?run_ids=…" is "GET runs/bulk", "GET /results/1001/" is "GET results".
    private IEnumerable<IGrouping<string, string>> Calls() =>
        _service.Requests.GroupBy(call =>
            string.Join(
                '/',
                call.Split('?')[0]
                    .Replace(" /", " ", StringComparison.Ordinal)
                    .Split('/', StringSplitOptions.RemoveEmptyEntries)
                    .Where(part => !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            )
        );

    /// <summary>Looks now and then how many of the runs that it was told about are still in memory.</summary>
    private sealed class KeptRuns : ICaseListener
    {
        private readonly List<WeakReference<Run>> _runs = [];

        public int Count => _runs.Count;

        public int MostAlive { get; private set; }

        public void Started(ScenarioCase scenarioCase) { }

        public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
        {
            _runs.Add(new(verdict.Runs[0].Run!));
            if (_runs.Count % (2 * RunsOfACall) == 0)
            {
                GC.Collect();
                MostAlive = Math.Max(MostAlive, _runs.Count(run => run.TryGetTarget(out _)));
            }

            return Task.CompletedTask;
        }

        public void Message(MessageSeverity severity, string text) { }
    }
}
