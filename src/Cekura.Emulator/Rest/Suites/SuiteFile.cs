using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>A suite that was uploaded as a file.</summary>
internal static class SuiteFile
{
    /// <summary>The body with the content of <c>file</c> as its <c>spec</c>; one without a file is left alone.</summary>
    /// <exception cref="RefusedException">The file is no JSON, or there is a spec too.</exception>
    public static JsonElement InPlace(JsonElement body)
    {
        var fields = new Fields(body);
        if (fields.Text("file") is not { } file)
        {
            return body;
        }

        if (fields.Has("spec"))
        {
            throw RefusedException.Field("file", "Give a spec or a file, not both.");
        }

        try
        {
            var read = new JsonObject(
                body.EnumerateObject()
                    .Where(field => field.Name != "file")
                    .Select(field => KeyValuePair.Create(field.Name, field.Value.ToNode()))
            )
            {
                ["spec"] = JsonNode.Parse(file),
            };
            return read.ToElement();
        }
        catch (JsonException e)
        {
            throw RefusedException.Field("file", $"Not a JSON file: {e.Message}");
        }
    }
}
