using Cekura.Testing;

namespace Cekura.Client.Tests;

/// <summary>Work that the service does in the background: started once, polled until it is over, and not for ever.</summary>
public sealed class JobPollerTests : IDisposable
{
    private readonly ScriptedHandler _service = new();
    private readonly VirtualTime _time = new();

    public void Dispose() => _service.Dispose();

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    public async Task An_expected_outcome_is_scored_in_the_background_where_the_call_that_waits_is_gone(int status)
    {
        _service
            .Answer("""{ "detail": "Not found." }""", status)
            .Answer("""{ "progress_id": "p 7" }""")
            .Answer("""{ "status": "in_progress" }""")
            .Answer("""{ "status": "completed", "expected_outcome": { "score": 100, "explanation": ["✅ Booked."] } }""");

        var outcome = await WaitAsync();

        Assert.Equal(100, outcome.Score);
        Assert.Equal(
            [
                "POST run_expected_outcome/",
                "POST run_expected_outcome_bg/",
                "GET run_expected_outcome_progress/?progress_id=p%207",
                "GET run_expected_outcome_progress/?progress_id=p%207",
            ],
            _service.Requests.Select(request =>
                $"{request.Method} {request.Address.Split("/runs/")[1].Replace("5544/", "", StringComparison.Ordinal)}"
            )
        );
    }

    [Theory]
    [InlineData("""{ "status": "failed", "error": "No transcript." }""", "The service gave up: No transcript.")]
    [InlineData("""{ "status": "failed" }""", "The service gave up: failed")]
    public async Task Work_that_failed_is_said_in_the_service_s_words(string progress, string message)
    {
        _service.Answer("{}", 404).Answer("""{ "progress_id": 7 }""").Answer(progress);

        Assert.Equal(message, (await Assert.ThrowsAsync<CekuraTransientException>(WaitAsync)).Message);
    }

    [Fact]
    public async Task Work_that_does_not_end_is_left_after_ten_minutes()
    {
        _service.Answer("{}", 404).Answer("""{ "progress_id": 7 }""");
        for (var poll = 0; poll <= 300; poll++)
        {
            _service.Answer("""{ "status": "in_progress" }""");
        }

        Assert.Equal(
            "The service was still at work after 10 minutes",
            (await Assert.ThrowsAsync<CekuraTransientException>(WaitAsync)).Message
        );
        Assert.Equal(TimeSpan.FromMinutes(10), _time.GetUtcNow() - new VirtualTime().GetUtcNow());
    }

    [Fact]
    public async Task A_prompt_call_that_the_service_dropped_says_so()
    {
        _service.Answer("""{ "detail": "Not found." }""", 404).Answer("""{ "detail": "Not found." }""", 404);
        using var client = TestClient.Over(_service);

        var start = await Assert.ThrowsAsync<CekuraNotFoundException>(() =>
            client.Prompts.ImproveInBackgroundAsync(new() { Prompt = "Hi", RunIds = [1, 2, 3, 4] })
        );
        var progress = await Assert.ThrowsAsync<CekuraNotFoundException>(() => client.Prompts.GetProgressAsync("7"));

        Assert.All([start, progress], failure =>
            Assert.EndsWith("prompt improvement left its published interface in 2026.", failure.Message, StringComparison.Ordinal)
        );
        Assert.Equal(404, start.StatusCode);
        Assert.Equal(["Not found."], start.Messages);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("Hi", 0)]
    [InlineData("Hi", 4)]
    public async Task An_improvement_that_could_not_be_made_is_not_asked_for(string prompt, int runs)
    {
        using var client = TestClient.Over(_service);

        await Assert.ThrowsAsync<ArgumentException>(() =>
            client.Prompts.ImproveAsync(new() { Prompt = prompt, RunIds = [.. Enumerable.Range(1, runs).Select(id => (long)id)] })
        );

        Assert.Empty(_service.Requests);
    }

    private async Task<ExpectedOutcome> WaitAsync()
    {
        using var client = TestClient.Over(_service, _time);
        var waiting = client.Runs.RunExpectedOutcomeAsync(5544);
        while (!waiting.IsCompleted)
        {
            await Task.WhenAny(waiting, _time.WhenTimerDueInAsync(TimeSpan.FromSeconds(2)));
            if (!waiting.IsCompleted)
            {
                _time.Advance(TimeSpan.FromSeconds(2));
            }
        }

        return await waiting;
    }
}
