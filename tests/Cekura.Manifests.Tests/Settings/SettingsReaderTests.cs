using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Settings;

public sealed class SettingsReaderTests
{
    private static readonly Dictionary<string, string?> Nothing = [];

    [Fact]
    public void Without_any_value_the_defaults_hold()
    {
        var result = SettingsReader.Read(Nothing, Nothing, config: null, baseDirectory: null);

        // No list was given, so the empty ones compare equal by reference.
        Assert.Equal(new CekuraSettings(), result.Settings);
        Assert.Null(result.Credentials);
        Assert.Empty(result.Diagnostics);
    }

    [Fact]
    public void The_defaults_are_those_of_the_verdict_rules()
    {
        var defaults = new CekuraSettings();

        Assert.Equal((3600, 120, 1.0), (defaults.TimeoutSeconds, defaults.SettleSeconds, defaults.PassThreshold));
        Assert.Equal((true, true, false), (defaults.HonorReviews, defaults.FailOnCritical, defaults.RequireExpectedOutcome));
        Assert.Equal(
            (NeedsReviewOutcome.Fail, InfrastructureOutcome.Fail, 0),
            (defaults.NeedsReview, defaults.Infrastructure, defaults.InfrastructureRetries)
        );
        Assert.Equal(
            (NoMetricsOutcome.Warn, TranscriptSelection.All, RecordingSelection.None),
            (defaults.NoMetrics, defaults.Transcripts, defaults.Recordings)
        );
        Assert.Equal((false, false), (defaults.DryRun, defaults.ShareLink));
        Assert.Equal("https://api.cekura.ai/", defaults.ApiUrl!.AbsoluteUri);
    }

    [Fact]
    public void Every_setting_is_a_property_and_every_property_but_the_options_a_setting() =>
        Assert.Equal(
            typeof(CekuraSettings)
                .GetProperties()
                .Where(property => property.SetMethod is not null && property.Name != nameof(CekuraSettings.Options))
                .Select(property => property.Name),
            SettingTable.All.Select(setting => setting.Key)
        );

    [Theory]
    [InlineData("AgentId", "12")]
    [InlineData("Mode", "voice")]
    [InlineData("FolderPath", "Sales.Inbound")]
    [InlineData("Frequency", "5")]
    [InlineData("PassThreshold", "0.8")]
    [InlineData("ConcurrencyLimit", "4")]
    [InlineData("Shard", "2/4")]
    [InlineData("TimeoutSeconds", "60")]
    [InlineData("SettleSeconds", "0")]
    [InlineData("HonorReviews", "False")]
    [InlineData("NeedsReview", "Skip")]
    [InlineData("FailOnCritical", "False")]
    [InlineData("RequireExpectedOutcome", "True")]
    [InlineData("Infrastructure", "Skip")]
    [InlineData("InfrastructureRetries", "2")]
    [InlineData("NoMetrics", "Fail")]
    [InlineData("NotJudged", "Skip")]
    [InlineData("MaxRuns", "30")]
    [InlineData("MaxCost", "12.50")]
    [InlineData("CostPerRun", "0.05")]
    [InlineData("CostPerRun", "0.1,text=0.05,voice=0.40")]
    [InlineData("CostPerRun", "livekit_v2=0,sip=1")]
    [InlineData("TokenPrices", "2.50/10")]
    [InlineData("TokenPrices", "1/2,gpt-5=2.50/10,openai/gpt-5-mini=0.25/2")]
    [InlineData("DryRun", "True")]
    [InlineData("ShareLink", "True")]
    [InlineData("Transcripts", "Failed")]
    [InlineData("Recordings", "All")]
    public void A_value_reaches_its_property(string key, string value)
    {
        var settings = Read((key, value)).Settings!;

        var property = typeof(CekuraSettings).GetProperty(key)!.GetValue(settings);
        Assert.Equal(value, Convert.ToString(property, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Lists_are_separated_by_commas_and_hold_each_entry_once()
    {
        var settings = Read(
            ("ScenarioIds", " 101, 102;101 ,"),
            ("PersonalityIds", "3"),
            ("TestProfileIds", "20,21"),
            ("Tags", "smoke, core,smoke")
        ).Settings!;

        Assert.Equal([101L, 102], settings.ScenarioIds);
        Assert.Equal([3L], settings.PersonalityIds);
        Assert.Equal([20L, 21], settings.TestProfileIds);
        Assert.Equal(["smoke", "core"], settings.Tags);
    }

    [Fact]
    public void A_shard_has_its_share_of_the_limit_and_may_come_from_the_environment()
    {
        var environment = new Dictionary<string, string?> { ["CEKURA_SHARD"] = "3/4" };

        var settings = SettingsReader.Read(Values(("ConcurrencyLimit", "10")), environment, config: null, baseDirectory: null).Settings!;

        Assert.Equal((new Shard(3, 4), 2), (settings.Shard, settings.ConcurrencyLimit));
    }

    [Fact]
    public void A_limit_that_leaves_shards_without_a_run_is_refused()
    {
        var result = Read(("ConcurrencyLimit", "3"), ("Shard", "1/4"));

        Assert.Null(result.Settings);
        Assert.StartsWith(
            "ConcurrencyLimit 3 cannot be divided among 4 shards",
            Assert.Single(result.Diagnostics).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Names_and_words_ignore_case()
    {
        var settings = Read(("timeoutSECONDS", "5"), ("needsreview", "PASS"), ("mode", "LiveKit_V2"), ("dryrun", "TRUE")).Settings!;

        Assert.Equal(
            (5, NeedsReviewOutcome.Pass, "livekit_v2", true),
            (settings.TimeoutSeconds, settings.NeedsReview, settings.Mode, settings.DryRun)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void An_empty_value_is_not_given(string? value) => Assert.Equal(3600, Read(("TimeoutSeconds", value)).Settings!.TimeoutSeconds);

    [Theory]
    [InlineData("emulator", null)]
    [InlineData("Emulator", null)]
    [InlineData("https://eu.example.com/", "https://eu.example.com/")]
    [InlineData("http://127.0.0.1:5000/cekura//", "http://127.0.0.1:5000/cekura")]
    public void The_address_is_the_emulator_or_a_url(string value, string? url)
    {
        var settings = Read(("ApiUrl", value)).Settings!;

        Assert.Equal(url, settings.ApiUrl?.AbsoluteUri);
        Assert.Equal(url is null, settings.UsesEmulator);
    }

    [Theory]
    [InlineData("AgentId", "0", "a positive integer")]
    [InlineData("Mode", "txt", "one of text, voice, chirp")]
    [InlineData("ScenarioIds", "101, x", "positive integers separated by commas")]
    [InlineData("Frequency", "0", "an integer of at least 1")]
    [InlineData("PassThreshold", "0", "a number above 0 up to 1")]
    [InlineData("PassThreshold", "1.1", "a number above 0 up to 1")]
    [InlineData("PassThreshold", "NaN", "a number above 0 up to 1")]
    [InlineData("PassThreshold", "0,8", "a number above 0 up to 1")]
    [InlineData("TimeoutSeconds", "0", "an integer from 1 to 604800")]
    [InlineData("TimeoutSeconds", "99999999999", "an integer from 1 to 604800")]
    [InlineData("InfrastructureRetries", "11", "an integer from 0 to 10")]
    [InlineData("MaxCost", "-1", "a number of at least 0")]
    [InlineData("CostPerRun", "-0.05", "a price such as 0.05")]
    [InlineData("CostPerRun", "telepathy=0.05", "a price such as 0.05")]
    [InlineData("CostPerRun", "text=0.05,text=0.06", "a price such as 0.05")]
    [InlineData("CostPerRun", "0.05,0.06", "a price such as 0.05")]
    [InlineData("CostPerRun", "1000001", "a price such as 0.05")]
    [InlineData("TokenPrices", "2.50", "a price to read and one to write such as 2.50/10")]
    [InlineData("TokenPrices", "2.50/-1", "a price to read and one to write such as 2.50/10")]
    [InlineData("TokenPrices", "=2.50/10", "a price to read and one to write such as 2.50/10")]
    [InlineData("TokenPrices", "gpt-5=1/2,GPT-5=1/2", "a price to read and one to write such as 2.50/10")]
    [InlineData("TokenPrices", "1/2,3/4", "a price to read and one to write such as 2.50/10")]
    [InlineData("Shard", "5/4", "a part such as 2/4")]
    [InlineData("DryRun", "yes", "true or false")]
    [InlineData("NeedsReview", "Warn", "one of Fail, Skip, Pass")]
    [InlineData("Transcripts", "1", "one of All, Failed, None")]
    [InlineData("Recordings", "None, All", "one of None, Failed, All")]
    [InlineData("ApiUrl", "api.cekura.ai", "\"emulator\", or an address of http or https")]
    [InlineData("ApiUrl", "ftp://api.cekura.ai", "\"emulator\", or an address of http or https")]
    [InlineData("ApiUrl", "https://api.cekura.ai/?x=1", "\"emulator\", or an address of http or https")]
    [InlineData("Seed", "a\0b", "a path")]
    public void A_value_that_is_not_allowed_is_told_what_is(string key, string value, string allowed)
    {
        var result = Read((key, value));

        var problem = Assert.Single(result.Diagnostics);
        Assert.Equal(
            (DiagnosticCodes.InvalidSetting, DiagnosticSeverity.Error, "runsettings"),
            (problem.Code, problem.Severity, problem.Source)
        );
        Assert.StartsWith($"{key} wants {allowed}", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith($"and is {Quoted.Text(value)}.", problem.Message, StringComparison.Ordinal);
        Assert.Null(result.Settings);
    }

    [Fact]
    public void A_password_in_an_address_is_refused_and_not_shown() =>
        Assert.DoesNotContain(
            "canary",
            Assert.Single(Read(("ApiUrl", "https://me:canary@api.cekura.ai")).Diagnostics).ToString(),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("Colour", "Known: AgentId, Mode, ScenarioIds,")]
    public void An_unknown_key_is_a_warning_with_advice(string key, string advice)
    {
        var result = Read((key, "1"));

        var problem = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticCodes.UnknownSetting, DiagnosticSeverity.Warning), (problem.Code, problem.Severity));
        Assert.Contains(advice, problem.Message, StringComparison.Ordinal);
        Assert.NotNull(result.Settings);
    }

    [Fact]
    public void Several_problems_are_reported_at_once() =>
        Assert.Equal(3, Read(("AgentId", "x"), ("MaxRuns", "none"), ("Sed", "y")).Diagnostics.Count);

    [Fact]
    public void A_diagnostic_reads_like_a_compilers() =>
        Assert.Equal(
            "runsettings : error CEK0202: MaxRuns wants an integer of at least 1, and is \"many\".",
            Assert.Single(Read(("MaxRuns", "many")).Diagnostics).ToString()
        );

    [Fact]
    public void Paths_are_relative_to_the_base_directory()
    {
        var root = Path.GetFullPath("project");
        var given = Values(
            ("Manifest", "a/cekura.json"),
            ("Report", "../report.html"),
            ("StateDirectory", "state"),
            ("Baseline", "a/base.json"),
            ("Seed", Path.GetFullPath("seed.json"))
        );

        var settings = SettingsReader.Read(given, Nothing, config: null, root).Settings!;

        Assert.Equal(Path.Combine(root, "a", "cekura.json"), settings.Manifest);
        Assert.Equal(Path.GetFullPath("report.html"), settings.Report);
        Assert.Equal(Path.Combine(root, "state"), settings.StateDirectory);
        Assert.Equal(Path.Combine(root, "a", "base.json"), settings.Baseline);
        Assert.Equal(Path.GetFullPath("seed.json"), settings.Seed);
    }

    private static SettingsReadResult Read(params (string Key, string? Value)[] values) =>
        SettingsReader.Read(Values(values), Nothing, config: null, baseDirectory: null);

    private static Dictionary<string, string?> Values(params (string Key, string? Value)[] values) =>
        values.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
}
