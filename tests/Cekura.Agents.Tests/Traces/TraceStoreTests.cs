using Cekura.Agents.Traces;
using Microsoft.Extensions.Time.Testing;

namespace Cekura.Agents.Tests.Traces;

public sealed class TraceStoreTests
{
    private static readonly TraceContext Context = TraceContext.Of(1, 2, 3, DateTimeOffset.UnixEpoch);
    private readonly FakeTimeProvider _time = new();
    private readonly TraceStore _store;

    public TraceStoreTests()
    {
        _store = new(_time);
        _store.Expect(Context);
    }

    [Fact]
    public void Each_run_has_a_trace_of_its_own_and_always_the_same()
    {
        var now = DateTimeOffset.UnixEpoch;

        Assert.Equal(Context, TraceContext.Of(1, 2, 3, now));
        Assert.NotEqual(Context.TraceId, TraceContext.Of(1, 3, 3, now).TraceId);
        Assert.NotEqual(Context.TraceId, TraceContext.Of(1, 2, 3, now.AddTicks(1)).TraceId);
        Assert.Equal($"00-{Context.TraceId}-{Context.SpanId}-01", Context.Parent);
        Assert.Equal("cekura.run.id=2,cekura.result.id=1,cekura.scenario.id=3", Context.Baggage);
        Assert.Equal((32, 16), (Context.TraceId.Length, Context.SpanId.Length));
    }

    [Fact]
    public async Task A_trace_is_whole_when_each_request_has_its_span()
    {
        var whole = _store.WaitAsync(Context.TraceId, 2, TimeSpan.FromSeconds(1), CancellationToken.None);
        _store.Add([Span("a", Context.SpanId), Span("b", "a")]);
        Assert.False(whole.IsCompleted);

        _store.Add([Span("c", Context.SpanId)]);

        Assert.True(await whole);
        Assert.Equal(["a", "b", "c"], _store.Of(Context.TraceId).Spans.Select(span => span.SpanId));
    }

    [Fact]
    public async Task Patience_ends_and_what_came_is_kept()
    {
        var whole = _store.WaitAsync(Context.TraceId, 1, TimeSpan.FromSeconds(1), CancellationToken.None);
        _store.Add([Span("b", "a")]);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(await whole);
        Assert.Single(_store.Of(Context.TraceId).Spans);
    }

    [Fact]
    public async Task The_wait_can_be_called_off()
    {
        using var over = new CancellationTokenSource();
        var whole = _store.WaitAsync(Context.TraceId, 1, TimeSpan.FromSeconds(1), over.Token);

        await over.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => whole);
    }

    [Fact]
    public void Spans_of_other_traces_and_too_many_are_not_kept()
    {
        _store.Add([Span("x", "") with { TraceId = "other" }]);
        _store.Add(Enumerable.Range(0, TraceStore.MaxSpans + 3).Select(_ => Span("a", "b")));

        Assert.Equal((0, 0), (_store.Of("other").Spans.Count, _store.Of("other").Dropped));
        Assert.Equal((TraceStore.MaxSpans, 3), (_store.Of(Context.TraceId).Spans.Count, _store.Of(Context.TraceId).Dropped));
    }

    [Fact]
    public void A_trace_that_was_taken_is_kept_no_longer()
    {
        _store.Add([Span("a", Context.SpanId)]);
        _store.Forget(Context);
        _store.Add([Span("b", Context.SpanId)]);

        Assert.Empty(_store.Of(Context.TraceId).Spans);
    }

    private static AgentSpan Span(string id, string parent) =>
        new()
        {
            TraceId = Context.TraceId,
            SpanId = id,
            ParentId = parent,
        };
}
