using System.Globalization;

namespace Cekura.Emulator.Launch;

/// <summary>How a launched process was seen.</summary>
/// <param name="ExitCode">With which it has ended; null: it has not.</param>
/// <param name="Output">A sentence with the lines that it wrote last.</param>
internal sealed record ProcessState(int? ExitCode, string Output)
{
    public override string ToString() =>
        ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"Its process has ended (exit {code}). {Output}") : Output;
}
