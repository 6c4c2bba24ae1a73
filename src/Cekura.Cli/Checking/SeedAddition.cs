using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Pull;
using Cekura.Cli.Running;
using Cekura.Emulator;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Checking;

/// <summary>Adds an agent to a seed; what stands there stays as it is, comments among it.</summary>
/// <param name="path">The seed; need not exist.</param>
/// <param name="id">The id of the agent.</param>
internal sealed class SeedAddition(string path, long id)
{
    /// <summary>The seed.</summary>
    public string Path => path;

    /// <summary>An entry of <c>agents</c>.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="settings">How the agent is spoken to.</param>
    public static JsonObject Entry(long id, JsonObject settings)
    {
        var entry = new JsonObject { ["id"] = id, ["agent_name"] = Name(settings) };
        foreach (var (key, value) in settings)
        {
            entry[key] = value?.DeepClone();
        }

        return entry;
    }

    /// <summary>Makes sure that the agent can be added.</summary>
    /// <exception cref="CommandException">The seed has an agent with that id.</exception>
    /// <exception cref="EmulatorSeedException">It cannot be read.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (id < 1)
        {
            throw CommandException.Usage(string.Create(CultureInfo.InvariantCulture, $"--id cannot be {id}. Give 1 or more."));
        }

        _ = Read(await BytesAsync(cancellationToken));
    }

    /// <summary>Adds the agent.</summary>
    /// <exception cref="CommandException">The seed has an agent with that id.</exception>
    /// <exception cref="EmulatorSeedException">It cannot be read, or is none with the agent.</exception>
    public async Task WriteAsync(JsonObject entry, CancellationToken cancellationToken)
    {
        var existing = await BytesAsync(cancellationToken);
        var added = existing is null
            ? Encoding.UTF8.GetBytes($"{{\n  \"agents\": [\n    {OneLine(entry)}\n  ]\n}}\n")
            : Added(existing, Read(existing)!, OneLine(entry));
        _ = EmulatorSeed.Parse(added, path);
        await WholeFile.WriteAsync(path, added, cancellationToken);
    }

    private async Task<byte[]?> BytesAsync(CancellationToken cancellationToken) =>
        File.Exists(path)
        && await File.ReadAllBytesAsync(path, cancellationToken) is var bytes
        && !bytes.AsSpan().TrimStart(" \t\r\n"u8).IsEmpty
            ? bytes
            : null;

    // The seed need not be whole: an agent may be missing to which its scenarios refer, and be the one that comes.
    private PositionedNode? Read(byte[]? existing)
    {
        if (existing is null)
        {
            return null;
        }

        var text = ManifestText.WithoutMark(existing);
        var root = new PositionedJson(text, TextRules.Manifest, new DiagnosticBag(new TextPositions(text, path))).Parse();
        if (root is not { Kind: JsonValueKind.Object } || root.Member("agents") is { Kind: not JsonValueKind.Array })
        {
            _ = EmulatorSeed.Parse(existing, path);
            throw CommandException.Usage($"{path} is no seed.");
        }

        var number = id.ToString(CultureInfo.InvariantCulture);
        return (root.Member("agents")?.Items ?? []).Any(agent => agent.Member("id")?.Text == number)
            ? throw CommandException.Usage(
                $"{path} has an agent {id}, which is not overwritten. Take it out, or give the new one another id with --id."
            )
            : root;
    }

    private static byte[] Added(byte[] existing, PositionedNode root, string entry)
    {
        var text = ManifestText.WithoutMark(existing);
        var (layout, edits) = (new Layout(text), new TextEdits());
        if (root.Member("agents") is { } list)
        {
            layout.AddItems(edits, list, [entry]);
        }
        else if (root.Members.Count > 0)
        {
            layout.AddMembers(edits, root.Members[^1], [$"\"agents\": [ {entry} ]"]);
        }
        else
        {
            layout.AddFirst(edits, root, [$"\"agents\": [ {entry} ]"]);
        }

        return [.. existing.AsSpan(0, existing.Length - text.Length), .. edits.Apply(text.Span).Span];
    }

    private static string OneLine(JsonNode? value) =>
        value switch
        {
            JsonObject members =>
                $"{{ {string.Join(", ", members.Select(member => ScenarioText.Member(member.Key, OneLine(member.Value))))} }}",
            JsonValue text when text.TryGetValue(out string? said) => ScenarioText.Text(said),
            _ => value?.ToJsonString() ?? "null",
        };

    // Hosts tell agents apart until people name them.
    private static string Name(JsonObject settings) =>
        Uri.TryCreate($"{settings["url"]}", UriKind.Absolute, out var url) ? $"Agent at {url.Authority}" : "Agent";
}
