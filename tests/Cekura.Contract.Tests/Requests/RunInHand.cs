namespace Cekura.Contract.Tests.Requests;

/// <summary>Ids that calls about a run or a result use.</summary>
internal sealed record RunInHand(long Result, long Run, long Scenario = 101);
