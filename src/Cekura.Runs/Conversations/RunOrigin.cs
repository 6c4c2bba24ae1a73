using System.Text.Json;
using Cekura.Client;

namespace Cekura.Runs.Conversations;

/// <summary>Who holds a conversation: the service, or an emulator of it.</summary>
internal static class RunOrigin
{
    /// <summary>Whether an emulator holds the conversation, as the run itself says.</summary>
    public static bool IsEmulated(Run run) =>
        run.Metadata is { ValueKind: JsonValueKind.Object } metadata
        && metadata.TryGetProperty("emulated", out var emulated)
        && emulated.ValueKind == JsonValueKind.True;
}
