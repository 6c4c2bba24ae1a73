using System.Text.Json.Nodes;

namespace Cekura.Manifests.Modes;

/// <summary>Lays options over each other, value by value.</summary>
internal static class OptionOverlay
{
    /// <param name="mode">The mode that the options are of.</param>
    /// <param name="layers">Options, the weakest first.</param>
    /// <returns>A new object; null when no layer gives any.</returns>
    public static JsonObject? Of(Mode mode, params IEnumerable<JsonObject?> layers)
    {
        JsonObject? merged = null;
        foreach (var layer in layers)
        {
            if (layer is not null)
            {
                merged = Over(mode, merged ?? [], layer);
            }
        }

        return merged;
    }

    private static JsonObject Over(Mode mode, JsonObject below, JsonObject above)
    {
        if (mode.OneRequired.Any(above.ContainsKey))
        {
            // Of options that exclude each other the one above stands for the choice.
            foreach (var alternative in mode.OneRequired)
            {
                below.Remove(alternative);
            }
        }

        foreach (var (name, value) in above)
        {
            if (below[name] is JsonObject section && value is JsonObject parts && mode.Find(name)?.Type is ObjectOption)
            {
                foreach (var (part, partValue) in parts)
                {
                    section[part] = partValue?.DeepClone();
                }
            }
            else
            {
                below[name] = value?.DeepClone();
            }
        }

        return below;
    }
}
