using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cekura.Emulator.Script;

namespace Cekura.Emulator.Tests.Script;

/// <summary>The seed of <c>dotnet new cekura-tests</c> shows what styles do.</summary>
public sealed class TemplateStyleTests
{
    [Theory]
    [InlineData(101)]
    [InlineData(102)]
    public void Each_style_says_the_template_s_conversation_in_its_own_words(long scenario)
    {
        var script = EmulatorSeed.Parse(Template(), "emulator.seed.json").Workspace.Scenarios.Single(one => one.Id == scenario).Script!;

        var said = Enum.GetValues<CallerStyle>()
            .Select(style =>
            {
                var caller = new Caller(script, new Phrasing(style, 1), new JsonObject());
                caller.Open();
                return $"{caller.Answer("Front desk, hello! How can I help?").Text} {caller.Answer("Is there anything else?").Text}";
            })
            .ToList();

        Assert.Equal(said.Count, said.Distinct().Count());
    }

    // The template's own directives, as for its stub.
    private static byte[] Template()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Cekura.TestAdapter.sln")))
        {
            directory = directory.Parent!;
        }

        var text = File.ReadAllText(
            Path.Combine(directory.FullName, "src", "Cekura.Templates", "content", "cekura-tests", "emulator.seed.json")
        );
        return System.Text.Encoding.UTF8.GetBytes(
            Regex.Replace(text, @"//#else.*?//#endif", "", RegexOptions.Singleline | RegexOptions.NonBacktracking)
        );
    }
}
