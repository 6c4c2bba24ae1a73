using System.Reflection;
using Microsoft.Testing.Platform.Extensions;

namespace Cekura.TestingPlatform.Capabilities;

/// <summary>How the platform knows what is ours.</summary>
internal class CekuraExtension : IExtension
{
    /// <summary>Part of the adapter's name in TRX files.</summary>
    public virtual string Uid => "cekura";

    /// <summary>The release.</summary>
    public string Version { get; } =
        typeof(CekuraExtension).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "0.0.0";

    public string DisplayName => "Cekura";

    public string Description => "Scenarios of voice and chat agents, as tests";

    public Task<bool> IsEnabledAsync() => Task.FromResult(true);
}
