namespace Cekura.Contract.Tests;

/// <summary>A test over the contract's examples: skipped, with the reason, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ContractFactAttribute : FactAttribute
{
    public ContractFactAttribute() => Skip = Examples.SkipReason;
}
