namespace Cekura.Agents.Traces;

/// <summary>Keeps the spans of the traces that are expected, as they come; other spans are dropped.</summary>
internal sealed class TraceStore(TimeProvider time)
{
    /// <summary>Spans that are kept of one trace; later ones are counted.</summary>
    public const int MaxSpans = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Kept> _traces = new(StringComparer.Ordinal);

    /// <summary>From now on, the spans of this trace are kept.</summary>
    public void Expect(TraceContext context)
    {
        lock (_gate)
        {
            _traces.TryAdd(context.TraceId, new(context.SpanId));
        }
    }

    /// <summary>Adds what an agent sent.</summary>
    public void Add(IEnumerable<AgentSpan> spans)
    {
        List<TaskCompletionSource> waiting = [];
        lock (_gate)
        {
            foreach (var span in spans)
            {
                if (_traces.TryGetValue(span.TraceId, out var kept))
                {
                    kept.Add(span);
                    waiting.Add(kept.Renew());
                }
            }
        }

        foreach (var arrival in waiting)
        {
            arrival.TrySetResult();
        }
    }

    /// <summary>From now on, its spans are dropped: who wanted them has them.</summary>
    public void Forget(TraceContext context)
    {
        lock (_gate)
        {
            _traces.Remove(context.TraceId);
        }
    }

    /// <summary>The spans of a trace so far, and how many were too many.</summary>
    public (IReadOnlyList<AgentSpan> Spans, int Dropped) Of(string traceId)
    {
        lock (_gate)
        {
            return _traces.TryGetValue(traceId, out var kept) ? ([.. kept.Spans], kept.Dropped) : ([], 0);
        }
    }

    /// <summary>
    /// Waits until the trace is whole: the agent's outermost spans have come, as many as there were requests. A span is sent when it ends,
    /// and these end last.
    /// </summary>
    /// <param name="traceId">The trace.</param>
    /// <param name="requests">How often the agent was asked with the trace's <c>traceparent</c>.</param>
    /// <param name="patience">How long to wait at most: an agent may record none of its requests.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it is whole.</returns>
    public async Task<bool> WaitAsync(string traceId, int requests, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (!_traces.TryGetValue(traceId, out var kept) || kept.Outermost >= requests)
                {
                    return kept is not null;
                }

                next = kept.Next.Task;
            }

            try
            {
                await next.WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    private sealed class Kept(string parent)
    {
        public List<AgentSpan> Spans { get; } = [];

        public int Dropped { get; private set; }

        public int Outermost { get; private set; }

        public TaskCompletionSource Next { get; private set; } = New();

        public void Add(AgentSpan span)
        {
            if (Spans.Count >= MaxSpans)
            {
                Dropped++;
            }
            else
            {
                Spans.Add(span);
            }

            Outermost += span.ParentId == parent ? 1 : 0;
        }

        /// <returns>Who waits for what has just come.</returns>
        public TaskCompletionSource Renew()
        {
            var arrived = Next;
            Next = New();
            return arrived;
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
