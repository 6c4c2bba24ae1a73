using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Modes;

/// <summary>Reads <c>options</c>: request fields of the service, by mode.</summary>
internal static class OptionsByMode
{
    public static readonly IReadOnlyDictionary<string, JsonObject> None = ReadOnlyDictionary<string, JsonObject>.Empty;

    public static IReadOnlyDictionary<string, JsonObject> Read(ObjectReader owner, DiagnosticBag diagnostics) =>
        owner.Value("options", JsonValueKind.Object, "an object with a mode for each property") is { } node
            ? Read(node, diagnostics)
            : None;

    /// <param name="node">An object.</param>
    /// <param name="diagnostics">Where problems go.</param>
    public static IReadOnlyDictionary<string, JsonObject> Read(PositionedNode node, DiagnosticBag diagnostics)
    {
        var options = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (name, offset, value) in node.Members)
        {
            if (ApiKeyName.Is(name))
            {
                continue;
            }

            if (ModeTable.Find(name) is not { } mode)
            {
                diagnostics.Error(DiagnosticCodes.UnknownMode, offset, $"Options stand under a mode. {ModeTable.UnknownMessage(name)}");
            }
            else if (value.Kind != JsonValueKind.Object)
            {
                diagnostics.Error(
                    DiagnosticCodes.WrongType,
                    value.Offset,
                    $"\"{name}\" wants an object of request fields and is {value.Description}."
                );
            }
            else
            {
                new OptionCheck(mode, diagnostics).Check(value);
                options.Add(name, value.ToJsonObject());
            }
        }

        return options;
    }
}
