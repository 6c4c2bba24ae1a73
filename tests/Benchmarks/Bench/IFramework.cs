namespace Cekura.Benchmarks.Bench;

/// <summary>A test framework, and how one writes a project of many trivial tests with it.</summary>
internal interface IFramework
{
    string Name { get; }

    /// <summary>Whether it runs on Microsoft.Testing.Platform, and not on VSTest.</summary>
    bool IsOnPlatform => false;

    /// <summary>Properties of the project file.</summary>
    string Properties => "";

    /// <summary>Items of the project file.</summary>
    string Items { get; }

    /// <summary>Writes the tests.</summary>
    void Write(string directory, int cases);
}
