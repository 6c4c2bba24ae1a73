using System.Text;
using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;
using Cekura.Runs.Session;
using Cekura.Runs.Tests.Processes;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Watch;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Agents;

/// <summary>Runs in which the agent calls.</summary>
public sealed class OutboundCallsTests : IDisposable
{
    private const string WithCommand = """
        { "name": "S", "mode": "voice", "scenarios": [ { "id": 101, "name": "Call back" } ],
          "options": { "voice": { "dial_command": ["dial", "--now"] } } }
        """;

    private const string WithoutCommand = """{ "name": "S", "mode": "voice", "scenarios": [ { "id": 101, "name": "Call back" } ] }""";
    private const string Said = "Run 5001 of Call back [Own personality]: the agent has to dial +15550100 before 2026-06-24 10:52:30 UTC.";

    private readonly EmulatedService _service = new()
    {
        Alter = (_, answer) => EmulatedService.RunsOf(answer).ToList().ForEach(Dispatched),
    };
    private readonly FakeCommands _commands = new();
    private readonly Heard _heard = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task Number_and_window_are_said_once_where_people_see_it()
    {
        await RunAsync(WithoutCommand);

        Assert.Equal((MessageSeverity.Warning, Said), Assert.Single(_heard.Messages));
        Assert.Empty(_commands.Started);
    }

    [Fact]
    public async Task A_command_of_a_run_that_names_no_number_is_missed_aloud()
    {
        _service.Alter = (_, _) => { };

        await RunAsync(WithCommand);

        Assert.Empty(_commands.Started);
        var (severity, text) = Assert.Single(_heard.Messages);
        Assert.Equal(MessageSeverity.Warning, severity);
        Assert.StartsWith(
            "Run 5001: dial_command was not started, because the run named no number to dial.",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_command_is_started_once_a_run_and_ended_with_it()
    {
        await RunAsync(
            WithCommand.Replace("\"name\": \"Call back\"", "\"name\": \"Call back\", \"frequency\": 2", StringComparison.Ordinal)
        );

        Assert.Equal(["5001", "5002"], _commands.Started.Select(started => started.Command.Environment["CEKURA_RUN_ID"]));
        Assert.All(_commands.Started, started =>
        {
            Assert.Equal(["dial", "--now"], started.Command.Line);
            Assert.Equal(Path.GetFullPath("project"), started.Command.WorkingDirectory);
            Assert.False(started.Command.Converses);
            Assert.Equal(
                ["1001", "101", "+15550100", "", "2026-06-24T10:52:30Z"],
                new[]
                {
                    "CEKURA_RESULT_ID",
                    "CEKURA_SCENARIO_ID",
                    "CEKURA_NUMBER",
                    "CEKURA_INBOUND_NUMBER",
                    "CEKURA_DIAL_WINDOW_CLOSES_AT",
                }.Select(name => started.Command.Environment[name])
            );
            Assert.Equal(1, started.Disposals);
        });
        Assert.DoesNotContain(_heard.Messages, message => message.Severity != MessageSeverity.Information);
    }

    [Fact]
    public async Task A_window_that_opens_later_is_seen()
    {
        _service.Alter = (_, answer) => EmulatedService.RunsOf(answer).ToList().ForEach(run => run["inbound_number"] = null);
        _service.Instead = call =>
            (_commands.Started.IsEmpty, call) switch
            {
                (true, "GET /results/1001/") => FaultScript.Json(
                    """{ "id": 1001, "status": "pending", "runs": [ { "id": 5001, "status": "pending", "scenario": 101 } ] }"""
                ),
                (true, "GET /runs/bulk/?run_ids=5001") => FaultScript.Json(
                    """[ { "id": 5001, "status": "pending", "scenario": 101, "outbound_number": "+15550100", "outbound_dial_window_closes_at": "2026-06-24T10:52:30Z" } ]"""
                ),
                _ => null,
            };

        await RunAsync(WithCommand);

        Assert.Equal(Said, Assert.Single(_heard.Messages).Text);
        Assert.Equal(1, Assert.Single(_commands.Started).Disposals);
    }

    [Fact]
    public async Task A_command_that_cannot_be_started_is_said()
    {
        _commands.Refusal = "The command \"dial\" cannot be started in /x: not found.";

        await RunAsync(WithCommand);

        Assert.Equal(
            (
                MessageSeverity.Warning,
                "Run 5001: The command \"dial\" cannot be started in /x: not found. Check dial_command in the manifest's options of mode voice."
            ),
            _heard.Messages.ElementAt(1)
        );
    }

    [Fact]
    public async Task A_command_that_fails_is_said_with_its_last_lines()
    {
        _commands.ExitCode = 3;

        await RunAsync(WithCommand);

        Assert.Equal(
            (MessageSeverity.Warning, "Run 5001: dial_command ended with exit code 3. It wrote last:\nbusy"),
            _heard.Messages.ElementAt(1)
        );
    }

    [Fact]
    public async Task A_cancelled_session_ends_the_command()
    {
        using var cancel = new CancellationTokenSource();
        _service.Instead = call =>
        {
            if (call.StartsWith("GET /results/", StringComparison.Ordinal))
            {
                cancel.Cancel();
            }

            return null;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(WithCommand, cancel.Token));

        Assert.Equal(1, Assert.Single(_commands.Started).Disposals);
    }

    private static void Dispatched(JsonObject run)
    {
        run["number"] = "+15550100";
        run["inbound_number"] = null;
        run["outbound_dial_window_closes_at"] = "2026-06-24T10:52:30Z";
    }

    private async Task RunAsync(string json, CancellationToken cancellationToken = default)
    {
        var manifest = new ManifestReader().Parse(Encoding.UTF8.GetBytes(json), "project/cekura.json").Manifest!;
        using var client = _service.Client();
        var options = new SessionOptions
        {
            Suite = "S",
            Schedule = new PollSchedule(TimeSpan.Zero, TimeSpan.Zero),
            Commands = _commands,
        };
        await new RunSession(client, new(), _heard, options).RunAsync(CaseMatrix.Expand(manifest, new()), cancellationToken);
    }
}
