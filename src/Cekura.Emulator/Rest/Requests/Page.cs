using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Emulator.Rest.Requests;

/// <summary>The envelope of every <c>GET</c> of a list: <c>{count, next, previous, results}</c>.</summary>
internal static class Page
{
    private const int DefaultSize = 20;
    private const int LargestSize = 100;

    public static ApiAnswer Of<T>(ApiRequest request, IReadOnlyList<T> items, Func<T, JsonObject> toJson) =>
        Of(request, items, (json, item) => toJson(item).WriteTo(json));

    public static ApiAnswer Of<T>(ApiRequest request, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        var size = request.Integer("page_size") is { } asked and > 0 ? (int)Math.Min(asked, LargestSize) : DefaultSize;
        var pages = Math.Max(1, (items.Count + size - 1) / size);
        var page = request.Integer("page") ?? 1;
        if (page < 1 || page > pages)
        {
            throw RefusedException.WithDetail(404, "Invalid page.");
        }

        return ApiAnswer.Ok(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("count"u8, items.Count);
            json.WriteString("next"u8, page < pages ? Address(request, page + 1) : null);
            json.WriteString("previous"u8, page > 1 ? Address(request, page - 1) : null);
            json.WriteStartArray("results"u8);
            foreach (var item in items.Skip((int)(page - 1) * size).Take(size))
            {
                write(json, item);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static string Address(ApiRequest request, long page)
    {
        var query = request
            .Query.Where(parameter => parameter.Key != "page")
            .Append(KeyValuePair.Create("page", page.ToString(CultureInfo.InvariantCulture)))
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}");
        return $"{request.Origin}{request.Path}?{string.Join('&', query)}";
    }
}
