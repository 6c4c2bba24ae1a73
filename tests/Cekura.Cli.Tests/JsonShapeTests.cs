using System.Globalization;
using System.Text;
using System.Text.Json;
using Cekura.Testing;

namespace Cekura.Cli.Tests;

/// <summary>What machines read: names and kinds of the JSON of each command, against the served emulator.</summary>
public sealed class JsonShapeTests(ServedEmulator emulator) : IClassFixture<ServedEmulator>
{
    // What the command itself makes, in whole; of what the service sends only its outer form, which the contract tests know in whole.
    private static readonly (string Command, int Depth)[] Commands =
    [
        ("runs list --result-id 1001", 1),
        ("runs get 5002", 0),
        ("results list --agent-id 12", 1),
        ("results get 1001", 0),
        ("results wait 1001", 3),
        ("results share 1001", 3),
        ("results end-calls 1001", 3),
        ("runs end-call 5001", 3),
        ("runs mark-metric-vote 5001 --metric-id 55 --thumbs-up", 3),
        ("runs mark-expected-outcome-vote 5003 --thumbs-up", 3),
        ("runs mark-critical-scenario-wrong 5003", 3),
        ("runs mark-critical-scenario-wrong 5003 --scenario-id 42", 3),
        ("runs run-expected-outcome 5003 --wait", 3),
        ("runs run-expected-outcome 5003", 3),
        ("run rerun 1001 --metric-ids 55", 0),
        ("run watch 5001", 3),
        ("scenarios list", 1),
        ("scenarios get 101", 0),
        ("personalities list", 1),
        ("metrics get 55", 0),
        ("agents get 12", 0),
        ("test-profiles list", 1),
        ("test-sets create-from-run --run-id 5001", 0),
        ("runs improve-prompt --run-ids 5003 --prompt x", 3),
        ("runs improve-prompt --run-ids 5003 --issues", 3),
        ("runs improve-prompt --run-ids 5003 --prompt x --background", 3),
        ("manifest pull shape.json --agent-id 12", 3),
        ("manifest validate shape.json", 3),
        ("manifest validate bad.json", 3),
        ("manifest plan shape.json", 3),
        ("auth whoami", 2),
        ("config get", 3),
        ("config path", 3),
        ("version", 3),
        ("runs get 99", 3),
        ("results rerun 1001", 3),
        ("agent check http://127.0.0.1:9/chat", 3),
    ];

    [Fact]
    public async Task The_shape_of_each_answer()
    {
        var text = new StringBuilder();
        await File.WriteAllTextAsync(Path.Combine(emulator.Home, "bad.json"), """{ "scenarios": [ { "id": "x" } ] }""");
        foreach (var (command, depth) in Commands)
        {
            var (code, output, _) = await Command.RunAsync(
                emulator.Home,
                emulator.Environment,
                [.. command.Split(' '), "--format", "json"]
            );
            text.Append(CultureInfo.InvariantCulture, $"{command} ({code})\n");
            using var document = JsonDocument.Parse(output);
            foreach (var line in Lines(document.RootElement, "$", depth).Distinct().Order(StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {line}\n");
            }
        }

        await Verifier.Verify(text.ToString());
    }

    private static IEnumerable<string> Lines(JsonElement json, string path, int depth) =>
        json.ValueKind switch
        {
            JsonValueKind.Object when depth > 0 => json.EnumerateObject()
                .SelectMany(member => Lines(member.Value, $"{path}.{member.Name}", depth - 1)),
            JsonValueKind.Array when depth > 0 => json.GetArrayLength() == 0
                ? [$"{path}: empty array"]
                : json.EnumerateArray().SelectMany(entry => Lines(entry, $"{path}[]", depth - 1)),
            JsonValueKind.True or JsonValueKind.False => [$"{path}: boolean"],
            var kind => [$"{path}: {kind.ToString().ToLowerInvariant()}"],
        };
}
