namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>A theory about signals, which Windows does not have.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "needs Unix signals" : null;
}
