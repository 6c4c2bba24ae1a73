using System.Text.Json.Nodes;

namespace Cekura.Emulator.Rest.Requests;

/// <summary>The request is refused with an answer in one of the service's error shapes.</summary>
internal sealed class RefusedException(ApiAnswer answer) : Exception
{
    public ApiAnswer Answer => answer;

    /// <summary>A field does not validate: <c>{"field": ["message"]}</c>.</summary>
    public static RefusedException Field(string field, string message) =>
        new(new(400, new JsonObject { [field] = new JsonArray(message) }));

    /// <summary>A rule is violated: <c>["message"]</c>.</summary>
    public static RefusedException Rule(string message) => new(new(400, new JsonArray(message)));

    public static RefusedException WithDetail(int status, string detail) => new(ApiAnswer.WithDetail(status, detail));

    public static RefusedException NotFound() => WithDetail(404, "Not found.");
}
