using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads what a workspace holds, each with the JSON that it came from.</summary>
internal static class ModelReaders
{
    public static Agent Agent(JsonElement json) => json.ReadAs(ResponseJson.Default.Agent) with { Source = json.Clone() };

    public static Metric Metric(JsonElement json) => json.ReadAs(ResponseJson.Default.Metric) with { Source = json.Clone() };

    public static TestProfile TestProfile(JsonElement json) => json.ReadAs(ResponseJson.Default.TestProfile) with { Source = json.Clone() };

    public static Project Project(JsonElement json) => json.ReadAs(ResponseJson.Default.Project) with { Source = json.Clone() };

    public static TestSet TestSet(JsonElement json) => json.ReadAs(ResponseJson.Default.TestSet) with { Source = json.Clone() };

    public static Scenario Scenario(JsonElement json) => json.ReadAs(ResponseJson.Default.Scenario) with { Source = json.Clone() };

    public static Personality Personality(JsonElement json) => json.ReadAs(ResponseJson.Default.Personality) with { Source = json.Clone() };

    public static CriticalMetricScenario CriticalMetricScenario(JsonElement json) =>
        json.ReadAs(ResponseJson.Default.CriticalMetricScenario);
}
