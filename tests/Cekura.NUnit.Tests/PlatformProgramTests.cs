using Cekura.Manifests.Settings;
using Cekura.NUnit.Building;

namespace Cekura.NUnit.Tests;

/// <summary>What NUnit's own program of Microsoft.Testing.Platform was started with.</summary>
public sealed class PlatformProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-nunit-program-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("program", "--settings", "*")]
    [InlineData("program", "--list-tests", "-settings", "*", "--filter", "Name~x")]
    [InlineData("program", "--Settings=*")]
    [InlineData("program", "--settings:*")]
    public void The_file_that_is_named_is_read(params string[] arguments)
    {
        var file = Write("<RunSettings><Cekura><MaxRuns>3</MaxRuns><Seed>a.json</Seed></Cekura></RunSettings>");
        var other = Path.Combine(_folder, "other.runsettings");

        var settings = new PlatformProgram(
            [.. arguments.Select(argument => argument.Replace("*", "named.runsettings", StringComparison.Ordinal))],
            _folder,
            other
        ).Settings(RunSettingsDocument.OfParameters([KeyValuePair.Create("Cekura.MaxRuns", (string?)"7")]));

        Assert.Equal(("7", "a.json"), (settings.Cekura["MaxRuns"], settings.Cekura["Seed"]));
        Assert.Equal(file, settings.Invocation!.SettingsFile);
        Assert.Equal(["MaxRuns"], settings.Invocation.Typed);
    }

    [Theory]
    [InlineData("# for CI\n--list-tests\n--settings \"*\"\n")]
    [InlineData("--filter Name~x --settings=*")]
    public void The_file_that_is_named_in_a_response_file_is_read(string response)
    {
        var file = Write("<RunSettings><Cekura><MaxRuns>3</MaxRuns></Cekura></RunSettings>");
        File.WriteAllText(Path.Combine(_folder, "inner.rsp"), response.Replace("*", "named.runsettings", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(_folder, "outer.rsp"), "@inner.rsp\n@outer.rsp");

        var settings = new PlatformProgram(["program", "@missing.rsp", "@outer.rsp"], _folder, NamedByBuild: null).Settings(
            RunSettingsDocument.OfParameters([])
        );

        Assert.Equal("3", settings.Cekura["MaxRuns"]);
        Assert.Equal(file, settings.Invocation!.SettingsFile);
    }

    [Theory]
    [InlineData("program")]
    [InlineData("program", "settings", "x")]
    [InlineData("program", "--settings-of-others", "x")]
    public void Without_one_the_file_of_the_project_counts(params string[] arguments)
    {
        var file = Write(
            "<RunSettings><Cekura><MaxRuns>3</MaxRuns></Cekura><RunConfiguration><TestSessionTimeout>60000</TestSessionTimeout></RunConfiguration></RunSettings>"
        );

        var settings = new PlatformProgram(arguments, _folder, file).Settings(RunSettingsDocument.OfParameters([]));

        Assert.Equal("3", settings.Cekura["MaxRuns"]);
        Assert.Equal(TimeSpan.FromMinutes(1), settings.Limits.Session);
        Assert.Empty(new PlatformProgram(arguments, _folder, NamedByBuild: null).Settings(RunSettingsDocument.OfParameters([])).Cekura);
    }

    private string Write(string text)
    {
        var file = Path.Combine(_folder, "named.runsettings");
        File.WriteAllText(file, text);
        return file;
    }
}
