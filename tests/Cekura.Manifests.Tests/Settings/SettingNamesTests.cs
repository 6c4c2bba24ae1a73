using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Settings;

/// <summary>Names that are no setting: a slip is an error before anything starts, anything else is a warning.</summary>
public sealed class SettingNamesTests
{
    private static readonly Dictionary<string, string?> Nothing = [];

    [Theory]
    [InlineData("MaxRun", "MaxRuns")]
    [InlineData("TimeoutSecond", "TimeoutSeconds")]
    [InlineData("seeds", "Seed")]
    [InlineData("maxrnus", "MaxRuns")]
    [InlineData("Tagz", "Tags")]
    [InlineData("DryRuns", "DryRun")]
    [InlineData("Option.text.websocket_url", "Options.mode.option")]
    [InlineData("Options", "Options.mode.option")]
    [InlineData("MaxRuns.Value", "MaxRuns")]
    public void A_slip_is_an_error_in_every_layer(string key, string meant)
    {
        var section = new Dictionary<string, string?> { [key] = "5" };

        Assert.All([Read(section, file: null), Read(section, section), Read(section, Nothing)], read =>
        {
            var problem = Assert.Single(read.Diagnostics);
            Assert.Equal((DiagnosticCodes.UnknownSetting, DiagnosticSeverity.Error), (problem.Code, problem.Severity));
            Assert.Contains($"Did you mean \"{meant}\"?", problem.Message, StringComparison.Ordinal);
            Assert.Null(read.Settings);
        });
    }

    [Theory]
    [InlineData("Colour")]
    [InlineData("MaximumNumberOfRunsThatMayEverBeStarted")]
    public void What_is_near_to_nothing_is_a_warning(string key)
    {
        var read = Read(new() { [key] = "5" }, file: null);

        Assert.Equal(
            (DiagnosticCodes.UnknownSetting, DiagnosticSeverity.Warning),
            (Assert.Single(read.Diagnostics).Code, read.Diagnostics[0].Severity)
        );
        Assert.NotNull(read.Settings);
    }

    [Theory]
    [InlineData("CEKURA_MAX_RUN", "CEKURA_MAX_RUNS")]
    [InlineData("CEKURA_MAXRUNS", "CEKURA_MAX_RUNS")]
    [InlineData("CEKURA_DRYRUN", "CEKURA_DRY_RUN")]
    [InlineData("CEKURA_J_UNIT", "CEKURA_JUNIT")]
    [InlineData("CEKURA_APIKEY", "CEKURA_API_KEY")]
    [InlineData("CEKURA_API_KY", "CEKURA_API_KEY")]
    [InlineData("CEKRUA_API_KEY", "CEKURA_API_KEY")]
    [InlineData("CEKUR_MAX_RUNS", "CEKURA_MAX_RUNS")]
    [InlineData("CEKURA_OPTION", "CEKURA_OPTIONS")]
    [InlineData("CEKURA_SCENARIO_ID", "CEKURA_SCENARIO_IDS")]
    public void A_variable_that_is_a_slip_is_an_error_and_its_value_is_not_shown(string name, string meant)
    {
        var read = Variables(new() { [name] = "canary-0123456789" });

        var problem = Assert.Single(read.Diagnostics);
        Assert.Equal((DiagnosticCodes.UnknownSetting, DiagnosticSeverity.Error, name), (problem.Code, problem.Severity, problem.Source));
        Assert.Contains($"Did you mean \"{meant}\"?", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", $"{problem}", StringComparison.Ordinal);
        Assert.Null(read.Settings);
    }

    [Theory]
    [InlineData("CEKURA_CHANNEL")]
    [InlineData("CEKURA_KEY")]
    [InlineData("CEKURA_TRIALS")]
    [InlineData("CEKURA_PROJECT_ID")]
    [InlineData("CEKURA_PACKAGES")]
    [InlineData("CEKURA_STOPS")]
    [InlineData("CEKURA_LONG")]
    [InlineData("CEKURA_FUZZ_SEED")]
    [InlineData("OTHER_MAX_RUN")]
    [InlineData("SAKURA_API_KEY")]
    [InlineData("CEKUR_TRIALS")]
    public void Variables_of_others_are_left_alone(string name) => Assert.Empty(Variables(new() { [name] = "x" }).Diagnostics);

    [Fact]
    public void What_a_command_of_a_run_is_told_is_no_slip() =>
        Assert.Empty(
            Variables(
                new()
                {
                    ["CEKURA_RUN_ID"] = "1",
                    ["CEKURA_SCENARIO_ID"] = "101",
                    ["CEKURA_NUMBER"] = "+1",
                }
            ).Diagnostics
        );

    private static SettingsReadResult Read(Dictionary<string, string?> section, Dictionary<string, string?>? file) =>
        SettingsReader.Read(section, Nothing, config: null, baseDirectory: null, file);

    private static SettingsReadResult Variables(Dictionary<string, string?> variables) =>
        SettingsReader.Read(Nothing, variables, config: null, baseDirectory: null);
}
