namespace Cekura.Emulator.Tests.Protocols;

/// <summary>A test with a program that is not ours; skipped, with a notice, where it is not installed.</summary>
public sealed class ProgramFactAttribute : FactAttribute
{
    /// <summary>Looks whether it is there.</summary>
    /// <param name="program">Its name on the PATH.</param>
    public ProgramFactAttribute(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        Skip = folders.Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")))
            ? null
            : $"{program} is not on the PATH. To run this test, install it.";
    }
}
