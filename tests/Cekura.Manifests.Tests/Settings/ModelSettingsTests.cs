using Cekura.Manifests.Settings;

namespace Cekura.Manifests.Tests.Settings;

/// <summary>The settings of language models, which the emulator alone asks.</summary>
public sealed class ModelSettingsTests
{
    private static readonly Dictionary<string, string?> Nothing = [];

    [Fact]
    public void Each_has_its_value_and_its_variable()
    {
        var result = Read(
            [],
            new()
            {
                ["CEKURA_API_URL"] = "emulator",
                ["CEKURA_MODEL_URL"] = "http://localhost:11434/v1",
                ["CEKURA_CALLER_MODEL"] = "tiny",
                ["CEKURA_JUDGE_MODEL"] = "wise",
                ["CEKURA_JUDGE_SAMPLES"] = "5",
                ["CEKURA_MAX_MODEL_CALLS"] = "100",
                ["CEKURA_MAX_MODEL_COST"] = "1.50",
                ["CEKURA_MODEL_CONCURRENCY"] = "2",
                ["CEKURA_MODEL_TIMEOUT_SECONDS"] = "30",
                ["CEKURA_CASSETTE"] = "replay",
            }
        );

        Assert.Empty(result.Diagnostics);
        var settings = result.Settings!;
        Assert.Equal(
            ("http://localhost:11434/v1", "tiny", "wise", 5, 100),
            (settings.ModelUrl!.ToString(), settings.CallerModel, settings.JudgeModel, settings.JudgeSamples, settings.MaxModelCalls)
        );
        Assert.Equal(
            (1.5m, 2, 30, Cassette.Replay),
            (settings.MaxModelCost, settings.ModelConcurrency, settings.ModelTimeoutSeconds, settings.Cassette)
        );
    }

    [Theory]
    [InlineData("ModelUrl", "localhost:11434")]
    [InlineData("ModelUrl", "ftp://localhost/v1")]
    [InlineData("ModelUrl", "http://user:secret@localhost/v1")]
    [InlineData("ModelUrl", "http://localhost/v1?key=secret")]
    [InlineData("ModelUrl", "http://localhost/v1?api-version=1&key=secret")]
    [InlineData("JudgeSamples", "0")]
    [InlineData("JudgeSamples", "100")]
    [InlineData("MaxModelCalls", "0")]
    [InlineData("MaxModelCost", "-1")]
    [InlineData("ModelConcurrency", "0")]
    [InlineData("ModelTimeoutSeconds", "3601")]
    [InlineData("Cassette", "1")]
    [InlineData("Cassette", "tape")]
    public void Values_that_are_not_allowed_are_errors(string key, string value)
    {
        var diagnostic = Assert.Single(Read(new() { [key] = value, ["ApiUrl"] = "emulator" }, []).Diagnostics);

        Assert.Equal("CEK0202", diagnostic.Code);
        Assert.DoesNotContain("user:", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_may_name_the_version_of_an_API() =>
        Assert.Equal(
            "?api-version=preview",
            Read(
                new() { ["ModelUrl"] = "https://x.openai.azure.com/openai/v1?api-version=preview", ["ApiUrl"] = "emulator" },
                []
            ).Settings!.ModelUrl!.Query
        );

    [Fact]
    public void Against_the_service_it_is_said_that_they_have_no_effect()
    {
        var result = Read(new() { ["CallerModel"] = "tiny", ["AgentId"] = "12" }, new() { ["CEKURA_CASSETTE"] = "off" });

        Assert.Equal(
            "ApiUrl : warning CEK0432: CallerModel=tiny (runsettings), Cassette=off (CEKURA_CASSETTE): without effect, because the service plays callers and judges by itself. They are for ApiUrl=emulator.",
            Assert.Single(result.Diagnostics).ToString()
        );
        Assert.NotNull(result.Settings);
    }

    [Fact]
    public void The_variable_of_the_key_is_no_slip_and_a_slip_of_it_is_one()
    {
        Assert.Empty(Read([], new() { ["CEKURA_MODEL_KEY"] = "sk-1" }).Diagnostics);
        Assert.Contains(
            "Did you mean \"CEKURA_MODEL_KEY\"?",
            Assert.Single(Read([], new() { ["CEKURA_MODEL_KEYS"] = "sk-1" }).Diagnostics).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("MaxModelCalls", "5", "9")]
    [InlineData("MaxModelCost", "0.5", "2")]
    [InlineData("JudgeSamples", "1", "3")]
    [InlineData("Cassette", "Replay", "Auto")]
    [InlineData("Cassette", "Auto", "Record")]
    [InlineData("Cassette", "Auto", "Off")]
    public void Where_it_cannot_be_known_which_was_meant_the_one_that_asks_less_is_used(string key, string less, string more)
    {
        var setting = SettingTable.Find(key)!;

        Assert.True(SettingCaution.StartsLess(setting, less, more));
        Assert.False(SettingCaution.StartsLess(setting, more, less));
    }

    private static SettingsReadResult Read(Dictionary<string, string?> settings, Dictionary<string, string?> variables) =>
        SettingsReader.Read(settings, variables, config: null, baseDirectory: null, settingsFile: settings.Count == 0 ? null : Nothing);
}
