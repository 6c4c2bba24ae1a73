namespace Cekura.Benchmarks.Bench;

/// <summary>Our adapter: scenarios × 50 personalities.</summary>
internal sealed class CekuraFramework(bool isOnPlatform) : IFramework
{
    public static readonly IFramework Instance = new CekuraFramework(isOnPlatform: false);

    /// <summary>The same on Microsoft.Testing.Platform.</summary>
    public static readonly IFramework OnPlatform = new CekuraFramework(isOnPlatform: true);

    public bool IsOnPlatform => isOnPlatform;

    public string Name => "Cekura";

    // The same test platform as all the others: the adapter itself asks for an older one at least.
    public string Items =>
        $"""<PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" /><PackageReference Include="Cekura.TestAdapter" Version="{Workbench.Version}" />""";

    public void Write(string directory, int cases) => File.WriteAllText(Path.Combine(directory, "cekura.json"), Matrix.Manifest(cases));
}
