using Microsoft.Testing.Extensions.TrxReport.Abstractions;

namespace Cekura.TestingPlatform.Capabilities;

/// <summary>Hears whether a TRX file is written, which needs properties of its own.</summary>
internal sealed class TrxCapability : ITrxReportCapability
{
    /// <summary>Whether a TRX file is written.</summary>
    public bool IsEnabled { get; private set; }

    public bool IsSupported => true;

    public void Enable() => IsEnabled = true;
}
