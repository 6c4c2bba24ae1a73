using Cekura.Manifests.Cases;
using Cekura.Manifests.Tests.Manifest;
using Cekura.Manifests.Tests.Robustness;
using Cekura.Manifests.Tests.Suites;
using Cekura.Runs.Plan;
using Cekura.Runs.Session;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Watch;
using FsCheck;
using FsCheck.Fluent;

namespace Cekura.Runs.Tests.Robustness;

/// <summary>
/// Of any matrix exactly the selected pairs are started, as often as they were asked for: counted in the requests that reach the service,
/// each multiplied out as the service does it.
/// </summary>
public sealed class AnySelectionTests
{
    private static readonly Config Fixed = Trials.Of(150, 31, 17);

    private static Gen<string> Modes => Gen.Elements("text", "text", "voice", "livekit_v2", "websocket");

    private static Gen<string> Lists(int first) => Gen.Choose(0, 3).Select(count => string.Join(',', Enumerable.Range(first, count)));

    // Modes differ in what they take: where a mode takes no callers or repetitions, the manifest has none for it.
    private static Gen<string> Scenario =>
        Modes
            .Zip(Gen.Choose(1, 3), (mode, frequency) => (mode, frequency))
            .Zip(Lists(3).Zip(Lists(20)), (how, callers) =>
                how.mode == "websocket"
                    ? "\"mode\": \"websocket\", \"personalities\": [], \"test_profiles\": []"
                    : $"\"mode\": \"{how.mode}\", \"frequency\": {how.frequency}, \"personalities\": [{callers.Item1}], \"test_profiles\": [{callers.Item2}]"
            );

    private static Gen<(string Manifest, int[] Frequencies, bool[] Picks)> Matrices =>
        from scenarios in Gen.ArrayOf(Scenario, 6)
        from frequencies in Gen.ArrayOf(Gen.Choose(1, 3), 3)
        from personalities in Lists(5)
        from picks in Gen.ArrayOf(Gen.Frequency((2, Gen.Constant(true)), (1, Gen.Constant(false))), 200)
        select (
            $$"""{ "agent": 12, "personalities": [{{personalities}}], "suites": ["refunds.tests.json"], "scenarios": [ {{string.Join(", ", scenarios.Select((scenario, index) => $$"""{ "id": {{101 + index}}, {{scenario}} }"""))}} ] }""",
            frequencies,
            picks
        );

    [Fact]
    public void What_starts_is_what_was_selected() =>
        Prop.ForAll(Arb.From(Matrices), matrix => StartsAsync(matrix.Manifest, matrix.Frequencies, matrix.Picks).GetAwaiter().GetResult())
            .Check(Fixed);

    private static async Task StartsAsync(string json, int[] frequencies, bool[] picks)
    {
        using var service = new EmulatedService();
        var manifest = Reading.Manifest(json);
        var suite = Suite.Of(
            $$"""{ "version": "1", "scenarios": [ {{string.Join(", ", frequencies.Select((frequency, index) => $$"""{ "name": "Case {{index}}", "instructions": "", "frequency": {{frequency}} }"""))}} ] }"""
        );
        IReadOnlyList<ScenarioCase> all = [.. CaseMatrix.Expand(manifest, new()), .. SuiteMatrix.Expand(suite, manifest, new())];
        var selected = all.Where((_, index) => picks[index % picks.Length]).ToList();
        using var client = service.Client();
        var options = new SessionOptions { Suite = "S", Schedule = new PollSchedule(TimeSpan.Zero, TimeSpan.Zero) };

        await new RunSession(client, new(), new Heard(), options).RunAsync(selected);

        // The service plays a scenario without a personality with its own, which is the third.
        var wanted = selected.SelectMany(c =>
            Enumerable.Repeat(
                $"{(c.SuiteEntry is null ? $"{c.ScenarioId}" : c.ScenarioName)}/{c.PersonalityId ?? (c.SuiteEntry is null ? 3 : null)}/{c.TestProfileId}",
                c.Frequency
            )
        );
        Assert.Equal(wanted.Order(StringComparer.Ordinal), service.CreatedRuns.Order(StringComparer.Ordinal));
        Assert.Equal(selected.Sum(c => c.Frequency), RunPlan.For(selected).RunCount);
        Assert.True(service.Starts.Count <= selected.Count, "never more requests than cases");
    }
}
