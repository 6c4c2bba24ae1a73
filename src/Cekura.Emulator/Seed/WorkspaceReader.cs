namespace Cekura.Emulator.Seed;

/// <summary>Reads a whole seed: each section in turn, the later ones with what the earlier ones hold.</summary>
internal static class WorkspaceReader
{
    public static IReadOnlyList<string> Sections { get; } =
    [
        "$schema", "project", "organization", "agents", "personalities", "test_profiles", "metrics", "scenarios", "rubric", "faults", "limits",
    ];

    /// <exception cref="EmulatorSeedException">Something in the seed is wrong.</exception>
    public static Workspace Read(SeedElement root)
    {
        root.KnowOnly(Sections);
        var personalities = Section(root, "personalities", PersonalityReader.Read);
        var agents = Section(root, "agents", item => AgentReader.Read(item, personalities));
        var profiles = Section(root, "test_profiles", item => TestProfileReader.Read(item, agents));
        var metrics = Section(root, "metrics", MetricReader.Read);
        var scenarios = Section(root, "scenarios", item => ScenarioReader.Read(item, agents, personalities, profiles, metrics));
        return new()
        {
            Project = root.Get("project")?.Integer(least: 1) ?? 1,
            Organization = root.Get("organization")?.Integer(least: 1) ?? 1,
            Agents = agents.All,
            Personalities = personalities.All,
            TestProfiles = profiles.All,
            Metrics = metrics.All,
            Scenarios = scenarios.All,
            Rubric = [.. root.Items("rubric").Select(item => RubricReader.Read(item, metrics))],
            Faults = [.. root.Items("faults").Select(FaultReader.Read)],
            Limits = LimitsReader.Read(root.Get("limits")),
        };
    }

    private static Section<T> Section<T>(SeedElement root, string name, Func<SeedElement, T> read)
        where T : class
    {
        var section = new Section<T>(name);
        foreach (var item in root.Items(name))
        {
            section.Add(item.Require("id"), read(item));
        }

        return section;
    }
}
