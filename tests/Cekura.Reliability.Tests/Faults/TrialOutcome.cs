namespace Cekura.Reliability.Tests.Faults;

/// <summary>What a trial found.</summary>
/// <param name="Ending">How its process ended.</param>
/// <param name="Started">Results that the service has of it.</param>
/// <param name="Verdicts">Cases that got a verdict.</param>
/// <param name="Lost">Cases of a process that ended by itself without the verdict that the service has for them, or with a second one.</param>
/// <param name="Running">Results with conversations that nobody ended.</param>
/// <param name="ConfirmedEnds">Ends that the service confirmed.</param>
/// <param name="FalseGreens">Passed cases that did not pass in the service.</param>
internal sealed record TrialOutcome(Ending Ending, int Started, int Verdicts, int Lost, int Running, int ConfirmedEnds, int FalseGreens);
