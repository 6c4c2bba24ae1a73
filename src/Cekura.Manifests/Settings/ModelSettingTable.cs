using static Cekura.Manifests.Settings.SettingTypes;

namespace Cekura.Manifests.Settings;

/// <summary>The settings of language models, which only the emulator asks.</summary>
internal static class ModelSettingTable
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new(
            "ModelUrl",
            "an address of http or https without user, fragment and query but api-version, such as http://localhost:11434/v1",
            WithUrl
        ),
        SettingTypes.Text("CallerModel", "the name of a model", (settings, value) => settings with { CallerModel = value }),
        SettingTypes.Text("JudgeModel", "the name of a model", (settings, value) => settings with { JudgeModel = value }),
        Integer("JudgeSamples", 1, 99, (settings, value) => settings with { JudgeSamples = value }),
        Integer("MaxModelCalls", 1, int.MaxValue, (settings, value) => settings with { MaxModelCalls = value }),
        Amount("MaxModelCost", (settings, value) => settings with { MaxModelCost = value }),
        Integer("ModelConcurrency", 1, int.MaxValue, (settings, value) => settings with { ModelConcurrency = value }),
        Integer("ModelTimeoutSeconds", 1, 3600, (settings, value) => settings with { ModelTimeoutSeconds = value }),
        Choice<Cassette>("Cassette", (settings, value) => settings with { Cassette = value }),
    ];

    private static CekuraSettings? WithUrl(CekuraSettings settings, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && url is { UserInfo: "", Fragment: "", Host.Length: > 0 }
        // A key in a query would be shown with the address.
        && (url.Query.Length == 0 || (url.Query.StartsWith("?api-version=", StringComparison.Ordinal) && !url.Query.Contains('&')))
            ? settings with
            {
                ModelUrl = url,
            }
            : null;
}
