using System.Text;
using System.Text.Json.Nodes;
using Cekura.Agents.Tests.Wire;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Runs.Session;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Agents;

/// <summary>
/// Runs whose caller broke its own rules, from the manifest to the verdict: with a model behind a real socket that plays the caller, and an
/// agent behind another.
/// </summary>
public sealed class InvalidRunTests : IDisposable
{
    private const string Invalid =
        "Invalid: the caller, not the agent, broke its rules: it was asked twice for a turn, and \"How can I help you\" is what the agent says, and not the caller.";

    private readonly Heard _heard = new();
    private readonly EmulatedService _service = new() { SaysEmulated = true };

    public void Dispose() => _service.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_caller_that_always_breaks_its_rules_is_started_again_as_often_as_allowed_and_is_invalid_then(int retries)
    {
        await using var model = await ModelStub.StartAsync(Say("How can I help you today?"));

        await RunAsync(model, new CekuraSettings { InfrastructureRetries = retries });

        Assert.Equal(1 + retries, _service.Starts.Count);

        // One turn each time, which is asked for twice.
        Assert.Equal(2 * (1 + retries), model.Questions.Count);
        var verdict = Assert.Single(_heard.Verdicts).Value;
        Assert.Equal((Outcome.Failed, "V30", true), (verdict.Outcome, verdict.Runs[0].Rule, verdict.Runs[0].IsInfrastructure));
        Assert.StartsWith(Invalid, verdict.Message, StringComparison.Ordinal);
        Assert.Contains("Caller and judge: stub on this machine, not Cekura.", verdict.Message, StringComparison.Ordinal);
        Assert.Equal(
            Enumerable.Repeat($"started again after an infrastructure failure: {Invalid}", retries),
            verdict.Notes.Where(note => note.StartsWith("started again", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task It_is_started_again_once_when_the_second_caller_keeps_to_its_rules()
    {
        await using var model = await ModelStub.StartAsync(
            Say("How can I help you today?"),
            Say("How can I help you today?"),
            Say("Thursday at 10:30, please."),
            Say("Thank you, goodbye!", done: true)
        );

        await RunAsync(model, new CekuraSettings { InfrastructureRetries = 5 });

        Assert.Equal(2, _service.Starts.Count);
        Assert.Equal(4, model.Questions.Count);
        var verdict = Assert.Single(_heard.Verdicts).Value;
        Assert.True(verdict.Outcome == Outcome.Passed, verdict.Message);
        Assert.Contains($"started again after an infrastructure failure: {Invalid}", verdict.Notes);
    }

    [Fact]
    public async Task It_is_no_run_that_never_took_place_and_fails_where_those_are_skipped()
    {
        await using var model = await ModelStub.StartAsync(Say("How can I help you today?"));

        await RunAsync(model, new CekuraSettings { Infrastructure = InfrastructureOutcome.Skip });

        var verdict = Assert.Single(_heard.Verdicts).Value;
        Assert.Equal((Outcome.Failed, 0), (verdict.Outcome, verdict.Passed));
        Assert.StartsWith(Invalid, verdict.Message, StringComparison.Ordinal);
    }

    private static StubAnswer Say(string say, bool done = false) =>
        StubAnswer.Json(
            new JsonObject
            {
                ["say"] = say,
                ["done"] = done,
                ["reason"] = "because",
            }
        );

    private async Task RunAsync(ModelStub model, CekuraSettings settings)
    {
        await using var agent = new WireAgent(
            (request, reply) =>
                reply.JsonAsync(
                    request.Json["messages"]!.AsArray().Count == 1
                        ? """{ "choices": [ { "message": { "content": "Which time?" } } ] }"""
                        : """{ "choices": [ { "message": { "content": "It is booked." } } ] }"""
                )
        );
        _service.Model = model.Address;
        var options = new JsonObject
        {
            ["name"] = "S",
            ["mode"] = "api_chat",
            ["scenarios"] = new JsonArray(new JsonObject { ["id"] = 101, ["name"] = "Ask" }),
            ["options"] = new JsonObject
            {
                ["api_chat"] = new JsonObject
                {
                    ["agent"] = new JsonObject { ["protocol"] = "openai-chat", ["url"] = agent.Url },
                },
            },
        };
        var manifest = new ManifestReader().Parse(Encoding.UTF8.GetBytes(options.ToJsonString()), "cekura.json").Manifest!;
        using var client = _service.Client();
        var session = new SessionOptions { Suite = "S", Schedule = new PollSchedule(TimeSpan.Zero, TimeSpan.Zero) };
        await new RunSession(client, settings, _heard, session).RunAsync(CaseMatrix.Expand(manifest, settings));
    }
}
