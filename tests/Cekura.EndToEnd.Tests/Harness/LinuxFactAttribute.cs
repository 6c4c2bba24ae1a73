namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>A test that looks at processes and file modes as Linux shows them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "needs /proc";
}
