using System.Net;
using System.Text;
using Cekura.Client;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;
using Microsoft.Extensions.Time.Testing;

namespace Cekura.Runs.Tests.Watch;

/// <summary>Traces are read where a run says that it has one, and cost no verdict where they cannot be.</summary>
public sealed class TraceReadsTests
{
    [Fact]
    public async Task Runs_with_a_trace_are_read_with_it()
    {
        using var service = new Traces();
        using var client = new CekuraClient(new() { ApiKey = "k" }, service);
        var run = SampleRuns.Passed;

        var read = await TraceReads.WithTracesAsync(
            client,
            [run with { Id = 1 }, run with { Id = 2, TraceId = "ab" }, run with { Id = 3, TraceId = "gone" }],
            TimeProvider.System,
            CancellationToken.None
        );

        Assert.Equal([1L, 2L, 3L], read.Select(one => one.Id));
        Assert.Equal([null, "ab", null], read.Select(one => one.Trace?.TraceId));
        Assert.Equal("5", read[1].Trace!.Spans.ToString());
        Assert.Equal(["/test_framework/v1/runs/2/trace/", "/test_framework/v1/runs/3/trace/"], service.Asked.Order());
    }

    [Fact]
    public async Task Runs_without_a_trace_cost_no_request()
    {
        using var service = new Traces();
        using var client = new CekuraClient(new() { ApiKey = "k" }, service);
        IReadOnlyList<Run> runs = [SampleRuns.Passed];

        Assert.Same(runs, await TraceReads.WithTracesAsync(client, runs, TimeProvider.System, CancellationToken.None));
        Assert.Empty(service.Asked);
    }

    [Fact]
    public async Task A_trace_that_does_not_come_costs_five_seconds_and_no_run()
    {
        var time = new FakeTimeProvider();
        using var service = new Traces { IsSilent = true };
        using var client = new CekuraClient(new() { ApiKey = "k" }, service);

        var reading = TraceReads.WithTracesAsync(client, [SampleRuns.Passed with { TraceId = "ab" }], time, CancellationToken.None);
        await service.First.Task;
        Assert.False(reading.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(Assert.Single(await reading).Trace);
    }

    [Theory]
    [InlineData("<= 120", true)]
    [InlineData("<= 119", false)]
    public async Task What_a_manifest_expects_of_the_trace_is_held_against_the_run(string tokens, bool isMet)
    {
        using var service = new WatchedService
        {
            Replay = """
                { "success": true, "trace": [ { "traceId": "ab", "spanId": "cd", "attributes": [
                  { "key": "gen_ai.operation.name", "value": { "stringValue": "chat" } },
                  { "key": "gen_ai.usage.input_tokens", "value": { "intValue": "100" } },
                  { "key": "gen_ai.usage.output_tokens", "value": { "intValue": "20" } } ] } ] }
                """,
        };

        await service.RunAsync(
            $$"""{ "name": "S", "scenarios": [ { "id": 101, "name": "Book", "expect": { "Tokens": "{{tokens}}" } } ] }"""
        );

        Assert.Equal(isMet ? Outcome.Passed : Outcome.Failed, service.Verdict.Outcome);
    }

    private sealed class Traces : HttpMessageHandler
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Asked { get; } = new();

        public bool IsSilent { get; init; }

        public TaskCompletionSource First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            Asked.Enqueue(path);
            First.TrySetResult();
            if (IsSilent)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            return path.Contains("/2/", StringComparison.Ordinal)
                ? new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new StringContent("""{ "trace_id": "ab", "spans": 5 }""", Encoding.UTF8, "application/json"),
                }
                : new HttpResponseMessage(HttpStatusCode.NotFound);
        }
    }
}
