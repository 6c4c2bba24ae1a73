using System.Reflection;
using System.Text.Json;
using Cekura.Client;
using Cekura.Testing;

namespace Cekura.Contract.Tests;

/// <summary>The folder with the contract's example answers, and clients that read them.</summary>
internal static class Examples
{
    private static readonly string Shared = typeof(Examples)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(entry => entry.Key == "CekuraShared")
        .Value!;

    public static string Folder { get; } = Path.Combine(Shared, "cekura-api", "examples");

    /// <summary>The published OpenAPI documents, cut down to what the product uses.</summary>
    public static string Slice { get; } = Path.Combine(Shared, "cekura-api", "openapi-slice.json");

    /// <summary>Why tests over the examples are skipped; null when they run.</summary>
    public static string? SkipReason { get; } =
        Directory.Exists(Folder)
            ? null
            : $"The contract's examples are not part of this repository and are not in {Folder}. To run this test, build with -p:CekuraShared=<folder that holds cekura-api>.";

    public static IEnumerable<string> Matching(string pattern) =>
        Directory.EnumerateFiles(Folder, pattern).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public static JsonElement Json(string file)
    {
        using var document = JsonDocument.Parse(Text(file));
        return document.RootElement.Clone();
    }

    /// <summary>What a call of the real client makes of the example, when the service answers it.</summary>
    public static Task<T> ReadAsync<T>(string file, Func<CekuraClient, Task<T>> call, int status = 200) =>
        CallAsync(new ScriptedHandler().Answer(Text(file), status), call);

    /// <summary>What a call of the real client makes of the answers in <paramref name="service"/>; failures are not repeated.</summary>
    public static async Task<T> CallAsync<T>(ScriptedHandler service, Func<CekuraClient, Task<T>> call)
    {
        using var client = new CekuraClient(
            new CekuraClientOptions
            {
                ApiKey = "ck-contract",
                Retry = new() { MaxAttempts = 1 },
            },
            service
        );
        return await call(client);
    }
}
