using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Settings;

/// <summary>A settings file by itself, as the build reads it.</summary>
public sealed class SettingsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-settings-").FullName;

    private string File => Path.Combine(_folder, "cekura.runsettings");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_wrong_is_named_with_its_line_and_column()
    {
        Write("<RunSettings>\n  <Cekura>\n    <Frequenzy>3</Frequenzy>\n    <MaxRuns>none</MaxRuns>\n  </Cekura>\n</RunSettings>\n");

        Assert.Equal(
            [(DiagnosticCodes.UnknownSetting, 3, 6), (DiagnosticCodes.InvalidSetting, 4, 6)],
            SettingsFile.Check(File).Select(problem => (problem.Code, problem.Location.Line, problem.Location.Column))
        );
        Assert.All(SettingsFile.Check(File), problem => Assert.Equal(File, problem.Location.Path));
    }

    [Fact]
    public void A_setting_of_models_is_not_told_to_have_no_effect_because_other_places_may_choose_the_emulator()
    {
        const string Model = "<ModelUrl>http://localhost:11434/v1</ModelUrl><CallerModel>tiny</CallerModel>";
        Write($"<RunSettings><Cekura><ApiUrl>emulator</ApiUrl>{Model}</Cekura></RunSettings>");
        Assert.Empty(SettingsFile.Check(File));

        Write($"<RunSettings><Cekura>{Model}</Cekura></RunSettings>");
        Assert.Empty(SettingsFile.Check(File));
    }

    [Fact]
    public void A_file_without_errors_is_read_with_the_last_of_each_name()
    {
        Write("<RunSettings><Cekura><MaxRuns>5</MaxRuns><maxruns> 7 </maxruns></Cekura></RunSettings>");

        Assert.Equal(7, SettingsFile.Read(File).MaxRuns);
        Assert.Equal("7", SettingsFile.Values(File)["MAXRUNS"]);
    }

    [Theory]
    [InlineData("<RunSettings><Cekura>", "The settings are not XML: ")]
    [InlineData(
        """<!DOCTYPE x [ <!ENTITY e "boom"> ]><RunSettings><Cekura><Mode>&e;</Mode></Cekura></RunSettings>""",
        "The settings are not XML: "
    )]
    [InlineData(null, "The settings cannot be read: ")]
    public void What_cannot_be_read_is_one_problem_and_means_no_setting(string? text, string message)
    {
        if (text is not null)
        {
            Write(text);
        }

        var problem = Assert.Single(SettingsFile.Check(File));

        Assert.Equal((DiagnosticCodes.SettingsNotXml, DiagnosticSeverity.Error), (problem.Code, problem.Severity));
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
        Assert.Empty(SettingsFile.Values(File));
        Assert.Equal(new CekuraSettings().Mode, SettingsFile.Read(File).Mode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void No_file_means_no_setting(string? path) => Assert.Empty(SettingsFile.Values(path));

    private void Write(string text) => System.IO.File.WriteAllText(File, text);
}
