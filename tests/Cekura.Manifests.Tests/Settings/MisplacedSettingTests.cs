using Cekura.Manifests.Discovery;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Settings;

/// <summary>Keys where none may stand, and settings where nothing reads them.</summary>
public sealed class MisplacedSettingTests
{
    private const string Canary = "canary-0123456789-wxyz";

    [Theory]
    [InlineData(
        "<RunConfiguration><EnvironmentVariables><CEKURA_API_KEY>{0}</CEKURA_API_KEY></EnvironmentVariables></RunConfiguration>",
        DiagnosticCodes.KeyInSettings
    )]
    [InlineData(
        "<runconfiguration><environmentvariables><cekura_api_key>{0}</cekura_api_key></environmentvariables></runconfiguration>",
        DiagnosticCodes.KeyInSettings
    )]
    [InlineData(
        "<TestRunParameters><Parameter name=\"CEKURA_API_KEY\" value=\"{0}\" /></TestRunParameters>",
        DiagnosticCodes.KeyInSettings
    )]
    [InlineData("<TestRunParameters><Parameter name=\"CekuraApiKey\" value=\"{0}\" /></TestRunParameters>", DiagnosticCodes.KeyInSettings)]
    [InlineData("<TestRunParameters><Parameter name=\"Cekura.ApiKey\" value=\"{0}\" /></TestRunParameters>", DiagnosticCodes.KeyInSettings)]
    [InlineData("<Cekura ApiKey=\"{0}\" />", DiagnosticCodes.KeyInSettings)]
    [InlineData("<Cekura MaxRuns=\"{0}\" />", DiagnosticCodes.SettingsOutOfPlace)]
    [InlineData("<Cekura><MaxRuns value=\"{0}\" /></Cekura>", DiagnosticCodes.SettingsOutOfPlace)]
    [InlineData("<Cekra><MaxRuns>{0}</MaxRuns></Cekra>", DiagnosticCodes.SettingsOutOfPlace)]
    public void It_is_an_error_at_build_and_at_run_that_never_shows_a_value(string xml, string code)
    {
        var path = Path.GetTempFileName();
        var text = $"<RunSettings>\n{xml.Replace("{0}", Canary, StringComparison.Ordinal)}</RunSettings>";
        File.WriteAllText(path, text);
        var container = new Cekura.Manifests.Discovery.TestContainer(path, Path.GetTempPath(), [], []);

        var build = Assert.Single(SettingsFile.Check(path));
        var run = new SettingsEnvironment(new Dictionary<string, string?>(), ConfigFile.Parse("", "config.toml"), "/").ReadSettings(
            RunSettingsDocument.Parse(text),
            container
        );

        Assert.Equal((code, DiagnosticSeverity.Error, 2), (build.Code, build.Severity, build.Location.Line));
        Assert.Equal(code, Assert.Single(run.Diagnostics).Code);
        Assert.Null(run.Settings);
        Assert.DoesNotContain(Canary, $"{build}{run.Diagnostics[0]}{run.OriginLine}", StringComparison.Ordinal);
        File.Delete(path);
    }

    [Theory]
    [InlineData("<RunConfiguration><EnvironmentVariables><API_KEY>x</API_KEY><CEKURA_API_KEY /></EnvironmentVariables></RunConfiguration>")]
    [InlineData("<TestRunParameters><Parameter name=\"ApiKey\" value=\"x\" /></TestRunParameters>")]
    [InlineData("<MSTest /><NUnit /><LoggerRunSettings /><CekuraRun><Typed>,</Typed></CekuraRun><Cekura xmlns:x=\"urn:x\" x:note=\"y\" />")]
    public void What_belongs_to_others_is_left_alone(string xml) =>
        Assert.Empty(RunSettingsDocument.Parse($"<RunSettings>{xml}</RunSettings>").Misplaced);
}
