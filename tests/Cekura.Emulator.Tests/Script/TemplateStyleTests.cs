using System.Text;
using System.Text.Json.Nodes;
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
        return Encoding.UTF8.GetBytes(OfTheUsualStub(text));
    }

    // Directives do not lie in one another: of each group, the first branch that holds is kept.
    private static string OfTheUsualStub(string template)
    {
        var kept = new StringBuilder();
        var (isKept, isDecided) = (true, false);
        foreach (var line in template.Split('\n'))
        {
            switch (line.Split(' ', 2))
            {
                case ["//#if", var condition]:
                    isKept = isDecided = Holds(condition);
                    break;
                case ["//#elseif", var condition]:
                    isKept = !isDecided && Holds(condition);
                    isDecided |= isKept;
                    break;
                case ["//#else"]:
                    isKept = !isDecided;
                    break;
                case ["//#endif"]:
                    isKept = true;
                    break;
                default:
                    kept.Append(isKept ? line : "").Append('\n');
                    break;
            }
        }

        return kept.ToString();
    }

    private static bool Holds(string condition) =>
        condition
            .Trim('(', ')')
            .Split(" && ")
            .All(part =>
                part switch
                {
                    "stub" or "showsTools" or "agent == \"websocket\"" => true,
                    "agent != \"websocket\"" => false,
                    _ when part.StartsWith("agent == ", StringComparison.Ordinal) => false,
                    _ when part.StartsWith("agent != ", StringComparison.Ordinal) => true,
                    _ => throw new InvalidOperationException($"Not known here: {part}"),
                }
            );
}
