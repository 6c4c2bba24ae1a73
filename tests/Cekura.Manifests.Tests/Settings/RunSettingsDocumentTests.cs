using Cekura.Manifests.Settings;

namespace Cekura.Manifests.Tests.Settings;

public sealed class RunSettingsDocumentTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("<RunSettings />")]
    public void Settings_without_our_section_are_empty(string? xml)
    {
        var document = RunSettingsDocument.Parse(xml);

        Assert.Empty(document.Cekura);
        Assert.Null(document.Directory);
        Assert.Null(document.ResultsDirectory);
    }

    [Fact]
    public void The_platform_s_folders_and_our_section_are_read()
    {
        var document = RunSettingsDocument.Parse(
            """
            <RunSettings>
              <RunConfiguration><ResultsDirectory>/results</ResultsDirectory></RunConfiguration>
              <RunSettingsDirectory>/project</RunSettingsDirectory>
              <Cekura><Mode> text </Mode><AgentId>12</AgentId></Cekura>
            </RunSettings>
            """
        );

        Assert.Equal(("/project", "/results"), (document.Directory, document.ResultsDirectory));
        Assert.Equal("text", document.Cekura["mode"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("tests")]
    public void A_folder_that_is_relative_to_nobody_knows_what_is_none(string directory) =>
        Assert.Null(
            RunSettingsDocument.Parse($"<RunSettings><RunSettingsDirectory>{directory}</RunSettingsDirectory></RunSettings>").Directory
        );

    [Fact]
    public void A_second_section_in_other_case_is_the_command_line_s_and_wins()
    {
        var document = RunSettingsDocument.Parse(
            "<RunSettings><Cekura><Mode>text</Mode><AgentId>1</AgentId></Cekura><cekura><mode>voice</mode></cekura></RunSettings>"
        );

        Assert.Equal(("voice", "1"), (document.Cekura["Mode"], document.Cekura["AgentId"]));
    }

    [Fact]
    public void A_file_that_is_no_XML_counts_as_none()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "{ }");

        Assert.Null(RunSettingsDocument.TryLoad(path));
        File.Delete(path);
        Assert.Null(RunSettingsDocument.TryLoad(path));
    }
}
