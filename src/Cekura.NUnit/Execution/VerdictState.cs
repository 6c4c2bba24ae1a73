using Cekura.Runs.Verdict;
using Cekura.TestHost;
using NUnit.Framework.Interfaces;

namespace Cekura.NUnit.Execution;

/// <summary>What a verdict is in NUnit's words.</summary>
internal static class VerdictState
{
    /// <summary>The state. What failed without a conversation is an error; what was not judged never passes.</summary>
    public static ResultState Of(CaseVerdict verdict) =>
        verdict.Outcome switch
        {
            Outcome.Passed => ResultState.Success,
            Outcome.Skipped => ResultState.Ignored,
            Outcome.None => ResultState.Cancelled,
            _ => FailureKinds.Of(verdict) == FailureKind.NotTested ? ResultState.Error : ResultState.Failure,
        };
}
