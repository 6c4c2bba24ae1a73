using System.Text.Json;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Manifest;

/// <summary>Reads a list of personalities or test profiles: bare ids, or objects of id and name.</summary>
internal sealed class ReferenceList(string property, DiagnosticBag diagnostics)
{
    private static readonly string[] Known = ["id", "name"];

    private readonly Dictionary<long, string> _names = [];

    /// <summary>The manifest's own list, whose names every scenario's bare ids take.</summary>
    public IReadOnlyList<NamedReference> ReadShared(ObjectReader manifest)
    {
        var references = Read(manifest) ?? [];
        foreach (var reference in references)
        {
            if (reference.Name is { } name)
            {
                _names.TryAdd(reference.Id, name);
            }
        }

        return references;
    }

    /// <summary>The list, null when there is none.</summary>
    public IReadOnlyList<NamedReference>? Read(ObjectReader owner)
    {
        if (owner.Value(property, JsonValueKind.Array, "a list of ids") is not { } list)
        {
            return null;
        }

        var references = new Dictionary<long, NamedReference>();
        foreach (var item in list.Items)
        {
            if (ReadEntry(item) is { } reference && !references.TryAdd(reference.Id, reference))
            {
                var first = references[reference.Id].Location;
                diagnostics.Error(
                    DiagnosticCodes.DuplicateReference,
                    item.Offset,
                    $"\"{property}\" lists {reference.Id} twice, first at {first}. Remove one of them."
                );
            }
        }

        return [.. references.Values];
    }

    private NamedReference? ReadEntry(PositionedNode item)
    {
        string? name = null;
        long? id;
        if (item.Kind == JsonValueKind.Object)
        {
            var entry = new ObjectReader(item, $"an entry of \"{property}\"", Known, diagnostics);
            name = entry.Text("name", "a text");
            id = entry.Id("id");
            if (entry.Value("id") is null)
            {
                diagnostics.Error(DiagnosticCodes.MissingProperty, item.Offset, $"An entry of \"{property}\" needs an \"id\".");
            }
        }
        else
        {
            id = Identifier.Read(item, property, diagnostics);
        }

        return id is { } known
            ? new NamedReference(known, name ?? _names.GetValueOrDefault(known), diagnostics.Positions.At(item.Offset))
            : null;
    }
}
