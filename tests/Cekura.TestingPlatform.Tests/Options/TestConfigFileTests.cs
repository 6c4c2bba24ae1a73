using Cekura.TestingPlatform.Options;

namespace Cekura.TestingPlatform.Tests.Options;

public sealed class TestConfigFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-config-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("{\n  broken", "(2,3): the configuration of the test platform is not JSON, so no test runs.")]
    [InlineData("", "(1,1): the configuration of the test platform is not JSON, so no test runs.")]
    [InlineData("// Ours.\n{ \"cekura\": { \"MaxRuns\": 5, }, }", null)]
    [InlineData(null, null)]
    public void A_file_that_ends_the_platform_is_named_with_its_place(string? text, string? said)
    {
        var (beside, named) = (Path.Combine(_folder, "Clinic.testconfig.json"), Path.Combine(_folder, "ci.json"));
        if (text is not null)
        {
            File.WriteAllText(beside, text);
            File.WriteAllText(named, text);
        }

        Assert.Equal(said is null ? "" : beside + said, Said());
        Assert.Equal(said is null ? "" : named + said, Said("--report-trx", "--config-file", named));
    }

    private string Said(params string[] arguments)
    {
        using var output = new StringWriter();
        TestConfigFile.TellOfUnreadable(arguments, Path.Combine(_folder, "Clinic.dll"), output);
        var said = output.ToString();
        return said.Length == 0 ? "" : said["Cekura: ".Length..said.IndexOf(" Mend it", StringComparison.Ordinal)];
    }
}
