using Cekura.Manifests.Discovery;

namespace Cekura.Runs.Processes;

/// <summary>What a guard process runs.</summary>
/// <param name="Dll">Path of the program.</param>
/// <param name="RuntimeConfig">Path of the runtime configuration that it runs with, such as the test project's own.</param>
/// <param name="Arguments">What the program is told on its command line.</param>
internal sealed record GuardProgram(string Dll, string RuntimeConfig, params IReadOnlyList<string> Arguments)
{
    private const string File = "Cekura.Guard.dll";

    /// <summary>The one that lies beside a test project's dll.</summary>
    /// <remarks>
    /// What it loads lies beside it in the output folder of the tests. This library itself may lie deeper, among what was compiled ahead
    /// for one system and without what it depends on; only where the adapter is no part of the output folder it has the guard beside it.
    /// </remarks>
    public static GuardProgram Of(TestContainer container)
    {
        var output = Path.Combine(Path.GetDirectoryName(container.Source)!, File);
        return new GuardProgram(
            System.IO.File.Exists(output) ? output : Path.Combine(Path.GetDirectoryName(typeof(GuardProgram).Assembly.Location)!, File),
            Path.ChangeExtension(container.Source, ".runtimeconfig.json")
        );
    }
}
