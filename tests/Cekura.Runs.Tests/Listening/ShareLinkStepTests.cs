using System.Net;
using System.Text;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Session;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Listening;

public sealed class ShareLinkStepTests : IDisposable
{
    private const string Link = "https://dashboard.cekura.ai/share/results/1001?token=0c1f";
    private const string Call = "POST /results/1001/create_shareable_link_token/";

    private readonly EmulatedService _service = new() { Replays = new Dictionary<long, string> { [102] = EmulatedService.Failure } };
    private readonly Heard _heard = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task One_link_a_result_stands_on_each_of_its_tests()
    {
        _service.Instead = call => call == Call ? FaultScript.Json($$"""{ "token": "0c1f", "shareable_link": "{{Link}}" }""") : null;

        await RunAsync(shareLink: true);

        Assert.Single(_service.Requests, Call);
        Assert.EndsWith($"\nshared: {Link}", _heard.Verdicts["Cancel [Own personality]"].Message, StringComparison.Ordinal);
        Assert.Null(_heard.Verdicts["Book [Own personality]"].Message);
        Assert.All(_heard.Verdicts.Values, verdict =>
        {
            Assert.Contains($"shared: {Link}", verdict.Notes);
            Assert.Equal(Link, Assert.Single(verdict.Runs).ShareLink?.AbsoluteUri);
        });
    }

    [Fact]
    public async Task It_is_not_made_unless_asked_for()
    {
        await RunAsync(shareLink: false);

        Assert.DoesNotContain(Call, _service.Requests);
    }

    [Fact]
    public async Task A_failure_is_one_warning()
    {
        _service.Instead = call =>
            call == Call
                ? FaultScript.Json("""{ "detail": "Your plan does not include shared reports." }""", HttpStatusCode.Forbidden)
                : null;

        await RunAsync(shareLink: true);

        var (severity, text) = Assert.Single(_heard.Messages);
        Assert.Equal(MessageSeverity.Warning, severity);
        Assert.StartsWith("Result 1001 has no share link: ", text, StringComparison.Ordinal);
        Assert.Contains("Your plan does not include shared reports.", text, StringComparison.Ordinal);
        Assert.Equal(
            [Outcome.Passed, Outcome.Failed],
            _heard.Verdicts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value.Outcome)
        );
    }

    [Fact]
    public void A_full_message_makes_room_for_it_above_its_last_lines()
    {
        var message = string.Join(
            '\n',
            Enumerable.Repeat(new string('x', 99), 38).Append("Result 987, run 5545").Append("https://dashboard.cekura.ai/742/results/987")
        );

        var shown = FailureText.WithLastLines(message, [$"shared: {new string('y', 200)}"]);

        Assert.InRange(shown.Length, 3500, 4000);
        Assert.EndsWith(
            $"\nResult 987, run 5545\nhttps://dashboard.cekura.ai/742/results/987\nshared: {new string('y', 200)}",
            shown,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task It_lasts_a_week()
    {
        var time = new VirtualTime();
        using var script = new ScriptedHandler();
        script.Answer($$"""{ "token": "0c1f", "shareable_link": "{{Link}}" }""");

        var verdict = await ApplyAsync(script, time, Verdict());

        Assert.Equal(Link, verdict.Runs[0].ShareLink?.AbsoluteUri);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), time.GetUtcNow());
        Assert.Equal("""{"expire_at":"2026-01-08T00:00:00Z"}""", Assert.Single(script.Requests).Body);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_waited_for_fifteen_seconds_and_costs_the_link_alone()
    {
        var time = new VirtualTime();
        var began = time.GetUtcNow();
        using var script = new ScriptedHandler();
        script.NeverAnswer();
        var verdict = Verdict();

        var shared = await time.RunAsync(() => ApplyAsync(script, time, verdict));

        Assert.Equal(TimeSpan.FromSeconds(15), time.GetUtcNow() - began);
        Assert.Equal((MessageSeverity.Warning, "Result 987 has no share link: no answer within 15 s"), Assert.Single(_heard.Messages));
        Assert.Equal((verdict.Outcome, verdict.Message), (shared.Outcome, shared.Message));
        Assert.Null(shared.Runs[0].ShareLink);
    }

    [Fact]
    public async Task What_was_not_started_has_no_result_to_share()
    {
        using var script = new ScriptedHandler();
        var verdict = new CaseJudge(new()).Aggregate([StartFailure.Configuration("There is no key.")], null);

        var shared = await ApplyAsync(script, new VirtualTime(), verdict);

        Assert.Empty(script.Requests);
        Assert.Equal(verdict.Message, shared.Message);
    }

    private static CaseVerdict Verdict() => new CaseJudge(new()).Aggregate([SampleRuns.Judge(SampleRuns.Failed)], null);

    private async Task<CaseVerdict> ApplyAsync(ScriptedHandler script, TimeProvider time, CaseVerdict verdict)
    {
        using var client = new CekuraClient(new CekuraClientOptions { ApiKey = "test", TimeProvider = time }, script);
        return await new ShareLinkStep(_heard, client, time).ApplyAsync(SampleCase.Of("Book", "Calm"), verdict);
    }

    private async Task RunAsync(bool shareLink)
    {
        var json = """{ "name": "S", "scenarios": [ { "id": 101, "name": "Book" }, { "id": 102, "name": "Cancel" } ] }""";
        var manifest = new ManifestReader().Parse(Encoding.UTF8.GetBytes(json), "project/cekura.json").Manifest!;
        using var client = _service.Client();
        var options = new SessionOptions { Suite = "S", Schedule = new PollSchedule(TimeSpan.Zero, TimeSpan.Zero) };
        await new RunSession(client, new() { ShareLink = shareLink }, _heard, options).RunAsync(CaseMatrix.Expand(manifest, new()));
    }
}
