using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>The file that a shard wrote. Its cases are read one at a time: they hold conversations.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Head">What it is about.</param>
/// <param name="IsComplete">Whether the shard came to its end.</param>
internal sealed record ShardFile(string Path, ShardHead Head, bool IsComplete)
{
    /// <summary>How many cases it holds.</summary>
    public required int Count { get; init; }

    /// <summary>The file names.</summary>
    public const string Pattern = "cekura-report.*-of-*.jsonl";

    /// <summary>Name of a shard's file.</summary>
    /// <param name="source">The test project.</param>
    /// <param name="shard">The shard.</param>
    public static string NameOf(string source, Shard shard)
    {
        ArgumentNullException.ThrowIfNull(shard);
        return string.Create(CultureInfo.InvariantCulture, $"cekura-report.{source}.{shard.Index}-of-{shard.Count}.jsonl");
    }

    /// <summary>Reads what a file is about.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It is no such file, or cannot be read; the message says which line.</exception>
    public static ShardFile Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ShardHead? head = null;
        var cases = 0;
        var isComplete = false;
        foreach (var (json, line) in Lines(path))
        {
            head ??= Understand(path, line, () => ReadHead(json));
            isComplete = (int?)json["cases"] == cases;
            cases += json["case"] is null ? 0 : 1;
        }

        return new ShardFile(path, head ?? throw new IOException($"{path}: the file is empty."), isComplete) { Count = cases };
    }

    /// <summary>The cases with their verdicts, and their order among those of the shard.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IEnumerable<(int Order, ScenarioCase Case, CaseVerdict Verdict)> Cases()
    {
        var directory = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
        return Lines(Path)
            .Where(entry => entry.Json["case"] is not null)
            .Select(entry =>
                Understand(Path, entry.Line, () =>
                    ((int)entry.Json["order"]!, CaseJson.Read(entry.Json["case"]!), VerdictJson.Read(entry.Json["verdict"]!, directory))
                )
            );
    }

    private static ShardHead ReadHead(JsonNode json) =>
        (int)json["version"]! == ShardLog.Version
            ? new ShardHead(
                (string)json["source"]!,
                (string)json["title"]!,
                Shard.Parse((string)json["shard"]!) ?? throw new FormatException(),
                (string)json["division"]!,
                (int)json["tests"]!,
                (DateTimeOffset)json["started"]!,
                (long?)json["project"],
                (bool)json["emulated"]!
            )
            : throw new FormatException();

    // The last line of a process that died may be torn; any other line that is no JSON makes this another kind of file.
    private static IEnumerable<(JsonNode Json, int Line)> Lines(string path)
    {
        using var file = new StreamReader(path);
        for (var line = 1; file.ReadLine() is { } text; line++)
        {
            JsonNode? json;
            try
            {
                json = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = VerdictJson.Deepest });
            }
            catch (JsonException) when (line > 1 && file.EndOfStream)
            {
                yield break;
            }
            catch (JsonException e)
            {
                throw Strange(path, line, e);
            }

            yield return json is JsonObject ? (json, line) : throw Strange(path, line, cause: null);
        }
    }

    private static T Understand<T>(string path, int line, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e)
            when (e is FormatException or InvalidOperationException or NullReferenceException or ArgumentException or JsonException)
        {
            throw Strange(path, line, e);
        }
    }

    private static IOException Strange(string path, int line, Exception? cause) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{path}({line},1): this was not written by a shard, or by another version of it. Give the files {Pattern} that test runs with the setting Shard leave in their results directory."
            ),
            cause
        );
}
