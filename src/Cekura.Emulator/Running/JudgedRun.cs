using Cekura.Emulator.Judging;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Running;

/// <summary>A run as a judge is told of it.</summary>
internal static class JudgedRun
{
    /// <param name="run">The run.</param>
    /// <param name="scenario">Its scenario, as the seed has it now.</param>
    public static JudgedCase Of(EmulatedRun run, Scenario scenario) =>
        new(scenario, run.Agent, run.Personality, run.TestProfile, run.State.Metadata, run.State.ExecutedAt ?? run.Result.CreatedAt);
}
