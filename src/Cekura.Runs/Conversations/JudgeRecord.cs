using System.Text.Json;
using Cekura.Client;

namespace Cekura.Runs.Conversations;

/// <summary>What a model on this machine saw and said when it judged a run of the emulator.</summary>
internal static class JudgeRecord
{
    /// <summary>The record; null when no model judged the run, and of runs of the service, whose agents write metadata too.</summary>
    public static JsonElement? Of(Run run)
    {
        // Hardly any run has one, and the metadata of thousands need not be read for them.
        if (run.Json is { } json && json.Span.IndexOf("emulator_judge"u8) < 0)
        {
            return null;
        }

        return
            RunOrigin.IsEmulated(run)
            && run.Metadata is { } metadata
            && metadata.TryGetProperty("emulator_judge", out var record)
            && record.ValueKind == JsonValueKind.Object
            ? record
            : null;
    }
}
