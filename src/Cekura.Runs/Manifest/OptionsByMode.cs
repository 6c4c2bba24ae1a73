using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Runs.Manifest;

/// <summary>Reads <c>options</c>: request fields of the service, by mode.</summary>
internal static class OptionsByMode
{
    public static IReadOnlyDictionary<string, JsonObject> Read(ObjectReader owner, DiagnosticBag diagnostics)
    {
        if (owner.Value("options", JsonValueKind.Object, "an object with a mode for each property") is not { } node)
        {
            return CekuraManifest.NoOptions;
        }

        var options = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (mode, offset, value) in node.Members)
        {
            if (ApiKeyName.Is(mode))
            {
                continue;
            }

            if (!Modes.All.Contains(mode))
            {
                diagnostics.Error(DiagnosticCodes.UnknownMode, offset, $"Options stand under a mode. {Modes.UnknownMessage(mode)}");
            }
            else if (value.Kind != JsonValueKind.Object)
            {
                diagnostics.Error(
                    DiagnosticCodes.WrongType, value.Offset, $"\"{mode}\" wants an object of request fields and is {value.Description}.");
            }
            else
            {
                options.Add(mode, value.ToJsonObject());
            }
        }

        return options;
    }
}
