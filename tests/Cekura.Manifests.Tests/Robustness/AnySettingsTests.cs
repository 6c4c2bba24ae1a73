using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Cekura.Manifests.Tests.Robustness;

/// <summary>Settings of any content are read or refused with a reason; no reason repeats a key.</summary>
public sealed class AnySettingsTests
{
    private const string Canary = "ck_live_canary_0123456789";

    private static readonly string[] Keys =
    [
        .. SettingTable.All.Select(setting => setting.Key),
        "Options.text.websocket_url",
        "Options.text",
        "Options.",
        "Options.text.websocket_headers.a",
        "Options.livekit_v2.livekit_data",
        "Options.voice.mode.x.y",
        "ApiKey",
        "api_key",
        "Cekura.Mode",
        "MaxRnus",
        "",
        ".",
        "a\0b",
        "\ud800",
    ];

    private static readonly string[] Values =
    [
        "",
        " ",
        "1",
        "0",
        "-1",
        "101,102",
        "text",
        "voice=0.4",
        "text=0.05,0.1",
        "true",
        "emulator",
        "https://api.cekura.ai",
        "http://[",
        "https://u:p@host",
        "99999999999999999999",
        "1e9",
        "NaN",
        "0.5",
        "{",
        "{}",
        "[1,2]",
        "{ \"text\": { \"websocket_url\": \"ws://a\" } }",
        "a/../../b",
        "c:\\x",
        "\0",
        "\ud800",
        "\u202e",
        "\n",
        "Fail",
        "InFlight",
        new('[', 100_000),
        new('9', 10_000),
        string.Concat(Enumerable.Repeat("{\"a\":", 20_000)),
    ];

    private static Gen<Dictionary<string, string?>> Section =>
        Gen.Elements(Keys)
            .Zip(Gen.Elements(Values))
            .ArrayOf(8)
            .Select(pairs =>
                pairs
                    .DistinctBy(pair => pair.Item1, StringComparer.OrdinalIgnoreCase)
                    .ToDictionary(pair => pair.Item1, pair => (string?)pair.Item2, StringComparer.OrdinalIgnoreCase)
            );

    private static Gen<Dictionary<string, string?>> Variables =>
        Gen.Elements([.. SettingTable.All.Select(setting => setting.EnvironmentVariable), "CEKURA_OPTIONS", "CEKURA_API_KEY"])
            .Zip(Gen.Elements([.. Values, Canary, Canary + "\n", Canary + " \u0001"]))
            .ArrayOf(5)
            .Select(pairs =>
                pairs
                    .Where(pair => pair.Item1 == "CEKURA_API_KEY" || !pair.Item2.StartsWith(Canary, StringComparison.Ordinal))
                    .DistinctBy(pair => pair.Item1)
                    .ToDictionary(pair => pair.Item1, pair => (string?)pair.Item2)
            );

    [Fact]
    public void Any_settings() =>
        Prop.ForAll(Arb.From(Section.Zip(Variables.Zip(Section))), input =>
            {
                var (merged, (environment, file)) = (input.Item1, input.Item2);
                foreach (var settingsFile in new[] { null, file })
                {
                    var read = SettingsReader.Read(merged, environment, config: null, baseDirectory: null, settingsFile);

                    Assert.Equal(
                        read.Settings is null,
                        read.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                    );
                    Assert.All(read.Diagnostics, diagnostic =>
                    {
                        Assert.NotEmpty(diagnostic.Message);
                        Assert.DoesNotContain(Canary, $"{diagnostic}", StringComparison.Ordinal);
                        Assert.InRange(diagnostic.Message.Length, 1, 5000);
                    });
                }
            })
            .Check(Trials.Of(1000, 41, 13));
}
