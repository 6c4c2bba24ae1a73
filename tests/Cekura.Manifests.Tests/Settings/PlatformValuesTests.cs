using Cekura.Manifests.Settings;

namespace Cekura.Manifests.Tests.Settings;

/// <summary>What the platform says of a run in its settings.</summary>
public class PlatformValuesTests
{
    [Theory]
    [InlineData("""<Loggers><Logger friendlyName="trx" enabled="True" /></Loggers>""", true)]
    [InlineData(
        """<Loggers><Logger friendlyName="TRX"><Configuration><LogFileName>a.trx</LogFileName></Configuration></Logger></Loggers>""",
        true
    )]
    [InlineData("""<Loggers><Logger friendlyName="trx" enabled="false" /></Loggers>""", false)]
    [InlineData("""<Loggers><Logger friendlyName="Console" enabled="True" /></Loggers>""", false)]
    [InlineData("", false)]
    public void A_TRX_file_is_known_by_its_logger(string loggers, bool hasTrx) =>
        Assert.Equal(
            hasTrx,
            RunSettingsDocument.Parse($"<RunSettings><LoggerRunSettings>{loggers}</LoggerRunSettings></RunSettings>").HasTrx
        );

    [Theory]
    [InlineData("<BatchSize>50</BatchSize>", 50)]
    [InlineData("<BatchSize>0</BatchSize>", 1)]
    [InlineData("<BatchSize>many</BatchSize>", 10)]
    [InlineData("", 10)]
    public void The_size_of_a_batch_is_the_platform_s_own_where_nothing_says_it(string configuration, int size) =>
        Assert.Equal(
            size,
            RunSettingsDocument.Parse($"<RunSettings><RunConfiguration>{configuration}</RunConfiguration></RunSettings>").BatchSize
        );
}
