using System.Text;
using System.Text.Json;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>A suite of test cases, version 1 of the format, held to every rule of <c>POST scenarios/run_scenarios_json/</c>.</summary>
internal sealed record Suite
{
    private const int MaxEntries = 200;
    private const int MostBytes = 1024 * 1024;

    public string? Name { get; private init; }

    public long? ConcurrencyLimit { get; private init; }

    public required IReadOnlyList<SuiteEntry> Entries { get; init; }

    /// <param name="spec">The suite as it was sent.</param>
    /// <param name="workspace">Where metrics, personalities and profiles are looked up.</param>
    /// <param name="agent">The agent under test; null when it is not known, which is reported elsewhere.</param>
    /// <param name="frequency">Multiplies each entry's own.</param>
    /// <param name="problems">Takes what is wrong, all of it.</param>
    public static Suite Read(JsonElement spec, Workspace workspace, Agent? agent, long frequency, SpecProblems problems)
    {
        var root = new SpecElement(spec, "", problems);
        if (Encoding.UTF8.GetByteCount(spec.GetRawText()) > MostBytes)
        {
            root.Report("The spec is larger than 1 MB. Split it.");
            return new() { Entries = [] };
        }

        CheckRoot(root);
        var about = root.Get("suite");
        about?.IsObjectOf("description", "name");
        about?.Get("description")?.Text();
        var defaults = root.Get("defaults");
        defaults?.IsObjectOf([.. EntryDefaults.Keys, "concurrency_limit"]);
        var reader = new EntryReader(workspace, agent, EntryDefaults.Read(defaults, workspace, agent), frequency);
        return new()
        {
            Name = about?.Get("name")?.Text(max: 255),
            ConcurrencyLimit = defaults?.Get("concurrency_limit")?.Integer(min: 1),
            Entries = [.. (root.Get("scenarios")?.Items(MaxEntries, min: 1) ?? []).Select(reader.Read).OfType<SuiteEntry>()],
        };
    }

    private static void CheckRoot(SpecElement root)
    {
        // Known here, and refused by a sentence of its own: the published pages contradict each other about it.
        if (!root.IsObjectOf("$schema", "agent_id", "defaults", "scenarios", "suite", "version"))
        {
            return;
        }

        root.Get("agent_id")?.Report("The agent is named by the request, not by the spec. Remove 'agent_id'.");
        root.Get("$schema")?.Text();
        if (root.Get("version") is not { IsText: true } version || version.Value.GetString() != "1")
        {
            root.ReportAt("version", "Must be \"1\".");
        }

        if (root.Get("scenarios") is null)
        {
            root.ReportAt("scenarios", "'scenarios' is required.");
        }
    }
}
