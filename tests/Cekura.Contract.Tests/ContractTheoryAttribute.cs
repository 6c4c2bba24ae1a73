namespace Cekura.Contract.Tests;

/// <summary>Tests over the contract's examples: skipped, with the reason, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ContractTheoryAttribute : TheoryAttribute
{
    public ContractTheoryAttribute() => Skip = Examples.SkipReason;
}
