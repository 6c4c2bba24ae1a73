using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads lists: an envelope with pages, or a bare array.</summary>
internal static class Pages
{
    /// <summary>The property of an envelope that holds the entries.</summary>
    public const string Entries = "results";

    // A service that adds entries while a list is read shows some of them twice, but never page after page.
    private const int MaxPagesWithoutNews = 10;
    private const int MaxPages = 10_000;

    /// <exception cref="CekuraTransientException">A page could not be read, or the pages have no end.</exception>
    public static async IAsyncEnumerable<T> ListAsync<T>(
        Transport transport,
        string path,
        Query query,
        Func<JsonElement, T> read,
        Func<T, long> id,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var known = new HashSet<long>();
        var visited = new HashSet<Uri>();
        var address = transport.Service.Resolve(path, query);
        for (var (number, withoutNews) = (1, 0); ; number++)
        {
            if (!visited.Add(address))
            {
                throw Endless(path, $"page {number} is one that was read before");
            }

            var page = await transport
                .GetAsync(address, TimeLimits.Other, json => PageOf(json, read, isFirst: known.Count == 0), cancellationToken)
                .ConfigureAwait(false);
            foreach (var error in page.Unreadable)
            {
                transport.UnreadableEntry?.Invoke(error);
            }

            // The service may list an entry twice, on one page or on two.
            var before = known.Count;
            foreach (var entry in page.Entries.Where(entry => known.Add(id(entry))))
            {
                yield return entry;
            }

            if (page.Next is null || page.Entries.Count + page.Unreadable.Count == 0)
            {
                yield break;
            }

            withoutNews = known.Count > before ? 0 : withoutNews + 1;
            if (withoutNews == MaxPagesWithoutNews || number == MaxPages)
            {
                throw Endless(
                    path,
                    withoutNews == MaxPagesWithoutNews
                        ? $"{withoutNews} pages one after the other brought nothing new"
                        : $"there are more than {number} pages"
                );
            }

            // The key is sent only to the configured server, so a link to another one is rebuilt.
            address =
                Uri.TryCreate(address, page.Next, out var next) && transport.Service.HasSameOrigin(next)
                    ? next
                    : transport.Service.Resolve(path, query.With("page", number + 1));
        }
    }

    private static CekuraTransientException Endless(string path, string problem) =>
        new($"GET {path}: the pages of the list go on without end: {problem}. What was read of it may not be all.", innerException: null)
        {
            StatusCode = 200,
        };

    // A page of which nothing can be read is something else than a list, unless others of the same list could be read.
    private static Page<T> PageOf<T>(JsonElement json, Func<JsonElement, T> read, bool isFirst)
    {
        var unreadable = new List<string>();
        return new Page<T>(ReadEntries(json, read, unreadable.Add, mayAllBeUnreadable: !isFirst), unreadable, NextOf(json));
    }

    /// <summary>The entries of an envelope's page or of a bare array.</summary>
    private static List<T> ReadEntries<T>(JsonElement json, Func<JsonElement, T> read, Action<string> unreadable, bool mayAllBeUnreadable)
    {
        var entries = json.ValueKind == JsonValueKind.Object ? json.Field(Entries) : json;
        return EntryReader.ReadEach(
            Known(entries is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : (IEnumerable<JsonElement>?)null),
            read,
            unreadable,
            mayAllBeUnreadable
        );
    }

    /// <exception cref="JsonException">There are no entries: the answer is something else.</exception>
    public static T Known<T>(T? entries)
        where T : class => entries ?? throw new JsonException("neither a list nor a page of one");

    private static string? NextOf(JsonElement json) =>
        json.Field("next") is { ValueKind: JsonValueKind.String } next && next.GetString()! is { Length: > 0 } address ? address : null;

    private sealed record Page<T>(List<T> Entries, List<string> Unreadable, string? Next);
}
