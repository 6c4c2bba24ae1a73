using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Start;

/// <summary>
/// Personalities and test profiles that a request puts in the place of the scenarios' own. Null: each scenario keeps its own.
/// </summary>
internal sealed record Overrides(IReadOnlyList<Personality?>? Personalities, IReadOnlyList<TestProfile?>? TestProfiles)
{
    /// <exception cref="RefusedException">One of them is unknown, or not enabled.</exception>
    public static Overrides Read(Workspace workspace, Agent agent, Fields fields)
    {
        var personalities = Ids(fields, "personality_ids", "personality_id")
            ?.Select(id => EnabledPersonality(workspace, agent, id) ?? throw RefusedException.Rule("Invalid personalities provided."));
        var profiles = Ids(fields, "test_profile_ids", "test_profile_id")
            ?.Select(id =>
                workspace.TestProfiles.FirstOrDefault(profile => profile.Id == id)
                ?? throw RefusedException.Field("test_profile_ids", $"Invalid pk \"{id}\" - object does not exist.")
            );
        return new(personalities?.ToList<Personality?>(), profiles?.ToList<TestProfile?>());
    }

    /// <summary>The personality, when runs of this agent may use it.</summary>
    public static Personality? EnabledPersonality(Workspace workspace, Agent agent, long id) =>
        workspace.Personalities.FirstOrDefault(personality => personality.Id == id && agent.EnabledPersonalities?.Contains(id) != false);

    // The singular form is merged into the list; an empty list overrides nothing.
    private static List<long>? Ids(Fields fields, string list, string single)
    {
        long[] one = fields.Integer(single) is { } id ? [id] : [];
        var ids = (fields.Integers(list) ?? []).Concat(one).Distinct().ToList();
        return ids.Count > 0 ? ids : null;
    }
}
