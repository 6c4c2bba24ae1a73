using Cekura.Cli.Configuration;
using Cekura.Cli.Output;
using Cekura.Manifests.Settings;

namespace Cekura.Cli.Tests.Configuration;

/// <summary>What is written into the config file is read back, and nothing else of it changes, to the byte.</summary>
public sealed class ConfigTextTests
{
    private static readonly string[] Pieces =
    [
        "api_key",
        "api_url",
        "default_project_id",
        "theirs",
        " = ",
        "=",
        "\"",
        "'",
        "\\",
        "# x",
        "[table]",
        "[",
        "\n",
        "\r\n",
        "\n\n",
        "742",
        "\"ck\"",
        "\u00e9",
        "\"\"\"",
        "\t",
        "theirs = [1,\n 2]\n",
        "api_key = 'old' # mine\n",
        "\n[[t]]\n",
    ];

    [Theory]
    [InlineData("api_key = \"old\"   # mine\r\ntheirs   =  1\r\n", "api_key = \"new\"   # mine\r\ntheirs   =  1\r\n")]
    [InlineData("\t'api_key'='old'\n\n\n[t]\n", "\t'api_key'=\"new\"\n\n\n[t]\n")]
    [InlineData("api_key = \"\"\"\nold\"\"\" # z\nb = 1", "api_key = \"new\" # z\nb = 1")]
    [InlineData("a.api_key = 1\n", "a.api_key = 1\napi_key = \"new\"\n")]
    [InlineData(
        "theirs = [\n  1, # one\n]\r\n\r\n  [t]\r\napi_key = 'of the table'\r\n",
        "theirs = [\n  1, # one\n]\r\n\r\napi_key = \"new\"\r\n  [t]\r\napi_key = 'of the table'\r\n"
    )]
    [InlineData("", "api_key = \"new\"\n")]
    [InlineData("# only mine", "# only mine\napi_key = \"new\"\n")]
    public void A_value_is_set_in_its_place(string before, string after) =>
        Assert.Equal(after, ConfigText.Parse(before, "config.toml").With("api_key", "new").Text);

    [Theory]
    [InlineData("# mine\napi_key = 'x' # key\ntheirs = 1\n", "# mine\ntheirs = 1\n")]
    [InlineData("api_key = \"\"\"a\nb\"\"\"\r\n[t]", "[t]")]
    [InlineData("theirs = 1\napi_key = 'x'", "theirs = 1\n")]
    [InlineData("theirs = 1\n", "theirs = 1\n")]
    public void A_value_is_taken_away_with_its_line(string before, string after) =>
        Assert.Equal(after, ConfigText.Parse(before, "config.toml").With("api_key", value: null).Text);

    [Theory]
    [InlineData("theirs = 1\napi_key = canary\n", 2)]
    [InlineData("api_key = 'canary'\ntheirs = 'x'\napi_key = 'canary'\n", 3)]
    [InlineData("no toml canary\n", 1)]
    public void What_is_no_toml_is_not_written_and_no_value_is_shown(string text, int line)
    {
        var refusal = Assert.Throws<CommandException>(() => ConfigText.Parse(text, "config.toml"));

        Assert.Equal($"config.toml({line}): this is not TOML, so nothing was written. Mend the line.", refusal.Message);
    }

    [Fact]
    public void Of_any_file_a_value_is_read_back_and_everything_else_stays()
    {
        var random = new Random(23);
        var written = 0;
        for (var trial = 0; trial < 4000; trial++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            if (Read(text) is not { } before)
            {
                continue;
            }

            written++;
            var value = $"a\"b\\c'd#e é{trial}";
            var after = before.With("api_key", value);
            var (old, read) = (ConfigFile.Parse(text, "config.toml"), after.Reread());
            Assert.Equal(value, read.ApiKey);
            Assert.Equal((old.ApiUrl, old.DefaultProjectId), (read.ApiUrl, read.DefaultProjectId));
            Assert.Equal(
                before.With("api_key", value: null).Text.TrimEnd('\r', '\n'),
                after.With("api_key", value: null).Text.TrimEnd('\r', '\n')
            );
        }

        Assert.True(written > 400, $"{written} of the files were TOML");
    }

    private static ConfigText? Read(string text)
    {
        try
        {
            return ConfigText.Parse(text, "config.toml");
        }
        catch (CommandException)
        {
            return null;
        }
    }
}
