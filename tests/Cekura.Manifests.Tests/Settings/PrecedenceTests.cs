using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Settings;

/// <summary>Command line, environment, settings file, config file, default: per value.</summary>
public sealed class PrecedenceTests
{
    private static readonly Dictionary<string, string?> Nothing = [];
    private static readonly Dictionary<string, string?> Voice = new() { ["Mode"] = "voice" };
    private static readonly Dictionary<string, string?> Sip = new() { ["mode"] = "sip" };
    private static readonly Dictionary<string, string?> TextInEnvironment = new() { ["CEKURA_MODE"] = "text" };

    [Fact]
    public void The_environment_is_over_the_default() =>
        Assert.Equal("text", SettingsReader.Read(Nothing, TextInEnvironment, config: null, baseDirectory: null).Settings!.Mode);

    [Theory]
    [InlineData("AgentId", "CEKURA_AGENT_ID")]
    [InlineData("ApiUrl", "CEKURA_API_URL")]
    [InlineData("RequireExpectedOutcome", "CEKURA_REQUIRE_EXPECTED_OUTCOME")]
    public void A_variable_is_the_key_in_upper_snake_case(string key, string variable) =>
        Assert.Equal(variable, SettingTable.Find(key)!.EnvironmentVariable);

    [Fact]
    public void The_environment_is_over_the_settings_file()
    {
        var result = SettingsReader.Read(Voice, TextInEnvironment, config: null, baseDirectory: null, settingsFile: Voice);

        Assert.Equal("text", result.Settings!.Mode);
        Assert.Empty(result.Diagnostics);
    }

    [Fact]
    public void The_command_line_is_over_the_environment()
    {
        foreach (var file in new[] { Voice, Nothing })
        {
            var result = SettingsReader.Read(Sip, TextInEnvironment, config: null, baseDirectory: null, settingsFile: file);

            Assert.Equal("sip", result.Settings!.Mode);
            Assert.Empty(result.Diagnostics);
        }
    }

    [Fact]
    public void Without_the_file_the_runs_settings_win_and_say_so()
    {
        var result = SettingsReader.Read(Voice, TextInEnvironment, config: null, baseDirectory: null);

        Assert.Equal("voice", result.Settings!.Mode);
        Assert.Equal(
            "CEKURA_MODE : warning CEK0204: CEKURA_MODE is ignored, because the run's settings give Mode another value. Remove one of them.",
            Assert.Single(result.Diagnostics).ToString()
        );
    }

    [Fact]
    public void Equal_values_are_no_disagreement() =>
        Assert.Empty(
            SettingsReader
                .Read(Voice, new Dictionary<string, string?> { ["CEKURA_MODE"] = "voice" }, config: null, baseDirectory: null)
                .Diagnostics
        );

    [Fact]
    public void An_empty_variable_is_not_given() =>
        Assert.Equal(
            "voice",
            SettingsReader.Read(Voice, new Dictionary<string, string?> { ["CEKURA_MODE"] = "" }, config: null, null, Voice).Settings!.Mode
        );

    [Fact]
    public void A_bad_variable_is_named()
    {
        var environment = new Dictionary<string, string?> { ["CEKURA_MAX_RUNS"] = "many" };

        Assert.Equal("CEKURA_MAX_RUNS", Assert.Single(SettingsReader.Read(Nothing, environment, config: null, null).Diagnostics).Source);
    }

    [Fact]
    public void Variables_of_others_are_left_alone() =>
        Assert.Empty(
            SettingsReader.Read(Nothing, new Dictionary<string, string?> { ["CEKURA_CHANNEL"] = "beta" }, config: null, null).Diagnostics
        );

    [Fact]
    public void The_config_files_address_is_over_the_default_alone()
    {
        var config = ConfigFile.Parse("api_url = \"https://eu.example.com\"", "config.toml");
        var emulator = new Dictionary<string, string?> { ["ApiUrl"] = "emulator" };
        var variable = new Dictionary<string, string?> { ["CEKURA_API_URL"] = "https://us.example.com" };

        Assert.Equal("eu.example.com", SettingsReader.Read(Nothing, Nothing, config, null).Settings!.ApiUrl!.Host);
        Assert.Equal("us.example.com", SettingsReader.Read(Nothing, variable, config, null).Settings!.ApiUrl!.Host);
        Assert.True(SettingsReader.Read(emulator, Nothing, config, null).Settings!.UsesEmulator);
    }

    [Fact]
    public void A_bad_address_of_the_config_file_is_named()
    {
        var problem = Assert.Single(
            SettingsReader.Read(Nothing, Nothing, ConfigFile.Parse("api_url = 'eu'", "config.toml"), null).Diagnostics
        );

        Assert.Equal((DiagnosticCodes.InvalidSetting, "config.toml"), (problem.Code, problem.Source));
    }
}
