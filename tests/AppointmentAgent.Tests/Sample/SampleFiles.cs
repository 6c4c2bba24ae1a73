using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AppointmentAgent.Tests.Sample;

/// <summary>The files of samples/AppointmentTests.</summary>
internal static class SampleFiles
{
    private static readonly JsonDocumentOptions WithComments = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private static readonly string Directory = Path.Combine(
        typeof(SampleFiles)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "RepositoryDirectory")
            .Value!,
        "samples",
        "AppointmentTests"
    );

    public static string ManifestPath { get; } = Path.Combine(Directory, "cekura.json");

    public static string SeedPath { get; } = Path.Combine(Directory, "emulator.seed.json");

    public static JsonNode ReadManifest() => Read(ManifestPath);

    public static JsonNode ReadSeed() => Read(SeedPath);

    private static JsonNode Read(string path) => JsonNode.Parse(File.ReadAllText(path), documentOptions: WithComments)!;
}
