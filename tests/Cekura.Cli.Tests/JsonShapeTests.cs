using System.Globalization;
using System.Text;
using System.Text.Json;
using Cekura.Testing;

namespace Cekura.Cli.Tests;

/// <summary>What machines read: names and kinds of the JSON of each command, against the served emulator.</summary>
public sealed class JsonShapeTests(ServedEmulator emulator) : IClassFixture<ServedEmulator>
{
    private static readonly string[] Commands =
    [
        "runs list --result-id 1001", "runs get 5002", "results list --agent-id 12", "results get 1001", "results wait 1001", "results share 1001", "results end-calls 1001",
        "runs end-call 5001", "runs mark-metric-vote 5001 --metric-id 55 --thumbs-up", "runs mark-expected-outcome-vote 5001 --thumbs-up", "runs mark-critical-scenario-wrong 5001",
        "runs run-expected-outcome 5001 --wait", "runs run-expected-outcome 5001", "run rerun 1001 --metric-ids 55", "run watch 5001", "scenarios list", "scenarios get 101", "scenarios run-text --scenario-ids 101",
        "results rerun 1001 --yes", "personalities list", "metrics get 55", "agents get 12", "test-profiles list", "test-sets create-from-run --run-id 5001",
        "runs improve-prompt --run-ids 5002 --prompt x", "runs improve-prompt --run-ids 5002 --issues", "manifest pull shape.json --agent-id 12", "manifest validate shape.json", "manifest plan shape.json",
        "auth whoami", "config get", "config path", "version", "runs get 99",
    ];

    [Fact]
    public async Task The_shape_of_each_answer()
    {
        var text = new StringBuilder();
        foreach (var command in Commands)
        {
            var (code, output, _) = await Command.RunAsync(emulator.Home, emulator.Environment, [.. command.Split(' '), "--format", "json"]);
            text.Append(CultureInfo.InvariantCulture, $"{command} ({code})\n");
            using var document = JsonDocument.Parse(output);
            foreach (var line in Lines(document.RootElement, "$").Distinct().Order(StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {line}\n");
            }
        }

        await Verifier.Verify(text.ToString());
    }

    // What the service itself sends is the contract's; two levels of it are enough to see that it came through.
    private static IEnumerable<string> Lines(JsonElement json, string path, int depth = 0) => json.ValueKind switch
    {
        JsonValueKind.Object when depth < 3 => json.EnumerateObject().SelectMany(member => Lines(member.Value, $"{path}.{member.Name}", depth + 1)),
        JsonValueKind.Array when depth < 3 => json.GetArrayLength() == 0 ? [$"{path}: empty array"] : json.EnumerateArray().SelectMany(entry => Lines(entry, $"{path}[]", depth + 1)),
        JsonValueKind.True or JsonValueKind.False => [$"{path}: boolean"],
        var kind => [$"{path}: {kind.ToString().ToLowerInvariant()}"],
    };
}
