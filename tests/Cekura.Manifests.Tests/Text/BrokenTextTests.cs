using System.Text;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Suites;

namespace Cekura.Manifests.Tests.Text;

public class BrokenTextTests
{
    public static TheoryData<string, string> Slips =>
        new()
        {
            { "{\n  “scenarios”: [] }", "a typographic quote “ (U+201C) stands where a plain one has to. Write \"." },
            {
                "{ \"scenarios\": [ { \"id\": 1, \"name\": „Book“ } ] }",
                "a typographic quote „ (U+201E) stands where a plain one has to. Write \"."
            },
            {
                "{ \"scenarios\": [ { \"id\": 1, \"name\": \"Book” }\n ] }",
                "a typographic quote ” (U+201D) stands where a plain one has to. Write \"."
            },
            {
                "{ \"scenarios\": [\n<<<<<<< HEAD\n  { \"id\": 1 }\n=======\n  { \"id\": 2 }\n>>>>>>> other\n] }",
                "a merge conflict marker stands at line 2. Decide the conflict, and take the lines <<<<<<<, ======= and >>>>>>> out."
            },
            { "{ \"scenarios\":\u00a0[] }", "a space that is none of JSON's (U+00A0) stands here. Write an ordinary space." },
            { "{ \u200b\"scenarios\": [] }", "a character that cannot be seen (U+200B) stands here. Take it out." },
            { "{ \"scenarios\": [ { \"id\": é } ] }", "é (U+00E9) cannot stand here, outside of a text in quotes." },
            {
                "{ \"scenarios\": [ { \"id\": 1, \"name\": \"Book\n } ] }",
                "a text does not end in its line. Close it with \", or write a line break inside a text as \\n."
            },
        };

    [Theory]
    [MemberData(nameof(Slips))]
    public void Whatever_the_parser_calls_by_a_byte_has_a_name(string text, string what)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.Equal($"Not JSON: {what}", Assert.Single(new ManifestReader().Parse(bytes, "cekura.json").Diagnostics).Message);
        Assert.Equal($"Not JSON: {what}", Assert.Single(new SuiteReader().Parse(bytes, "a.tests.json").Diagnostics).Message);
    }

    [Fact]
    public void A_merge_in_the_settings_is_called_one()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(
                path,
                "<RunSettings>\n  <Cekura>\n<<<<<<< HEAD\n    <Mode>text</Mode>\n=======\n    <Mode>voice</Mode>\n>>>>>>> other\n  </Cekura>\n</RunSettings>\n"
            );

            Assert.Equal(
                "The settings are not XML: a merge conflict marker stands at line 3. Decide the conflict, and take the lines <<<<<<<, ======= and >>>>>>> out.",
                Assert.Single(SettingsFile.Check(path)).Message
            );
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_typographic_quote_in_the_settings_is_called_one()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "<RunSettings>\n  <Cekura a=“b”/>\n</RunSettings>\n");

            Assert.StartsWith(
                "The settings are not XML: a typographic quote “ (U+201C) stands where a plain one has to. Write \".",
                Assert.Single(SettingsFile.Check(path)).Message,
                StringComparison.Ordinal
            );
        }
        finally
        {
            File.Delete(path);
        }
    }
}
