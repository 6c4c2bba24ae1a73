namespace Cekura.Runs.Conversations;

/// <summary>
/// What answers, as messages name it: the emulator where its runs say so or a front end runs one itself, else the service. An emulator
/// that is served has an address like any proxy of the service, so an address says nothing.
/// </summary>
internal static class ServiceName
{
    /// <summary>The emulator.</summary>
    public const string Emulator = "the emulator";

    /// <summary>The service.</summary>
    public const string Service = "Cekura";

    /// <summary>The name of what answers.</summary>
    public static string Of(bool isEmulated) => isEmulated ? Emulator : Service;
}
