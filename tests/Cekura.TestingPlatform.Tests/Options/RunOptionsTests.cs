using Cekura.Manifests.Discovery;
using Cekura.Manifests.Settings;
using Cekura.TestingPlatform.Options;

namespace Cekura.TestingPlatform.Tests.Options;

public sealed class RunOptionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-options-").FullName;
    private readonly Dictionary<string, string?> _environment = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_place_wins_over_those_below_it_as_with_VSTest()
    {
        var named = Write("ci.runsettings", "<RunSettings><Cekura><MaxRuns>3</MaxRuns></Cekura></RunSettings>");
        var project = Write("cekura.runsettings", "<RunSettings><Cekura><MaxRuns>5</MaxRuns></Cekura></RunSettings>");
        var all = new CommandLine()
            .With("cekura", "MaxRuns=1")
            .With("settings", named)
            .Configured("cekura", """{ "MaxRuns": 4, "Tags": ["smoke", "nightly"], "DryRun": true }""");

        Assert.Equal(1, Settings(all, project).MaxRuns);
        _environment["CEKURA_MAX_RUNS"] = "2";
        Assert.Equal(1, Settings(all, project).MaxRuns);
        all = new CommandLine().With("settings", named).Configured("cekura", """{ "MaxRuns": 4 }""");
        Assert.Equal(2, Settings(all, project).MaxRuns);
        _environment.Clear();
        Assert.Equal(3, Settings(all, project).MaxRuns);
        all = new CommandLine().Configured("cekura", """{ "MaxRuns": 4, "Tags": ["smoke", "nightly"], "DryRun": true }""");
        var configured = Settings(all, project);
        Assert.Equal((4, true), (configured.MaxRuns, configured.DryRun));
        Assert.Equal(["smoke", "nightly"], configured.Tags);
        Assert.Equal(5, Settings(new CommandLine(), project).MaxRuns);
    }

    [Fact]
    public void Every_setting_can_be_typed()
    {
        foreach (var setting in SettingTable.All)
        {
            Assert.Empty(Read(new CommandLine().With("cekura", $"{setting.Key}=x")).Problems);
        }

        Assert.Empty(Read(new CommandLine().With("cekura", "Cekura.MaxRuns=1", "Options.text.websocket_url=ws://a")).Problems);
    }

    [Theory]
    [InlineData("cekura", "Zebra=5", "--cekura: \"Zebra\" is not a setting. Known: AgentId, ")]
    [InlineData("cekura", "MaxRuns", "--cekura \"MaxRuns\" has no name and value. Write --cekura MaxRuns=5.")]
    [InlineData("cekura", null, "--cekura needs a value: --cekura MaxRuns=5.")]
    [InlineData("filter", null, "--filter needs a value: --filter ")]
    [InlineData("filter", "Nonsense=1", "the filter cannot be used: \"Nonsense\" is not a property.")]
    [InlineData("settings", "/nowhere/ci.runsettings", "--settings: there is no file /nowhere/ci.runsettings.")]
    public void What_cannot_be_used_is_said_with_its_option(string option, string? value, string problem)
    {
        var found = Read(new CommandLine().With(option, value is null ? [] : [value])).Problems;

        Assert.StartsWith(problem, Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_filters_are_most_likely_one_without_quotes()
    {
        var options = Read(new CommandLine().With("filter", "Name~book", "an appointment"));

        Assert.Equal(
            "--filter takes one filter and got 2: \"Name~book\", \"an appointment\". Put it into quotes, and join conditions with & or |.",
            Assert.Single(options.Problems)
        );
        Assert.Null(options.Filter);
    }

    [Fact]
    public void A_slip_in_a_setting_that_was_typed_says_which_is_meant()
    {
        var read = Result(new CommandLine().With("cekura", "MaxRun=5"), project: null);

        Assert.Null(read.Settings);
        Assert.Contains(
            "command line : error CEK0201: \"MaxRun\" is not a setting. Did you mean \"MaxRuns\"?",
            $"{Assert.Single(read.Diagnostics)}",
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_slip_in_testconfig_json_names_the_file()
    {
        var read = Result(new CommandLine().Configured("cekura", """{ "MaxRun": 5 }"""), project: null);

        Assert.StartsWith("testconfig.json : error CEK0201: ", $"{Assert.Single(read.Diagnostics)}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_of_testconfig_json_that_is_no_object_is_said() =>
        Assert.StartsWith(
            "\"cekura\" of testconfig.json is no object.",
            Assert.Single(Read(new CommandLine().Configured("cekura", "fast")).Problems),
            StringComparison.Ordinal
        );

    [Fact]
    public void Options_of_modes_stand_in_one_another_in_testconfig_json()
    {
        var settings = Settings(
            new CommandLine().Configured("cekura", """{ "Options": { "text": { "websocket_url": "ws://localhost:1" } } }"""),
            project: null
        );

        Assert.Equal("ws://localhost:1", (string?)settings.Options["text"]["websocket_url"]);
    }

    [Fact]
    public void The_platform_s_own_limits_and_folder_are_known()
    {
        var run = Read(
            new CommandLine()
                .With("timeout", "90m")
                .With("hangdump")
                .With("hangdump-timeout", "10m")
                .Configured("platformOptions:resultDirectory", "/results")
        ).Settings;

        Assert.Equal((TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(90)), (run.Limits.Hang, run.Limits.Session));
        Assert.Equal("/results", run.ResultsDirectory);
        Assert.False(run.IsForExplorer);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, false, "jsonrpc")]
    [InlineData(false, true, "dotnettestcli")]
    public void An_explorer_is_told_from_the_command(bool isExplorer, bool isCommand, params string[] protocol)
    {
        var line = new CommandLine().With("server", protocol);

        Assert.Equal((isExplorer, isCommand), (Read(line).Settings.IsForExplorer, RunOptions.IsForCommand(line)));
    }

    [Fact]
    public void A_setting_as_VSTest_takes_it_is_answered_with_the_way_here()
    {
        using var said = new StringWriter();

        TypedSettings.TellOfOtherPlatform(["Cekura.MaxRuns=5", "--cekura", "Cekura.Mode=text"], said);

        Assert.Equal(
            "Cekura: \"Cekura.MaxRuns=5\" is how VSTest takes a setting. On Microsoft.Testing.Platform write --cekura MaxRuns=5, without \"--\" before it.",
            said.ToString().Trim()
        );
    }

    [Theory]
    [InlineData(
        "RunConfiguration.TestSessionTimeout=60000",
        "is how VSTest takes a setting. On Microsoft.Testing.Platform write --timeout 90m,"
    )]
    [InlineData("RunConfiguration.ResultsDirectory=out", "write --results-directory and the folder,")]
    [InlineData("NUnit.NumberOfTestWorkers=4", "there are options instead, which --help lists; leave it out.")]
    [InlineData("--blame-hang-timeout", "is an option of VSTest. On Microsoft.Testing.Platform write --hangdump --hangdump-timeout 90m,")]
    [InlineData("--blame", "write --crashdump, and refer to the package Microsoft.Testing.Extensions.CrashDump.")]
    public void What_else_VSTest_takes_is_answered_too(string argument, string said)
    {
        using var output = new StringWriter();

        TypedSettings.TellOfOtherPlatform(["--report-trx", "run", argument, "10m"], output);

        Assert.StartsWith($"Cekura: \"{argument}\" ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains(said, output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--filter", "RunConfiguration.Name=1")]
    [InlineData("--cekura", "MaxRuns=1", "Cekura.Mode=text")]
    [InlineData("--filter", "Name~Book", "Other")]
    public void What_belongs_to_an_option_is_none_of_these(params string[] arguments)
    {
        using var output = new StringWriter();

        TypedSettings.TellOfOtherPlatform(arguments, output);

        Assert.Equal("", output.ToString());
    }

    [Theory]
    [InlineData("xx[", "Cekura: --treenode-filter \"xx[\" cannot be read: \"[\" is not closed. Write a path of four levels, ")]
    [InlineData("/*/(a|b", "Cekura: --treenode-filter \"/*/(a|b\" cannot be read: \"(\" is not closed.")]
    [InlineData("/*/)", "Cekura: --treenode-filter \"/*/)\" cannot be read: \")\" at character 4 closes nothing.")]
    [InlineData("/a/**/b", "Cekura: --treenode-filter \"/a/**/b\" cannot be read: \"**\" can only be its last level.")]
    [InlineData("/*/S/**", null)]
    [InlineData("/*/S/(A|B)/*[Mode=text]", null)]
    [InlineData("/*/S/A\\(/**", null)]
    public async Task A_path_of_the_tree_that_cannot_be_read_is_refused_before_the_platform_fails_on_it(string path, string? told)
    {
        var answer = await new CekuraOptions().ValidateCommandLineOptionsAsync(new CommandLine().With("treenode-filter", path));

        Assert.Equal(told is null, answer.IsValid);
        Assert.StartsWith(told ?? "", answer.ErrorMessage ?? "", StringComparison.Ordinal);
    }

    private static RunOptions Read(CommandLine line) => RunOptions.Read(line, line);

    private CekuraSettings Settings(CommandLine line, string? project)
    {
        var read = Result(line, project);
        Assert.True(read.Settings is not null, string.Join('\n', read.Diagnostics));
        return read.Settings;
    }

    private SettingsReadResult Result(CommandLine line, string? project)
    {
        var container = new TestContainer(Path.Combine(_folder, "Clinic.dll"), _folder, [], [])
        {
            Settings = project is null ? null : SourceFile.Original(project),
        };
        return new SettingsEnvironment(_environment, ConfigFile.OfUser(_folder), _folder).ReadSettings(Read(line).Settings, container);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
