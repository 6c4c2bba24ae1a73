using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Rest.Start;

/// <summary>
/// Multiplies what is selected out into runs. In the modes livekit_v2, pipecat_v2 and API chat, where the service's pages leave open
/// whether personalities and profiles multiply (docs/service.md#d14), they do: a client counts the runs of the answer.
/// </summary>
internal static class Multiplication
{
    public const int MaxRuns = 10_000;

    /// <summary>In the order of the answer: by scenario, personality, profile, repetition.</summary>
    /// <exception cref="RefusedException">More runs than the emulator keeps.</exception>
    public static IReadOnlyList<RunCase> Cases(Agent agent, IReadOnlyList<SelectedScenario> selected, Overrides overrides, long frequency)
    {
        Limit(selected.Count, overrides.Personalities?.Count ?? 1, overrides.TestProfiles?.Count ?? 1, frequency);
        return
        [
            .. from entry in selected
            from personality in overrides.Personalities ?? [entry.Scenario.Personality]
            from profile in overrides.TestProfiles ?? [entry.Scenario.TestProfile]
            from repetition in Enumerable.Range(1, (int)frequency)
            select new RunCase(entry.Scenario, agent, personality, profile, repetition)
            {
                WebSocketUrl = entry.WebSocketUrl,
                Metadata = entry.About,
            },
        ];
    }

    /// <exception cref="RefusedException">More runs than the emulator keeps.</exception>
    public static void Limit(params ReadOnlySpan<long> factors)
    {
        long runs = 1;
        foreach (var factor in factors)
        {
            runs *= Math.Min(factor, MaxRuns + 1);
            if (runs > MaxRuns)
            {
                throw RefusedException.Rule($"The emulator starts at most {MaxRuns} runs with one request.");
            }
        }
    }
}
