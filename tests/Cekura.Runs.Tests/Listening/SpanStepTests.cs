using System.Collections.Concurrent;
using System.Diagnostics;
using Cekura.Runs.Listening;
using Cekura.Runs.Tests.Watch;

namespace Cekura.Runs.Tests.Listening;

/// <summary>What an exporter hears of a test run.</summary>
public sealed class SpanStepTests
{
    [Fact]
    public async Task Each_test_and_each_conversation_is_a_span_that_leads_to_the_agent_s_trace()
    {
        using var around = new Activity("around").SetIdFormat(ActivityIdFormat.W3C).Start();
        var ended = new ConcurrentQueue<Activity>();
        using var listener = Listener(ended);
        using var service = new WatchedService
        {
            Replay = """{ "success": false, "duration_seconds": 42 }""",
            Alter = (_, call, answer) =>
            {
                foreach (var run in call.Contains("/runs/", StringComparison.Ordinal) ? WatchedService.RunsOf(answer) : [])
                {
                    run["trace_id"] = "0af7651916cd43dd8448eb211c80319c";
                }
            },
        };

        await service.RunAsync();

        var heard = ended.Where(span => span.TraceId == around.TraceId).ToList();
        var test = Assert.Single(heard, span => span.OperationName == "cekura test Book [Calm]");
        var conversation = Assert.Single(heard, span => span.ParentSpanId == test.SpanId);
        Assert.Equal(around.SpanId, test.ParentSpanId);
        Assert.Equal(
            ("failed", 101L, "text", ActivityStatusCode.Error),
            (test.GetTagItem("cekura.outcome"), test.GetTagItem("cekura.scenario.id"), test.GetTagItem("cekura.mode"), test.Status)
        );
        Assert.Equal(
            ("cekura run 5001", 5001L, 1001L),
            (conversation.OperationName, conversation.GetTagItem("cekura.run.id"), conversation.GetTagItem("cekura.result.id"))
        );
        Assert.Equal(TimeSpan.FromSeconds(42), conversation.Duration);
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", Assert.Single(conversation.Links).Context.TraceId.ToHexString());
    }

    private static ActivityListener Listener(ConcurrentQueue<Activity> ended)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == SpanStep.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
