using System.Diagnostics;
using Cekura.Manifests.Settings;

namespace Cekura.TestHost;

/// <summary>What an emulator in this process is opened with.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Seed">The seed file.</param>
/// <param name="Data">Where it keeps its conversations; null: nowhere.</param>
/// <param name="StartProcess">Starts the process of an agent.</param>
internal sealed record EmulatorOrder(CekuraSettings Settings, string Seed, string? Data, Action<Process> StartProcess)
{
    /// <summary>Environment variables.</summary>
    public required IReadOnlyDictionary<string, string?> Variables { get; init; }

    /// <summary>The key of the service, which nothing may keep; null: there is none.</summary>
    public string? ServiceKey { get; init; }

    /// <summary>Where this machine remembers what it ran; null: nowhere.</summary>
    public string? StateDirectory { get; init; }

    /// <summary>Hears what there is to say when it is over, line by line.</summary>
    public Action<string> Say { get; init; } = _ => { };
}
