using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.Suites;

/// <summary>Requests that carry a suite.</summary>
internal static class SuiteSeeds
{
    /// <summary>The clinic, where a run costs 0.35 and one metric is for another agent only.</summary>
    public static readonly string Clinic = Seeds.Clinic.Replace(
        "\"metrics\": [\n",
        "\"limits\": { \"price_per_run\": 0.35 },\n  \"metrics\": [ { \"id\": 60, \"name\": \"Billing only\", \"agents\": [13] },\n",
        StringComparison.Ordinal
    );

    public static string Request(string scenarios, string spec = "", string request = "") =>
        $$"""{ "agent_id": 12, {{request}} "spec": { "version": "1", {{spec}} "scenarios": [{{scenarios}}] } }""";

    public static string Spec(string spec) => $$"""{ "agent_id": 12, "spec": {{spec}} }""";
}
