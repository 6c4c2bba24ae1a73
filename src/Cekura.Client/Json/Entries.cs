using System.Runtime.ExceptionServices;
using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads entries of the workspace, each with the JSON that it came from.</summary>
internal static class Entries
{
    public static Agent Agent(JsonElement json) => json.ReadAs(AnswerJson.Default.Agent) with { Source = json.Clone() };

    public static Metric Metric(JsonElement json) => json.ReadAs(AnswerJson.Default.Metric) with { Source = json.Clone() };

    public static TestProfile TestProfile(JsonElement json) => json.ReadAs(AnswerJson.Default.TestProfile) with { Source = json.Clone() };

    public static Project Project(JsonElement json) => json.ReadAs(AnswerJson.Default.Project) with { Source = json.Clone() };

    public static TestSet TestSet(JsonElement json) => json.ReadAs(AnswerJson.Default.TestSet) with { Source = json.Clone() };

    public static Scenario Scenario(JsonElement json) => json.ReadAs(AnswerJson.Default.Scenario) with { Source = json.Clone() };

    public static Personality Personality(JsonElement json) => json.ReadAs(AnswerJson.Default.Personality) with { Source = json.Clone() };

    public static CriticalMetricScenario CriticalMetricScenario(JsonElement json) => json.ReadAs(AnswerJson.Default.CriticalMetricScenario);

    /// <summary>Reads entries of one answer. One that cannot be read is not the others' trouble: it is left out. Where none can be, the answer is something else.</summary>
    /// <param name="entries">What came.</param>
    /// <param name="read">Reads one.</param>
    /// <param name="unreadable">Is told of each that is left out.</param>
    /// <param name="mayAllBeUnreadable">Whether it is known already what kind of answer it is.</param>
    /// <exception cref="Exception">None could be read: what the first one threw.</exception>
    public static List<TRead> ReadEach<TEntry, TRead>(IEnumerable<TEntry> entries, Func<TEntry, TRead> read, Action<string>? unreadable, bool mayAllBeUnreadable = false)
    {
        var all = new List<TRead>();
        ExceptionDispatchInfo? first = null;
        foreach (var entry in entries)
        {
            try
            {
                all.Add(read(entry));
            }
            catch (Exception e) when (Transport.IsUnreadable(e))
            {
                first ??= ExceptionDispatchInfo.Capture(e);
                unreadable?.Invoke(e.Message);
            }
        }

        if (all.Count == 0 && !mayAllBeUnreadable)
        {
            first?.Throw();
        }

        return all;
    }
}
