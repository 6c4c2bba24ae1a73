using System.Net;
using System.Text;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;
using Cekura.Runs.Agents;
using Cekura.Runs.Session;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Watch;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Agents;

/// <summary>What people learn about a conversation while it goes on.</summary>
public sealed class LiveRunsTests : IDisposable
{
    private const string Link = "wss://listen.example.com/5001?token=abc";

    private readonly EmulatedService _service = new();
    private readonly Heard _heard = new();
    private int _polls;

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task Where_to_listen_and_the_numbers_are_said_once_a_run()
    {
        await RunAsync(FaultScript.Json($$"""{ "listen_url": "{{Link}}" }"""));

        var said = Assert.Single(_heard.Messages);
        Assert.Equal(
            (MessageSeverity.Information, $"Run 5001 of Book [Calm] is in progress: called from +15550101; listen at {Link}"),
            said
        );
        Assert.Single(_service.Requests, "GET /runs/5001/get_listen_url/");
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task A_conversation_that_nobody_can_listen_to_goes_on(HttpStatusCode status)
    {
        await RunAsync(FaultScript.Json("{}", status));

        Assert.Equal("Run 5001 of Book [Calm] is in progress: called from +15550101", Assert.Single(_heard.Messages).Text);
        Assert.Single(_heard.Verdicts);
    }

    [Fact]
    public async Task A_link_that_would_steer_a_build_server_is_shown_harmless()
    {
        await RunAsync(FaultScript.Json("""{ "listen_url": "x\n##vso[task.complete]\u001b[2J" }"""));

        var text = Assert.Single(_heard.Messages).Text;
        Assert.DoesNotContain("##vso[", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text);
        Assert.DoesNotContain('\u001b', text);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("websocket")]
    [InlineData("api_chat")]
    [InlineData("email")]
    public async Task Written_conversations_are_not_asked_about(string mode)
    {
        using var client = _service.Client();
        await using (var live = new LiveRuns(client, _heard, mode))
        {
            live.Observe(
                new Run
                {
                    Id = 5001,
                    Status = RunStatus.InProgress,
                    InboundNumber = "+15550101",
                },
                _ => "Book"
            );
        }

        Assert.Empty(_heard.Messages);
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task A_link_that_does_not_come_does_not_hold_up_the_end()
    {
        using var service = new NeverAnswering();
        using var client = new CekuraClient(new CekuraClientOptions { ApiKey = "test" }, service);
        var live = new LiveRuns(client, _heard, "voice");
        live.Observe(new Run { Id = 5001, Status = RunStatus.InProgress }, _ => "Book");
        await service.Asked.Task;

        await live.DisposeAsync();

        Assert.Empty(_heard.Messages);
    }

    /// <summary>The run talks for three polls, and then is over.</summary>
    private async Task RunAsync(HttpResponseMessage listen)
    {
        const string Json =
            """{ "name": "S", "agent": 12, "mode": "voice", "personalities": [ { "id": 3, "name": "Calm" } ], "scenarios": [ { "id": 101, "name": "Book" } ] }""";
        using (listen)
        {
            _service.Instead = call => call == "GET /runs/5001/get_listen_url/" ? listen : null;
            _service.Alter = (call, answer) =>
            {
                if (call == "GET /results/1001/" && (_polls < 3 || (_heard.Messages.IsEmpty && _polls < 2000)))
                {
                    var run = Assert.Single(EmulatedService.RunsOf(answer));
                    (answer["status"], run["status"]) = ("running", _polls < 3 ? "in_progress" : "evaluating");
                    run["inbound_number"] = "+15550101";
                    _polls++;
                }
            };
            var manifest = new ManifestReader().Parse(Encoding.UTF8.GetBytes(Json), "project/cekura.json").Manifest!;
            using var client = _service.Client();
            var session = new RunSession(
                client,
                new(),
                _heard,
                new SessionOptions { Suite = "S", Schedule = new PollSchedule(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)) }
            );
            await session.RunAsync(CaseMatrix.Expand(manifest, new()));
        }
    }

    private sealed class NeverAnswering : HttpMessageHandler
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.SetResult();
            var never = new TaskCompletionSource<HttpResponseMessage>();
            await using var registration = cancellationToken.Register(() => never.SetCanceled(cancellationToken));
            return await never.Task;
        }
    }
}
