using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Settings;

public sealed class ConfigFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cekura-config-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Reads_what_it_knows_among_lines_that_it_does_not()
    {
        const string Text = """
            # written by hand
            api_key = "abc\"\u0064" # the key
            api_url='https://eu.example.com'
            "default_organization_id" = 5
            default_project_id = "77"
            colour = [ "unknown", 1 ]

            [profile]
            api_key = "of another table"
            """;
        var path = Path.Combine(_folder.FullName, "config.toml");
        File.WriteAllText(path, Text.ReplaceLineEndings("\r\n"));

        var config = ConfigFile.Read(path);

        Assert.Equal("abc\"d", config.ApiKey);
        Assert.Equal("https://eu.example.com", config.ApiUrl);
        Assert.Equal((5, 77), (config.DefaultOrganizationId, config.DefaultProjectId));
        Assert.Empty(config.Diagnostics);
    }

    [Fact]
    public void A_table_hides_what_stands_in_it() => Assert.Null(ConfigFile.Parse("[profile]\napi_key = \"x\"", "config.toml").ApiKey);

    [Fact]
    public void A_missing_file_is_empty()
    {
        var config = ConfigFile.Read(Path.Combine(_folder.FullName, "no", "config.toml"));

        Assert.Null(config.ApiKey);
        Assert.False(config.IsUnreadable);
        Assert.Empty(config.Diagnostics);
    }

    [Theory]
    [InlineData("")]
    [InlineData("api_key = \"\"")]
    [InlineData("api_keys = \"x\"")]
    [InlineData("# api_key = \"x\"")]
    public void No_value_is_no_key(string text)
    {
        var config = ConfigFile.Parse(text, "config.toml");

        Assert.Null(config.ApiKey);
        Assert.Empty(config.Diagnostics);
    }

    [Theory]
    [InlineData("api_key = canary")]
    [InlineData("api_key = \"canary")]
    [InlineData("api_key = \"canary\" x")]
    [InlineData("api_key = \"\"\"canary\"\"\"")]
    [InlineData("api_key = \"canary\\q\"")]
    [InlineData("api_key = \"canary\\u12\"")]
    [InlineData("api_key = \"canary\\ud800\"")]
    [InlineData("api_key =")]
    [InlineData("default_project_id = canary")]
    [InlineData("default_organization_id = -1")]
    public void A_value_that_cannot_be_read_is_placed_and_never_shown(string line)
    {
        var problem = Assert.Single(ConfigFile.Parse("# first\n" + line, "config.toml").Diagnostics);

        Assert.Equal((DiagnosticCodes.ConfigLine, "config.toml(2)"), (problem.Code, problem.Source));
        Assert.DoesNotContain("canary", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_cannot_be_read() =>
        Assert.Equal(DiagnosticCodes.ConfigUnreadable, Assert.Single(ConfigFile.Read(_folder.FullName).Diagnostics).Code);

    [Fact]
    public void A_huge_file_is_refused()
    {
        var path = Path.Combine(_folder.FullName, "config.toml");
        File.WriteAllText(path, new string('#', (1024 * 1024) + 1));

        Assert.Equal(DiagnosticCodes.ConfigUnreadable, Assert.Single(ConfigFile.Read(path).Diagnostics).Code);
    }

    [Fact]
    public void Its_problems_are_problems_of_the_settings()
    {
        var config = ConfigFile.Parse("api_key = canary", "config.toml");

        var result = SettingsReader.Read(new Dictionary<string, string?>(), new Dictionary<string, string?>(), config, baseDirectory: null);

        Assert.Null(result.Settings);
        Assert.Equal(DiagnosticCodes.ConfigLine, Assert.Single(result.Diagnostics).Code);
    }
}
