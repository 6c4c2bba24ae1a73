namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>A test platform.</summary>
public enum Runner
{
    /// <summary>VSTest.</summary>
    VSTest,

    /// <summary>Microsoft.Testing.Platform.</summary>
    Platform,
}
