namespace Cekura.Emulator.Seed;

/// <summary>With whom a canned conversation was held, and which time. Null: whoever it is, whichever time.</summary>
internal sealed record RecordedCase(Personality? Personality, TestProfile? TestProfile, int? Repetition)
{
    /// <summary>Whether it is the conversation of these. Those that live only as long as a suite's runs have ids of their own.</summary>
    public bool Is(Personality? personality, TestProfile? profile, int repetition) =>
        (Personality is null || Personality.Id == personality?.Id || Personality.Name == personality?.Name)
        && (TestProfile is null || TestProfile.Id == profile?.Id || TestProfile.Name == profile?.Name)
        && (Repetition is null || Repetition == repetition);
}
