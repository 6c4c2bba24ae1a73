using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Settings;

public sealed class ApiKeyTests
{
    private const string Canary = "canary-0123456789-wxyz";
    private static readonly Dictionary<string, string?> Nothing = [];
    private static readonly ConfigFile Config = ConfigFile.Parse($"api_key = \"{Canary}\"", "config.toml");

    [Fact]
    public void The_key_comes_from_the_environment()
    {
        var credentials = Read(Canary + "\n", config: null).Credentials!;

        Assert.Equal((Canary, "CEKURA_API_KEY"), (credentials.ApiKey, credentials.Source));
    }

    [Fact]
    public void The_key_comes_from_the_config_file()
    {
        var credentials = Read(environment: " ", Config).Credentials!;

        Assert.Equal((Canary, "config.toml"), (credentials.ApiKey, credentials.Source));
    }

    [Fact]
    public void The_environment_is_over_the_config_file() => Assert.Equal("another-key", Read("another-key", Config).Credentials!.ApiKey);

    [Theory]
    [InlineData("ApiKey")]
    [InlineData("API_KEY")]
    [InlineData("CekuraApiKey")]
    [InlineData("X-CEKURA-API-KEY")]
    public void A_key_among_the_settings_is_refused_and_never_shown(string name)
    {
        var result = SettingsReader.Read(new Dictionary<string, string?> { [name] = Canary }, Nothing, config: null, baseDirectory: null);

        var problem = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticCodes.KeyInSettings, DiagnosticSeverity.Error), (problem.Code, problem.Severity));
        Assert.Contains("set CEKURA_API_KEY", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, result.ToString(), StringComparison.Ordinal);
        Assert.Null(result.Settings);
        Assert.Null(result.Credentials);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("line\nbreak")]
    [InlineData("schlüssel")]
    public void A_key_with_characters_that_no_key_has_is_refused_and_never_shown(string key)
    {
        var result = Read(key, config: null);

        var problem = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticCodes.InvalidKey, "CEKURA_API_KEY"), (problem.Code, problem.Source));
        Assert.DoesNotContain(key, problem.ToString(), StringComparison.Ordinal);
        Assert.Null(result.Credentials);
    }

    [Theory]
    [InlineData(Canary, "****wxyz")]
    [InlineData("0123456789ab", "****89ab")]
    [InlineData("0123456789a", "****")]
    public void A_key_is_printed_masked(string key, string shown)
    {
        Assert.Equal(shown, new CekuraCredentials(key, "test").ToString());
        Assert.DoesNotContain(key, Read(key, config: null).ToString(), StringComparison.Ordinal);
    }

    private static SettingsReadResult Read(string environment, ConfigFile? config) =>
        SettingsReader.Read(Nothing, new Dictionary<string, string?> { ["CEKURA_API_KEY"] = environment }, config, baseDirectory: null);
}
