using Cekura.Manifests.Discovery;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Settings;

/// <summary>A run's settings out of what the platform merges, the project's own file, and what stands around them.</summary>
public sealed class LayerTests : IDisposable
{
    private const string Own =
        "<MaxRuns>1</MaxRuns><ApiUrl>emulator</ApiUrl><Seed>own.json</Seed><Options><text><websocket_headers><A>own</A><B>own</B></websocket_headers></text></Options>";

    private readonly string _root = Directory.CreateTempSubdirectory("cekura-layers-").FullName;
    private readonly Dictionary<string, string?> _variables = [];

    private string Project => Path.Combine(_root, "project");

    private string Output => Path.Combine(_root, "out");

    private string Ci => Path.Combine(_root, "ci");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>
    /// What each place says of <c>MaxRuns</c>, and who wins. The order is: typed, environment, file that was named, project's own file.
    /// </summary>
    [Theory]
    [InlineData(null, null, null, "1 (cekura.runsettings:3)")]
    [InlineData(null, null, "2", "2 (ci.runsettings:3)")]
    [InlineData(null, "3", null, "3 (CEKURA_MAX_RUNS)")]
    [InlineData(null, "3", "2", "3 (CEKURA_MAX_RUNS)")]
    [InlineData("4", null, null, "4 (command line)")]
    [InlineData("4", null, "2", "4 (command line)")]
    [InlineData("4", "3", null, "4 (command line)")]
    [InlineData("4", "3", "2", "4 (command line)")]
    [InlineData("2", "3", "2", "2 (command line)")]
    public void The_build_says_what_was_typed(string? typed, string? variable, string? named, string winner)
    {
        WriteProject(Own);
        _variables["CEKURA_MAX_RUNS"] = variable;
        var file = Write(Ci, "ci.runsettings", named is null ? "<Tags>a</Tags>" : $"<MaxRuns>{named}</MaxRuns>");
        var run = $"<CekuraRun><Typed>,{(typed is null ? "" : "Cekura.MaxRuns")}</Typed><SettingsFile>{file}</SettingsFile></CekuraRun>";

        var read = Read(named is null ? "<Tags>a</Tags>" : "", typed ?? named, Ci, run);

        Assert.Contains($"MaxRuns={winner}", read.OriginLine, StringComparison.Ordinal);
        Assert.True(read.Settings!.UsesEmulator);
    }

    /// <summary>The same without a build, from the folder of the file that the platform tells.</summary>
    [Theory]
    [InlineData(null, "3", "2", "3 (CEKURA_MAX_RUNS)")]
    [InlineData("4", "3", "2", "4 (command line)")]
    [InlineData("4", null, null, "4 (command line)")]
    [InlineData(null, null, "2", "2 (ci.runsettings:3)")]
    public void Without_a_build_the_file_is_found_beside_others(string? typed, string? variable, string? named, string winner)
    {
        WriteProject(Own);
        _variables["CEKURA_MAX_RUNS"] = variable;
        Write(Ci, "ci.runsettings", (named is null ? "" : $"<MaxRuns>{named}</MaxRuns>") + "<Tags>a</Tags>");
        Write(Ci, "other.runsettings", "<Mode>text</Mode>");
        Write(Ci, "more.runsettings", "<Tags>a</Tags><MaxRuns>77</MaxRuns>");

        var read = Read(named is null ? "<Tags>a</Tags>" : "", typed ?? named, Ci, after: named is null ? "" : "<Tags>a</Tags>");

        Assert.Contains($"MaxRuns={winner}", read.OriginLine, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_named_relatively_is_found_where_the_command_was_typed()
    {
        WriteProject(Own);
        Write(Ci, "ci.runsettings", "<MaxRuns>2</MaxRuns><Seed>ci.json</Seed>");
        _variables["CEKURA_MAX_RUNS"] = "9";
        _variables["PWD"] = Ci;

        var read = Read("", "2", directory: "", after: "<Seed>ci.json</Seed>");

        Assert.Equal((9, Path.Combine(Ci, "ci.json")), (read.Settings!.MaxRuns, read.Settings.Seed));
    }

    /// <summary>Typed or of a file that cannot be found: the one that starts less.</summary>
    [Theory]
    [InlineData("MaxRuns", "5", "CEKURA_MAX_RUNS", "9", "5")]
    [InlineData("MaxRuns", "9", "CEKURA_MAX_RUNS", "5", "5")]
    [InlineData("MaxCost", "9", "CEKURA_MAX_COST", "0.5", "0.5")]
    [InlineData("DryRun", "false", "CEKURA_DRY_RUN", "true", "true")]
    [InlineData("DryRun", "true", "CEKURA_DRY_RUN", "false", "true")]
    [InlineData("ApiUrl", "https://api.cekura.ai", "CEKURA_API_URL", "emulator", "emulator")]
    [InlineData("ApiUrl", "emulator", "CEKURA_API_URL", "https://api.cekura.ai", "emulator")]
    [InlineData("Frequency", "3", "CEKURA_FREQUENCY", "2", "2")]
    [InlineData("InfrastructureRetries", "3", "CEKURA_INFRASTRUCTURE_RETRIES", "2", "2")]
    [InlineData("LastFailed", "false", "CEKURA_LAST_FAILED", "true", "true")]
    [InlineData("Reuse", "Never", "CEKURA_REUSE", "Finished", "Finished")]
    [InlineData("Mode", "voice", "CEKURA_MODE", "text", "voice")]
    public void Where_nobody_can_know_the_one_that_starts_less_is_used(
        string key,
        string value,
        string variable,
        string environment,
        string used
    )
    {
        WriteProject("<SettleSeconds>7</SettleSeconds>");
        _variables[variable] = environment;

        var read = ReadSection($"<{key}>{value}</{key}>", Path.Combine(_root, "gone"));

        Assert.Contains($"{key}={used} (", read.OriginLine, StringComparison.Ordinal);
        Assert.Equal(DiagnosticCodes.SettingsDisagree, Assert.Single(read.Diagnostics).Code);
    }

    [Fact]
    public void An_explorer_has_no_command_line_so_the_environment_is_over_its_file()
    {
        WriteProject(Own);
        _variables["CEKURA_DRY_RUN"] = "true";
        _variables["CEKURA_MAX_RUNS"] = "9";

        var read = Parse(
            "<RunSettings><Cekura><DryRun>false</DryRun><MaxRuns>2</MaxRuns></Cekura><RunConfiguration><DesignMode>True</DesignMode></RunConfiguration></RunSettings>"
        );

        Assert.Equal((true, 9), (read.Settings!.DryRun, read.Settings.MaxRuns));
        Assert.Empty(read.Diagnostics);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("<RunSettings />")]
    [InlineData("<RunSettings><RunConfiguration><DesignMode>True</DesignMode></RunConfiguration></RunSettings>")]
    public void The_project_s_own_file_counts_when_nobody_sends_settings(string? xml)
    {
        WriteProject(Own + "<DryRun>true</DryRun><MaxCost>1</MaxCost>");

        var settings = Parse(xml).Settings!;

        Assert.True(settings.UsesEmulator);
        Assert.Equal(
            (1, true, 1m, Path.Combine(Project, "own.json")),
            (settings.MaxRuns, settings.DryRun, settings.MaxCost, settings.Seed)
        );
    }

    [Fact]
    public void Each_path_is_relative_to_its_own_place()
    {
        WriteProject("<Seed>own.json</Seed><Baseline>own.json</Baseline><Report>own.html</Report>");
        var file = Write(Ci, "ci.runsettings", "<Baseline>ci.json</Baseline><JUnit>ci.xml</JUnit>");
        _variables["CEKURA_REPORT"] = "env.html";

        var settings = ReadSection(
            "<Baseline>ci.json</Baseline><JUnit>ci.xml</JUnit><Manifest>typed.json</Manifest>",
            Ci,
            $"<CekuraRun><Typed>,Cekura.Manifest</Typed><SettingsFile>{file}</SettingsFile></CekuraRun>"
        ).Settings!;

        Assert.Equal(
            (
                Path.Combine(Project, "own.json"),
                Path.Combine(Ci, "ci.json"),
                Path.Combine(Ci, "ci.xml"),
                Path.Combine(Project, "env.html"),
                Path.Combine(Project, "typed.json")
            ),
            (settings.Seed, settings.Baseline, settings.JUnit, settings.Report, settings.Manifest)
        );
    }

    [Fact]
    public void Without_the_project_its_file_lies_beside_the_dll_and_its_paths_too()
    {
        WriteProject(Own);
        Directory.Delete(Project, recursive: true);
        _variables["CEKURA_REPORT"] = "env.html";

        var settings = Parse(xml: null).Settings!;

        Assert.Equal(
            (1, Path.Combine(Output, "own.json"), Path.Combine(Output, "env.html")),
            (settings.MaxRuns, settings.Seed, settings.Report)
        );
    }

    [Fact]
    public void Options_are_laid_over_each_other_key_by_key()
    {
        WriteProject(Own);
        var file = Write(Ci, "ci.runsettings", "<Options><text><websocket_headers><B>ci</B><C>ci</C></websocket_headers></text></Options>");

        var read = ReadSection(
            "<Options><text><websocket_headers><B>ci</B><C>typed</C></websocket_headers><project_id>7</project_id></text></Options>",
            Ci,
            $"<CekuraRun><Typed>,Cekura.Options.text.websocket_headers.C,Cekura.Options.text.project_id</Typed><SettingsFile>{file}</SettingsFile></CekuraRun>"
        );

        Assert.Equal(
            """{"websocket_headers":{"A":"own","B":"ci","C":"typed"},"project_id":7}""",
            read.Settings!.Options["text"].ToJsonString()
        );
        Assert.Contains("Options.text.websocket_headers.B (ci.runsettings:3)", read.OriginLine, StringComparison.Ordinal);
        Assert.DoesNotContain("own)", read.OriginLine, StringComparison.Ordinal);
    }

    /// <summary>As with manifests, what was built counts; named for a run, the file counts as it is now.</summary>
    [Fact]
    public void An_edit_after_the_build_counts_when_the_file_is_named()
    {
        WriteProject(Own);
        Write(Project, "cekura.runsettings", "<MaxRuns>2</MaxRuns>");

        var unnamed = Parse(xml: null);
        var named = ReadSection(
            "<MaxRuns>2</MaxRuns>",
            Project,
            $"<CekuraRun><Typed>,</Typed><SettingsFile>{Path.Combine(Project, "cekura.runsettings")}</SettingsFile></CekuraRun>"
        );
        var found = ReadSection("<MaxRuns>2</MaxRuns>", Project);

        Assert.Equal((1, true), (unnamed.Settings!.MaxRuns, unnamed.Settings.UsesEmulator));
        Assert.All([named, found], read =>
            Assert.Equal((2, false, null), (read.Settings!.MaxRuns, read.Settings.UsesEmulator, read.Settings.Seed))
        );
    }

    [Fact]
    public void A_project_s_file_that_is_gone_or_broken_starts_nothing()
    {
        WriteProject(Own);
        File.WriteAllText(Path.Combine(Output, "cekura.runsettings"), "<RunSettings><Cekura>");
        var broken = Parse(xml: null);
        File.Delete(Path.Combine(Output, "cekura.runsettings"));
        Directory.Delete(Project, recursive: true);
        var gone = Parse(xml: null);

        Assert.Equal((null, DiagnosticCodes.SettingsNotXml), (broken.Settings, Assert.Single(broken.Diagnostics).Code));
        Assert.Equal((null, DiagnosticCodes.SettingsMissing), (gone.Settings, Assert.Single(gone.Diagnostics).Code));
    }

    [Fact]
    public void Parameters_of_tests_are_settings_too()
    {
        WriteProject(Own);

        var read = Parse(
            """<RunSettings><TestRunParameters><Parameter name="Cekura.MaxRuns" value="4" /><Parameter name="Other" value="x" /></TestRunParameters></RunSettings>"""
        );

        Assert.Equal(4, read.Settings!.MaxRuns);
    }

    [Fact]
    public void What_is_the_default_is_not_told()
    {
        WriteProject("<SettleSeconds>120</SettleSeconds>");

        Assert.Null(Parse(xml: null).OriginLine);
    }

    private SettingsReadResult Read(string before, string? maxRuns, string directory, string after) =>
        after.StartsWith("<CekuraRun>", StringComparison.Ordinal)
            ? ReadSection(before + MaxRuns(maxRuns), directory, after)
            : ReadSection(before + MaxRuns(maxRuns) + after, directory);

    private static string MaxRuns(string? value) => value is null ? "" : $"<MaxRuns>{value}</MaxRuns>";

    // As the platform does it: the folder of the file behind all that the file has.
    private SettingsReadResult ReadSection(string section, string directory, string behind = "") =>
        Parse($"<RunSettings><Cekura>{section}</Cekura><RunSettingsDirectory>{directory}</RunSettingsDirectory>{behind}</RunSettings>");

    private SettingsReadResult Parse(string? xml) =>
        new SettingsEnvironment(_variables, ConfigFile.Parse("", "config.toml"), _root).ReadSettings(
            RunSettingsDocument.Parse(xml),
            TestContainer.Find(Path.Combine(Output, "Some.dll"))!
        );

    private void WriteProject(string section)
    {
        Write(Project, "cekura.runsettings", section);
        Write(Output, "cekura.runsettings", section);
        File.WriteAllLines(
            Path.Combine(Output, "Some.cekura"),
            [$"directory={Project}", "settings=cekura.runsettings\tcekura.runsettings"]
        );
    }

    private static string Write(string folder, string name, string section)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, name);
        File.WriteAllText(path, $"<RunSettings>\n <Cekura>\n  {section}\n </Cekura>\n</RunSettings>\n");
        return path;
    }
}
