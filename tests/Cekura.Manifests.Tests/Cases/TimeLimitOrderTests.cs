using System.Xml.Linq;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Tests.Manifest;

namespace Cekura.Manifests.Tests.Cases;

public sealed class TimeLimitOrderTests
{
    [Theory]
    [InlineData("TestTimeout='30s'", 30.0)]
    [InlineData("TestTimeout='1.5h'", 5400.0)]
    [InlineData("TestTimeout='90 minutes'", 5400.0)]
    [InlineData("TestTimeout='5400000'", 5400.0)]
    [InlineData("TestTimeout='500ms'", 0.5)]
    [InlineData("TestTimeout='2D'", 172800.0)]
    [InlineData("", 3600.0)]
    [InlineData("TestTimeout='soon'", null)]
    [InlineData("TestTimeout='99999999999d'", null)]
    [InlineData("TestTimeout='0'", null)]
    public void The_hang_timeout_is_read_as_the_platform_reads_it(string attribute, double? seconds)
    {
        var xml =
            $"<RunSettings><DataCollectionRunSettings><DataCollectors><DataCollector friendlyName='blame' enabled='True'><Configuration><CollectDumpOnTestSessionHang {attribute} /></Configuration></DataCollector></DataCollectors></DataCollectionRunSettings></RunSettings>";

        Assert.Equal(seconds, PlatformLimits.Read(XElement.Parse(xml)).Hang?.TotalSeconds);
        Assert.Null(PlatformLimits.Read(XElement.Parse(xml.Replace("True", "False", StringComparison.Ordinal))).Hang);
    }

    [Theory]
    [InlineData("<RunConfiguration><TestSessionTimeout>60000</TestSessionTimeout></RunConfiguration>", 60.0)]
    [InlineData("<RunConfiguration><TestSessionTimeout>0</TestSessionTimeout></RunConfiguration>", null)]
    [InlineData("<RunConfiguration><TestSessionTimeout>x</TestSessionTimeout></RunConfiguration>", null)]
    [InlineData("", null)]
    public void The_session_timeout_is_read_in_milliseconds(string xml, double? seconds) =>
        Assert.Equal(seconds, PlatformLimits.Read(XElement.Parse($"<RunSettings>{xml}</RunSettings>")).Session?.TotalSeconds);

    [Theory]
    [InlineData(100, 0, 0, 0)]
    [InlineData(100, 101, 101, 0)]
    [InlineData(100, 100, 0, 1)]
    [InlineData(100, 0, 100, 1)]
    [InlineData(60, 60, 60, 3)]
    public void Each_pair_in_the_wrong_order_is_a_warning(int batch, int hang, int session, int warnings)
    {
        var cases = CaseMatrix.Expand(Reading.Manifest("""{ "scenarios": [{ "id": 1, "timeout": "00:01:00" }] }"""), new());
        var platform = new PlatformLimits(
            hang == 0 ? null : TimeSpan.FromSeconds(hang),
            session == 0 ? null : TimeSpan.FromSeconds(session)
        );

        Assert.Equal(warnings, TimeLimitOrder.Check(new() { TimeoutSeconds = batch }, platform, cases).Count());
    }

    [Fact]
    public void The_longest_timeout_is_named_with_what_to_set()
    {
        var cases = CaseMatrix.Expand(
            Reading.Manifest(
                """{ "scenarios": [{ "id": 1, "name": "A", "timeout": "00:01:00" }, { "id": 2, "name": "B", "timeout": "00:03:00" }, { "id": 3, "name": "C", "timeout": "00:02:00" }] }"""
            ),
            new()
        );

        var late = Assert.Single(TimeLimitOrder.Check(new() { TimeoutSeconds = 60 }, new PlatformLimits(null, null), cases));

        Assert.StartsWith("Scenario \"B\" has a timeout of 180 s", late.Message, StringComparison.Ordinal);
        Assert.Contains("Set TimeoutSeconds above 180,", late.Message, StringComparison.Ordinal);
        Assert.Empty(TimeLimitOrder.Check(new() { TimeoutSeconds = 181 }, new PlatformLimits(null, null), cases));
    }

    [Fact]
    public void A_limit_of_the_platform_is_named_in_its_own_unit()
    {
        var platform = new PlatformLimits(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2.5));

        var messages = TimeLimitOrder.Check(new() { TimeoutSeconds = 60 }, platform, []).Select(problem => problem.Message).ToList();

        Assert.StartsWith("--blame-hang-timeout is 1.5 s,", messages[0], StringComparison.Ordinal);
        Assert.StartsWith("RunConfiguration.TestSessionTimeout is 2500 ms,", messages[1], StringComparison.Ordinal);
        Assert.EndsWith("Set TestSessionTimeout above 60000, or Cekura.TimeoutSeconds below 2.5.", messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public void On_the_other_platform_a_limit_has_the_name_of_its_option()
    {
        var platform = PlatformLimits.Of("90s", "2m");

        var warnings = TimeLimitOrder.Check(new() { TimeoutSeconds = 200 }, platform, []).ToList();

        Assert.All(warnings, warning => Assert.Equal("command line", warning.Source));
        Assert.StartsWith("--hangdump-timeout is 90 s,", warnings[0].Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "Set --hangdump-timeout above 200 s, or --cekura TimeoutSeconds below 90.",
            warnings[0].Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith("--timeout is 120 s,", warnings[1].Message, StringComparison.Ordinal);
        Assert.EndsWith("Set --timeout above 200s, or --cekura TimeoutSeconds below 120.", warnings[1].Message, StringComparison.Ordinal);
    }
}
