using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Running;

/// <summary>Files with JSON that a command is told of; <c>-</c> is standard input.</summary>
internal static class JsonFile
{
    /// <exception cref="CommandException">There is no such file, or it is no JSON object.</exception>
    public static async Task<JsonObject> ReadObjectAsync(Invocation invocation, string file, CancellationToken cancellationToken)
    {
        var text = await invocation.ReadTextAsync(file, cancellationToken);
        try
        {
            return JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject
                ?? throw CommandException.Usage($"{file} has no JSON object.");
        }
        catch (JsonException e)
        {
            throw CommandException.Usage(
                $"{file}({e.LineNumber + 1},{e.BytePositionInLine + 1}): not valid JSON: {BrokenJson.Describe(text, e)}"
            );
        }
    }
}
