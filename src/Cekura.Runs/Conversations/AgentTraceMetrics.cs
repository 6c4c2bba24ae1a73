using System.Globalization;
using Cekura.Client;

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

    private const double Median = 0.5;
    private const double P95 = 0.95;

    /// <summary>Every name that there is.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [Tokens, InputTokens, OutputTokens, Latency("Tool", Median), Latency("Tool", P95), Latency("Model", Median), Latency("Model", P95)];

    /// <summary>Whether a word means one of them.</summary>
    public static bool IsName(string word) => Names.Any(name => MetricRules.SameName(name, word));

    /// <summary>Those that the trace of a run says something about; none without a trace.</summary>
    public static IReadOnlyList<RunMetric> Of(Run run)
    {
        if (RunSpans.Of(run) is not { } trace)
        {
            return [];
        }

        var metrics = new List<RunMetric>();
        Add(Tokens, trace.Tokens);
        Add(InputTokens, trace.InputTokens);
        Add(OutputTokens, trace.OutputTokens);
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

    private static string Latency(string what, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} latency p{share * 100:0} (in ms)");

    // The nearest rank: one of the times that there were, never one between two.
    private static double? Percentile(IReadOnlyList<TimeSpan> times, double share) =>
        times.Count == 0 ? null : Math.Round(times.Order().ElementAt((int)Math.Ceiling(times.Count * share) - 1).TotalMilliseconds, 1);
}
