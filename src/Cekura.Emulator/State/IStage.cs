namespace Cekura.Emulator.State;

/// <summary>Carries runs out.</summary>
internal interface IStage
{
    /// <summary>Ends early when <see cref="EmulatedRun.CallEnded"/> is cancelled, and throws <see cref="OperationCanceledException"/> only for that.</summary>
    Task<Performance> PerformAsync(EmulatedRun run);
}
