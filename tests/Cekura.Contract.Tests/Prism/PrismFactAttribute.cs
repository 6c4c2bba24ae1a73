namespace Cekura.Contract.Tests.Prism;

/// <summary>A test through prism: skipped, with the reason, where the contract or npm's tools are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PrismFactAttribute : FactAttribute
{
    public PrismFactAttribute() => Skip = Examples.SkipReason ?? Npm.SkipReason;
}
