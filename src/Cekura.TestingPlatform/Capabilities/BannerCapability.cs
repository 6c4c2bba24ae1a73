using Microsoft.Testing.Platform.Capabilities.TestFramework;

namespace Cekura.TestingPlatform.Capabilities;

/// <summary>The line with which the program begins.</summary>
internal sealed class BannerCapability(CekuraExtension extension) : IBannerMessageOwnerCapability
{
    public Task<string?> GetBannerMessageAsync() => Task.FromResult<string?>($"{extension.DisplayName} {extension.Version}");
}
