using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Cekura.Contract.Tests.Differential;

/// <summary>npm's ajv, the JSON Schema validator that is asked for a second opinion.</summary>
internal static class Ajv
{
    public static string Repository { get; } =
        typeof(Ajv)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == "RepositoryDirectory")
            .Value!;

    private static readonly string Folder = Path.Combine(Repository, "build", "contract");

    /// <summary>Why it cannot be asked here; null when it can.</summary>
    public static string? SkipReason =>
        !Directory.Exists(Path.Combine(Folder, "node_modules", "ajv")) ? "ajv is not installed: npm ci --prefix build/contract"
        : Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator).Any(HasNode) != true ? "node is not installed"
        : null;

    /// <summary>A schema of the product, as it is shipped.</summary>
    public static JsonNode Shipped(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository, "src", "Cekura.TestAdapter", "schemas", name)))!;

    /// <summary>The first error of each document, empty where it is valid. One process for all of them.</summary>
    public static async Task<IReadOnlyList<string>> AskAsync(
        IReadOnlyDictionary<string, JsonNode> schemas,
        IEnumerable<(string Schema, string Document)> questions
    )
    {
        using var node = Process.Start(
            new ProcessStartInfo("node", "ajv-verdicts.js")
            {
                WorkingDirectory = Folder,
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var answers = node.StandardOutput.ReadToEndAsync();
        var errors = node.StandardError.ReadToEndAsync();
        await node.StandardInput.WriteLineAsync(
            new JsonObject(
                schemas.Select(schema => KeyValuePair.Create<string, JsonNode?>(schema.Key, schema.Value.DeepClone()))
            ).ToJsonString()
        );
        foreach (var (schema, document) in questions)
        {
            await node.StandardInput.WriteLineAsync($$"""{"schema":"{{schema}}","document":{{document}}}""");
        }

        node.StandardInput.Close();
        var lines = (await answers).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        return [.. lines.Select(line => (string)JsonNode.Parse(line)!)];
    }

    private static bool HasNode(string folder) =>
        File.Exists(Path.Combine(folder, "node")) || File.Exists(Path.Combine(folder, "node.exe"));
}

/// <summary>A test that asks ajv: skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AjvFactAttribute : FactAttribute
{
    public AjvFactAttribute() => Skip = Ajv.SkipReason;
}
