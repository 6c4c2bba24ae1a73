namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>A theory that finds processes by what Linux says of them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute() => Skip = OperatingSystem.IsLinux() ? null : "needs /proc";
}
