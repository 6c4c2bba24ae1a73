using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads how far work in the background has come. The service publishes little of these answers.</summary>
internal static class ProgressReader
{
    public static string IdOf(JsonElement answer) =>
        (answer.Field("progress_id") is { } id ? TextConverter.TextOf(id) : null) ?? throw new JsonException("no progress_id");

    /// <summary>A payload says that the work is done, whatever the status says.</summary>
    public static WorkProgress<T> Read<T>(JsonElement answer, string payload, Func<JsonElement, T> read)
        where T : class =>
        new(
            answer.TextField("status"),
            answer.Field(payload) is { ValueKind: not JsonValueKind.Null } ? read(answer) : null,
            answer.TextField("error") ?? answer.TextField("detail")
        );
}
