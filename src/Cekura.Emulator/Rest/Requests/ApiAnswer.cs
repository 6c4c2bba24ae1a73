using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Emulator.Rest.Requests;

/// <summary>An answer: a status and JSON, or no body at all.</summary>
internal sealed record ApiAnswer(int Status, JsonNode? Body = null)
{
    /// <summary>Writes a body that may be large, in the place of <see cref="Body"/>; null: it does not.</summary>
    public Action<Utf8JsonWriter>? Write { get; init; }

    /// <summary>For the header <c>Retry-After</c>.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>What begins once the answer is written, so that the answer shows how things stood before.</summary>
    public Action? Then { get; init; }

    /// <summary>The answer itself, where it takes its time; the rest does not count then. It may throw
    /// <see cref="RefusedException"/>.</summary>
    public Func<CancellationToken, Task<ApiAnswer>>? Later { get; init; }

    public static ApiAnswer Ok(JsonNode body) => new(200, body);

    public static ApiAnswer Ok(Action<Utf8JsonWriter> write) => new(200) { Write = write };

    public static ApiAnswer WithDetail(int status, string detail) => new(status, new JsonObject { ["detail"] = detail });
}
