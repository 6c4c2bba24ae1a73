using System.Globalization;
using Cekura.Agents.Traces;
using Cekura.Client;
using Cekura.Manifests.Settings;

namespace Cekura.Runs.Conversations;

/// <summary>
/// What the agent's trace says in numbers, under names that a manifest may expect something of. They are no metrics of the service: they
/// are not voted on, and decide nothing that is not expected.
/// </summary>
internal static class AgentTraceMetrics
{
    public const string Tokens = "Tokens";
    public const string InputTokens = "Input tokens";
    public const string OutputTokens = "Output tokens";
    public const string TokenCost = "Token cost";

    private const double Median = 0.5;
    private const double P95 = 0.95;

    /// <summary>Every name that there is.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        Tokens,
        InputTokens,
        OutputTokens,
        TokenCost,
        Latency("Tool", Median),
        Latency("Tool", P95),
        Latency("Model", Median),
        Latency("Model", P95),
    ];

    /// <summary>Whether a word means one of them.</summary>
    public static bool IsName(string word) => Names.Any(name => MetricRules.SameName(name, word));

    /// <summary>Those that the trace of a run says something about; none without a trace.</summary>
    /// <param name="run">The run.</param>
    /// <param name="prices">What tokens cost.</param>
    public static IReadOnlyList<RunMetric> Of(Run run, TokenPrices prices)
    {
        if (RunSpans.Of(run) is not { } trace)
        {
            return [];
        }

        var metrics = new List<RunMetric>();
        Add(Tokens, trace.Tokens);
        Add(InputTokens, trace.InputTokens);
        Add(OutputTokens, trace.OutputTokens);
        Add(TokenCost, (double?)Cost(trace.Models, prices));
        AddLatencies("Tool", [.. trace.Tools.Select(tool => tool.End - tool.Start)]);
        AddLatencies("Model", [.. trace.Models.Select(model => model.End - model.Start)]);
        return metrics;

        void Add(string name, double? score)
        {
            if (score is { } value)
            {
                metrics.Add(
                    new()
                    {
                        Name = name,
                        Type = "numeric",
                        Score = value,
                    }
                );
            }
        }

        void AddLatencies(string what, IReadOnlyList<TimeSpan> times)
        {
            Add(Latency(what, Median), Percentile(times, Median));
            Add(Latency(what, P95), Percentile(times, P95));
        }
    }

    /// <summary>
    /// What calls of models cost; null where one has no price, or none has tokens: a part of a sum would look like the whole.
    /// </summary>
    public static decimal? Cost(IEnumerable<TracedModel> models, TokenPrices prices)
    {
        decimal? sum = null;
        foreach (var model in models.Where(HasTokens))
        {
            if (prices.Cost(model.Model, Math.Max(0, model.InputTokens ?? 0), Math.Max(0, model.OutputTokens ?? 0)) is not { } cost)
            {
                return null;
            }

            sum = (sum ?? 0) + cost;
        }

        return sum;
    }

    /// <summary>A model that was called and has no price; null: every one has.</summary>
    public static string? Unpriced(Run run, TokenPrices prices) =>
        RunSpans.Of(run)?.Models.FirstOrDefault(model => HasTokens(model) && prices.Cost(model.Model, 0, 0) is null)?.Model;

    private static bool HasTokens(TracedModel model) => model.InputTokens is not null || model.OutputTokens is not null;

    private static string Latency(string what, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} latency p{share * 100:0} (in ms)");

    // The nearest rank: one of the times that there were, never one between two.
    private static double? Percentile(IReadOnlyList<TimeSpan> times, double share) =>
        times.Count == 0 ? null : Math.Round(times.Order().ElementAt((int)Math.Ceiling(times.Count * share) - 1).TotalMilliseconds, 1);
}
