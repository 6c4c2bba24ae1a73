namespace Cekura.Emulator.Seed;

/// <summary>Reads a whole seed: each section in turn, the later ones with what the earlier ones hold.</summary>
internal static class WorkspaceReader
{
    public static IReadOnlyList<string> Sections { get; } =
    [
        "$schema",
        "project",
        "organization",
        "agents",
        "personalities",
        "test_profiles",
        "metrics",
        "scenarios",
        "rubric",
        "faults",
        "limits",
        "model",
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
            Project = root.Get("project")?.Integer(min: 1) ?? 1,
            Organization = root.Get("organization")?.Integer(min: 1) ?? 1,
            Agents = agents.All,
            Personalities = personalities.All,
            TestProfiles = profiles.All,
            Metrics = metrics.All,
            Scenarios = scenarios.All,
            Rubric = Each(root.Items("rubric"), item => RubricReader.Read(item, metrics)),
            Faults = Each(root.Items("faults"), FaultReader.Read),
            Limits = LimitsReader.Read(root.Get("limits")),
            Model = ModelReader.Read(root.Get("model")),
        };
    }

    // The errors of a whole section are told together; what refers to it is not read then, because it would be blamed for them.
    private static List<T> Each<T>(IReadOnlyList<SeedElement> items, Func<SeedElement, T> read)
    {
        var all = new List<T>();
        var errors = new List<EmulatorSeedException>();
        foreach (var item in items)
        {
            try
            {
                all.Add(read(item));
            }
            catch (EmulatorSeedException e)
            {
                errors.Add(e);
            }
        }

        return errors is [var first, .. var others] ? throw first.With(others) : all;
    }

    private static Section<T> Section<T>(SeedElement root, string name, Func<SeedElement, T> read)
        where T : class
    {
        var section = new Section<T>(name);
        Each(root.Items(name), item =>
        {
            section.Add(item.Require("id"), read(item));
            return item;
        });
        return section;
    }
}
