using Cekura.Manifests.Text;

namespace Cekura.Manifests.Modes;

/// <summary>Recognises the names under which people put the service's API key into files that are committed.</summary>
internal static class ApiKeyName
{
    /// <summary>Where a key belongs, for messages.</summary>
    public const string Advice =
        "The API key never stands in a committed file. Remove it, revoke it if it was shared, and set CEKURA_API_KEY or run \"cekura auth login --api-key -\".";

    // Headers of the agent under test (X-API-Key) are none of ours; only names that mean our key are refused.
    private static readonly HashSet<string> Names = new(
        ["apikey", "cekuraapikey", "cekurakey", "xcekuraapikey"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Whether a name means the service's key where names of others stand too: a variable, a parameter of tests.</summary>
    public static bool IsAmongOthers(string name) => Is(name) && name.Contains("cekura", StringComparison.OrdinalIgnoreCase);

    public static bool Is(string name) => Names.Contains(string.Concat(name.Where(char.IsLetterOrDigit)));

    /// <summary>
    /// Where keys stand inside a value. Headers of an agent are its own. Secrets of providers are not among them; they have an error of
    /// their own.
    /// </summary>
    public static IEnumerable<int> OffsetsIn(PositionedNode node, string? owner = null) =>
        node
            .Members.SelectMany(member =>
                OffsetsIn(member.Value, member.Name)
                    .Concat(
                        Is(member.Name) && owner != "headers" && !OptionCheck.IsProviderCredential(owner, member.Name)
                            ? [member.Offset]
                            : []
                    )
            )
            .Concat(node.Items.SelectMany(item => OffsetsIn(item)));
}
