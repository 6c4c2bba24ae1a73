using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>What test cases and <c>defaults</c> of a suite both may say; null where they do not.</summary>
internal sealed record EntryDefaults
{
    private const int MaxMetrics = 64;
    private const int MaxTags = 32;
    private const int MaxTagLength = 64;

    public static IReadOnlyList<string> Keys { get; } =
    ["frequency", "language", "max_duration", "metrics", "personality", "phone_number", "tags", "test_profile"];

    public long? Frequency { get; private init; }

    public long? MaxDuration { get; private init; }

    public IReadOnlyList<Metric>? Metrics { get; private init; }

    public string? Language { get; private init; }

    public string? PhoneNumber { get; private init; }

    public IReadOnlyList<string>? Tags { get; private init; }

    public PersonalityChoice? Personality { get; private init; }

    public ProfileChoice? Profile { get; private init; }

    public static EntryDefaults Read(SpecElement? element, Workspace workspace, Agent? agent)
    {
        return new()
        {
            Frequency = element?.Get("frequency")?.Integer(min: 1),
            MaxDuration = element?.Get("max_duration")?.Integer(min: 1),
            Metrics = element
                ?.Get("metrics")
                ?.Items(MaxMetrics)
                .Select(item => MetricReference.Resolve(item, workspace, agent))
                .OfType<Metric>()
                .DistinctBy(metric => metric.Id)
                .ToList(),
            Language = element?.Get("language")?.Word(Spellings.Languages),
            PhoneNumber = element?.Get("phone_number")?.Text(),
            Tags = element?.Get("tags")?.Items(MaxTags).Select(tag => tag.Text(max: MaxTagLength) ?? "").ToList(),
            Personality = element?.Get("personality") is { } personality ? PersonalityChoice.Read(personality, workspace) : null,
            Profile = element?.Get("test_profile") is { } profile ? ProfileChoice.Read(profile, workspace, agent) : null,
        };
    }

    /// <summary>Field by field the entry's, else the suite's.</summary>
    public EntryDefaults Over(EntryDefaults suite) =>
        new()
        {
            Frequency = Frequency ?? suite.Frequency,
            MaxDuration = MaxDuration ?? suite.MaxDuration,
            Metrics = Metrics ?? suite.Metrics,
            Language = Language ?? suite.Language,
            PhoneNumber = PhoneNumber ?? suite.PhoneNumber,
            Tags = Tags ?? suite.Tags,
            Personality = Personality ?? suite.Personality,
            Profile = Profile ?? suite.Profile,
        };
}
