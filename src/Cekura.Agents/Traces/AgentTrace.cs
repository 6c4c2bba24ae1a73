namespace Cekura.Agents.Traces;

/// <summary>
/// What the spans of one conversation say by the conventions for generative AI
/// (https://opentelemetry.io/docs/specs/semconv/gen-ai/): tools, models, tokens and where the time went.
/// </summary>
internal sealed class AgentTrace
{
    private const string Operation = "gen_ai.operation.name";
    private const string Tool = "execute_tool";

    private readonly IReadOnlyList<(DateTimeOffset Start, DateTimeOffset End)> _toolTimes;
    private readonly IReadOnlyList<(DateTimeOffset Start, DateTimeOffset End)> _modelTimes;

    private AgentTrace(IReadOnlyList<AgentSpan> spans)
    {
        Tools = [.. spans.Where(IsTool).OrderBy(span => span.Start).Select(ToTool)];
        var byId = new Dictionary<string, AgentSpan>(StringComparer.Ordinal);
        foreach (var span in spans)
        {
            byId.TryAdd(span.SpanId, span);
        }

        // A client that records around another one that records too tells of the same tokens twice.
        var models = spans.Where(span => IsModel(span) && !Ancestors(span, byId).Any(IsModel)).ToList();
        if (models.Count == 0)
        {
            models = [.. spans.Where(span => IsAgent(span) && !Ancestors(span, byId).Any(IsAgent))];
        }

        Models = [.. models.OrderBy(span => span.Start).Select(ToModel)];
        _toolTimes = Union(Tools.Select(tool => (tool.Start, tool.End)));
        _modelTimes = Union(spans.Where(IsModel).Select(span => (span.Start, span.End)));
    }

    /// <summary>Every tool call, in the order of their starts.</summary>
    public IReadOnlyList<TracedTool> Tools { get; }

    /// <summary>Every call of a model, in the order of their starts; of an agent that shows none, its own invocations.</summary>
    public IReadOnlyList<TracedModel> Models { get; }

    /// <summary>Tokens that the models read; null when no span says so.</summary>
    public long? InputTokens => Sum(model => model.InputTokens);

    /// <summary>Tokens that the models wrote; null when no span says so.</summary>
    public long? OutputTokens => Sum(model => model.OutputTokens);

    /// <summary>All tokens; null when no span says any.</summary>
    public long? Tokens => InputTokens is null && OutputTokens is null ? null : (InputTokens ?? 0) + (OutputTokens ?? 0);

    public static AgentTrace Of(IReadOnlyList<AgentSpan> spans) => new(spans);

    /// <summary>Where the time of a turn went.</summary>
    /// <param name="from">When the agent was asked.</param>
    /// <param name="to">When it answered.</param>
    public TurnLatency Latency(DateTimeOffset from, DateTimeOffset to)
    {
        var total = to > from ? to - from : TimeSpan.Zero;
        var tools = Within(_toolTimes, from, to);

        // A tool that runs inside of a model's span is the tool's time.
        var either = Within(Union(_toolTimes.Concat(_modelTimes)), from, to);
        return new(total, either - tools, tools) { Calls = [.. Models.Where(model => model.Start >= from && model.Start < to)] };
    }

    private static bool IsTool(AgentSpan span) =>
        span.Text(Operation) is { } operation ? operation == Tool : span.Name.StartsWith($"{Tool} ", StringComparison.Ordinal);

    private static bool IsModel(AgentSpan span) => span.Text(Operation) is "chat" or "text_completion" or "generate_content";

    private static bool IsAgent(AgentSpan span) => span.Text(Operation) is "invoke_agent";

    private static IEnumerable<AgentSpan> Ancestors(AgentSpan span, Dictionary<string, AgentSpan> byId)
    {
        // A trace that goes in a circle is an agent's mistake, and no reason to hang.
        var seen = new HashSet<string>(StringComparer.Ordinal) { span.SpanId };
        for (var parent = span.ParentId; seen.Add(parent) && byId.TryGetValue(parent, out var found); parent = found.ParentId)
        {
            yield return found;
        }
    }

    private static TracedTool ToTool(AgentSpan span) =>
        new(
            span.Text("gen_ai.tool.call.id") is { Length: > 0 } id ? id : span.SpanId,
            span.Text("gen_ai.tool.name") is { Length: > 0 } name ? name
                : span.Name.StartsWith($"{Tool} ", StringComparison.Ordinal) ? span.Name[(Tool.Length + 1)..]
                : span.Name,
            span.Attributes.GetValueOrDefault("gen_ai.tool.call.arguments"),
            span.Attributes.GetValueOrDefault("gen_ai.tool.call.result"),
            span.Start,
            span.End > span.Start ? span.End : span.Start,
            span.IsError
                ? span.Error.Length > 0
                    ? span.Error
                    : span.Text("error.type") ?? "error"
                : null
        );

    private static TracedModel ToModel(AgentSpan span) =>
        new(
            span.Text("gen_ai.response.model") ?? span.Text("gen_ai.request.model") ?? "",
            span.Number("gen_ai.usage.input_tokens"),
            span.Number("gen_ai.usage.output_tokens"),
            span.Start,
            span.End
        );

    private static List<(DateTimeOffset Start, DateTimeOffset End)> Union(IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> times)
    {
        var union = new List<(DateTimeOffset Start, DateTimeOffset End)>();
        foreach (var time in times.Where(time => time.End > time.Start).OrderBy(time => time.Start))
        {
            if (union.Count > 0 && time.Start <= union[^1].End)
            {
                union[^1] = (union[^1].Start, time.End > union[^1].End ? time.End : union[^1].End);
            }
            else
            {
                union.Add(time);
            }
        }

        return union;
    }

    private static TimeSpan Within(IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> times, DateTimeOffset from, DateTimeOffset to)
    {
        var ticks = 0L;
        foreach (var (start, end) in times)
        {
            ticks += Math.Max(0, Math.Min(end.UtcTicks, to.UtcTicks) - Math.Max(start.UtcTicks, from.UtcTicks));
        }

        return TimeSpan.FromTicks(ticks);
    }

    private long? Sum(Func<TracedModel, long?> tokens)
    {
        long? sum = null;
        foreach (var model in Models)
        {
            if (tokens(model) is { } count and >= 0)
            {
                sum = (sum ?? 0) + count;
            }
        }

        return sum;
    }
}
