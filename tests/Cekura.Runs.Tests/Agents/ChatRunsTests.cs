using System.Text;
using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Runs.Session;
using Cekura.Runs.Tests.Processes;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Agents;

/// <summary>A session in mode api_chat: each run has its agent, and a broken one fails its case.</summary>
public sealed class ChatRunsTests : IDisposable
{
    private const string Manifest = """
        { "name": "S", "mode": "api_chat", "scenarios": [ { "id": 101, "name": "Ask" } ], "options": { "api_chat": { "command": ["agent"] } } }
        """;

    private readonly FakeCommands _commands = new();
    private readonly Heard _heard = new();
    private readonly EmulatedService _service = new()
    {
        Script = """
            { "role": "Alex", "conditions": [ { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hi", "type": "standard", "fixed_message": true } ] }
            """,
    };

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_command_answers_for_the_agent()
    {
        _commands.Answer = _ => """{ "content": "Hello", "end": true }""";

        await RunAsync();

        Assert.Equal(Outcome.Passed, Assert.Single(_heard.Verdicts).Value.Outcome);
        var started = Assert.Single(_commands.Started);
        Assert.True(started.Command.Converses);
        Assert.Equal(["""{"content":"Hi","run_id":5001,"scenario_id":101}"""], started.Input);
        Assert.Equal(1, started.Disposals);
    }

    [Fact]
    public async Task An_agent_that_breaks_ends_the_chat_and_fails_the_case()
    {
        _commands.Answer = _ => "Traceback (most recent call last):";

        await RunAsync();

        var verdict = Assert.Single(_heard.Verdicts).Value;
        Assert.Equal((Outcome.Failed, "V28"), (verdict.Outcome, Assert.Single(verdict.Runs).Rule));
        Assert.StartsWith(
            "The agent's side of the chat failed: The command wrote \"Traceback (most recent call last):\", which is not JSON.",
            verdict.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("POST /runs/5001/end-chat/", _service.Requests);
        Assert.Equal(1, Assert.Single(_commands.Started).Disposals);
    }

    [Fact]
    public async Task A_command_that_ends_in_mid_talk_is_named_with_its_exit_code_and_its_last_lines()
    {
        _commands.ExitCode = 3;

        await RunAsync();

        var verdict = Assert.Single(_heard.Verdicts).Value;
        Assert.Equal(Outcome.Failed, verdict.Outcome);
        Assert.StartsWith(
            "The agent's side of the chat failed: The command ended without an answer. It ended with exit code 3. It wrote last: busy",
            verdict.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(30, "exceeded-max-duration", Outcome.Failed)]
    [InlineData(2, "exceeded-max-duration", Outcome.Passed)]
    [InlineData(30, "testing-agent-ended-call", Outcome.Passed)]
    internal async Task A_command_that_is_silent_until_the_time_is_over_fails_the_case(int seconds, string reason, Outcome outcome)
    {
        var time = new VirtualTime();
        _commands.IsSilent = true;
        _service.Alter = (call, answer) =>
        {
            if (!_commands.Started.Any(command => command.Input.Count > 0) || !EmulatedService.RunsOf(answer).Any())
            {
                return;
            }

            if (call == "GET /results/1001/")
            {
                time.Advance(TimeSpan.FromSeconds(seconds));
                answer["status"] = "completed";
            }

            var run = Assert.Single(EmulatedService.RunsOf(answer));
            (run["status"], run["success"], run["metadata"]) = ("completed", true, new JsonObject { ["ended_reason"] = reason });
        };

        await RunAsync(time);

        var verdict = Assert.Single(_heard.Verdicts).Value;
        Assert.Equal(outcome, verdict.Outcome);
        Assert.Equal(
            outcome == Outcome.Failed
                ? "The agent's side of the chat failed: It fell silent: the caller waited 30 s for an answer when the conversation was over. It wrote last: busy"
                : null,
            verdict.Message?.Split('\n')[0]
        );
    }

    [Theory]
    [InlineData("", 100)]
    [InlineData(", \"answer_timeout\": 7", 7)]
    public async Task A_command_that_never_answers_is_waited_for_within_a_limit(string option, int seconds)
    {
        var time = new VirtualTime();
        _commands.IsSilent = true;

        // Its polls never wait, so it does not return by itself.
        var running = Task.Run(() => RunAsync(time, option));
        await time.WhenTimerDueInAsync(TimeSpan.FromSeconds(seconds));
        time.Advance(TimeSpan.FromSeconds(seconds));
        await running;

        var verdict = Assert.Single(_heard.Verdicts).Value;
        Assert.Equal((Outcome.Failed, "V28"), (verdict.Outcome, Assert.Single(verdict.Runs).Rule));
        Assert.Equal(
            $"The agent's side of the chat failed: The agent did not answer \"Hi\" within {seconds} s. Look whether it hangs, or give it longer with the option \"answer_timeout\". It wrote last: busy",
            verdict.Message?.Split('\n')[0]
        );
        Assert.Contains("POST /runs/5001/end-chat/", _service.Requests);
    }

    private async Task RunAsync(TimeProvider? time = null, string option = "")
    {
        var manifest = new ManifestReader()
            .Parse(Encoding.UTF8.GetBytes(Manifest.Replace("[\"agent\"]", $"[\"agent\"]{option}", StringComparison.Ordinal)), "cekura.json")
            .Manifest!;
        using var client = _service.Client();
        var options = new SessionOptions
        {
            Suite = "S",
            Schedule = new PollSchedule(TimeSpan.Zero, TimeSpan.Zero),
            Commands = _commands,
            Time = time ?? TimeProvider.System,
        };
        await new RunSession(client, new(), _heard, options).RunAsync(CaseMatrix.Expand(manifest, new()));
    }
}
