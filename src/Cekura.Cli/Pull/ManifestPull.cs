using System.Globalization;
using System.Text;
using System.Text.Json;
using Cekura.Client;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Pull;

/// <summary>
/// Fills a manifest from the service: new scenarios are appended, and name, folder and tags of known ones follow the service. Comments,
/// layout and every other property stay as the user wrote them; nothing is deleted.
/// </summary>
/// <param name="path">The manifest's path, for messages.</param>
/// <param name="scope">What was asked for.</param>
internal sealed class ManifestPull(string path, PullScope scope)
{
    /// <summary>The manifest after the pull.</summary>
    /// <param name="existing">The file's bytes, UTF-8; null when there is none yet.</param>
    /// <param name="scenarios">What the service lists.</param>
    public PulledManifest Apply(ReadOnlyMemory<byte>? existing, IReadOnlyList<Scenario> scenarios)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        var text = ManifestText.WithoutMark(existing ?? default);
        if (text.Span.TrimStart(" \t\r\n"u8).IsEmpty)
        {
            return new PulledManifest(Encoding.UTF8.GetBytes(NewText(scenarios)), [.. scenarios.Select(Added)], []);
        }

        var read = new ManifestReader().Parse(text, path);
        var errors = read
            .Diagnostics.Where(diagnostic =>
                diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Code != DiagnosticCodes.NoScenarios
            )
            .ToList();
        if (errors.Count > 0)
        {
            return new PulledManifest(Text: null, [], errors);
        }

        var root = new PositionedJson(text, TextRules.Manifest, new DiagnosticBag(new TextPositions(text, path))).Parse()!;
        var edits = new TextEdits();
        var changes = Edit(root, new Layout(text), edits, scenarios);
        var mark = existing!.Value[..(existing.Value.Length - text.Length)];
        return new PulledManifest(
            new[] { mark, edits.Apply(text.Span) }.SelectMany(part => part.ToArray()).ToArray(),
            changes,
            read.Diagnostics
        );
    }

    private List<PullChange> Edit(PositionedNode root, Layout layout, TextEdits edits, IReadOnlyList<Scenario> scenarios)
    {
        var list = root.Member("scenarios");
        var entries = (list?.Items ?? []).ToLookup(entry => Id(entry.Member("id")));
        var agent = root.Member("agent") is { } own ? Id(own) : null;
        var update = new EntryUpdate(edits, layout);
        var changes = new List<PullChange>();
        var added = new List<string>();
        foreach (var scenario in scenarios)
        {
            // One scenario may have several entries, for several modes, callers or agents. With names of their own these stay: they tell
            // tests apart.
            var isNamed = entries[scenario.Id]
                .Select(entry => entry.Member("name")?.Text)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Skip(1)
                .Any();
            var fields = entries[scenario.Id].SelectMany(entry => update.Apply(entry, scenario, keepsName: isNamed)).Distinct().ToList();
            if (!entries.Contains(scenario.Id))
            {
                added.Add(ScenarioText.Entry(scenario, agent));
                changes.Add(Added(scenario));
            }
            else if (fields.Count > 0)
            {
                changes.Add(new PullChange(PullChangeKind.Updated, scenario.Id, scenario.Name, fields));
            }
        }

        Append(root, list, layout, edits, added);
        var listed = scenarios.Select(scenario => (long?)scenario.Id).ToHashSet();
        changes.AddRange(
            entries
                .Where(group =>
                    scope.IsWhole && group.Key is not null && !listed.Contains(group.Key) && group.Any(entry => IsOfAgent(entry, agent))
                )
                .Select(group => new PullChange(
                    PullChangeKind.Gone,
                    group.Key!.Value,
                    group.First().Member("name")?.Text ?? ScenarioReader.DefaultName(group.Key.Value),
                    []
                ))
        );
        return changes;
    }

    private static void Append(PositionedNode root, PositionedNode? list, Layout layout, TextEdits edits, List<string> added)
    {
        if (added.Count == 0)
        {
            return;
        }

        var property = $"\"scenarios\": [ {string.Join(", ", added)} ]";
        if (list is not null)
        {
            layout.AddItems(edits, list, added);
        }
        else if (root.Members.Count > 0)
        {
            layout.AddMembers(edits, root.Members[^1], [property]);
        }
        else
        {
            layout.AddFirst(edits, root, [property]);
        }
    }

    private string NewText(IReadOnlyList<Scenario> scenarios)
    {
        var lines = new StringBuilder("{\n");
        if (!string.IsNullOrWhiteSpace(scope.Name))
        {
            lines.Append(CultureInfo.InvariantCulture, $"  {ScenarioText.Member("name", ScenarioText.Text(scope.Name))},\n");
        }

        if (scope.AgentId is { } agent)
        {
            lines.Append(CultureInfo.InvariantCulture, $"  \"agent\": {agent},\n");
        }

        var entries = string.Join(",", scenarios.Select(scenario => $"\n    {ScenarioText.Entry(scenario, scope.AgentId)}"));
        lines.Append(CultureInfo.InvariantCulture, $"  \"scenarios\": [{entries}\n  ]\n}}\n");
        return lines.ToString();
    }

    private bool IsOfAgent(PositionedNode entry, long? manifestAgent) =>
        scope.AgentId is null || (entry.Member("agent") is { } own ? Id(own) : manifestAgent ?? scope.AgentId) == scope.AgentId;

    private static PullChange Added(Scenario scenario) => new(PullChangeKind.Added, scenario.Id, scenario.Name, []);

    private static long? Id(PositionedNode? node) =>
        node is { Kind: JsonValueKind.Number }
            ? SchemaNumber.Integer(node) is { } id
                ? (long)id
                : null
            : null;
}
