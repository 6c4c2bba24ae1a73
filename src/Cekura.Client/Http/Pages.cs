using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads lists: an envelope with pages, or a bare array (contract, section 2, pagination).</summary>
internal static class Pages
{
    /// <summary>The property of an envelope that holds the entries.</summary>
    public const string Entries = "results";

    public static async IAsyncEnumerable<T> ListAsync<T>(
        Transport transport,
        string path,
        Query query,
        Func<JsonElement, T> read,
        Func<T, long> id,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = new HashSet<long>();
        var visited = new HashSet<Uri>();
        var address = transport.Service.Resolve(path, query);
        for (var number = 1; visited.Add(address); number++)
        {
            var page = await transport.GetAsync(
                address, TimeLimits.Other, json => new Page<T>(ReadEntries(json, read), NextOf(json)), cancellationToken);

            // The service may list an entry twice, on one page or on two.
            foreach (var entry in page.Entries.Where(entry => known.Add(id(entry))))
            {
                yield return entry;
            }

            if (page.Next is null || page.Entries.Count == 0)
            {
                yield break;
            }

            // The key is sent only to the configured server, so a link to another one is rebuilt.
            address = Uri.TryCreate(address, page.Next, out var next) && transport.Service.HasSameOrigin(next)
                ? next
                : transport.Service.Resolve(path, query.With("page", number + 1));
        }
    }

    /// <summary>The entries of an envelope's page or of a bare array.</summary>
    public static List<T> ReadEntries<T>(JsonElement json, Func<JsonElement, T> read)
    {
        var entries = json.ValueKind == JsonValueKind.Object ? json.Field(Entries) : json;
        return [.. Known(entries is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(read) : null)];
    }

    /// <exception cref="JsonException">There are no entries: the answer is something else.</exception>
    public static T Known<T>(T? entries)
        where T : class => entries ?? throw new JsonException("neither a list nor a page of one");

    private static string? NextOf(JsonElement json) =>
        json.Field("next") is { ValueKind: JsonValueKind.String } next && next.GetString()! is { Length: > 0 } address ? address : null;

    private sealed record Page<T>(List<T> Entries, string? Next);
}
