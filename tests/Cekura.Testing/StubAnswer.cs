using System.Text.Json.Nodes;

namespace Cekura.Testing;

/// <summary>What a <see cref="ModelStub"/> answers.</summary>
public sealed record StubAnswer
{
    /// <summary>HTTP status.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The model's words.</summary>
    public string? Content { get; init; }

    /// <summary><c>finish_reason</c>.</summary>
    public string? StopReason { get; init; } = "stop";

    /// <summary><c>usage.prompt_tokens</c>; null: no tokens are counted.</summary>
    public int? InputTokens { get; init; } = 100;

    /// <summary><c>usage.completion_tokens</c>.</summary>
    public int OutputTokens { get; init; } = 10;

    /// <summary>The body in the place of an answer of the protocol.</summary>
    public string? Raw { get; init; }

    /// <summary>Headers beside the usual ones.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The answer leaves when this is over.</summary>
    public Task Until { get; init; } = Task.CompletedTask;

    /// <summary>The connection breaks in the place of an answer.</summary>
    public bool Breaks { get; init; }

    /// <summary>An answer in words.</summary>
    public static StubAnswer Words(string content) => new() { Content = content };

    /// <summary>An answer that is an object.</summary>
    public static StubAnswer Json(JsonNode answer) => Words(answer.ToJsonString());

    /// <summary>A caller's turn.</summary>
    public static StubAnswer Says(string say, bool done = false, string reason = "") =>
        Json(
            new JsonObject
            {
                ["say"] = say,
                ["done"] = done,
                ["reason"] = reason,
            }
        );

    /// <summary>An error as endpoints write it.</summary>
    public static StubAnswer Error(int status, string message, string? code = null) =>
        new()
        {
            Status = status,
            Raw = new JsonObject
            {
                ["error"] = new JsonObject { ["message"] = message, ["code"] = code },
            }.ToJsonString(),
        };

    /// <summary>Too many questions.</summary>
    public static StubAnswer Busy(string retryAfter) =>
        Error(429, "Rate limit reached.") with
        {
            Headers = [new("Retry-After", retryAfter)],
        };
}
