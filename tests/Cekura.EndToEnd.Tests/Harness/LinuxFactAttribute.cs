namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>A test that finds processes by what Linux says of them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "needs /proc";
}
