using Cekura.Manifests.Settings;
using FsCheck;
using FsCheck.Fluent;

namespace Cekura.Manifests.Tests.Robustness;

/// <summary>A config file of any content is read; a value that is written into it is read back, and nothing else changes.</summary>
public sealed class AnyConfigTests
{
    private static readonly Config Fixed = Trials.Of(1000, 23, 11);

    private static readonly string[] Pieces =
        ["api_key", "api_url", "default_project_id", "theirs", " = ", "=", "\"", "'", "\\", "# x", "[table]", "[", "\n", "\r\n", "\n\n", "742", "\"ck\"", "\u00e9", "\"\"\"", "\t"];

    private static Gen<string> Files => Gen.Elements(Pieces).ArrayOf().Select(string.Concat);

    private static Gen<string> Values => ArbMap.Default.ArbFor<NonEmptyString>().Generator.Select(text => text.Get).Where(text => !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsSurrogate));

    [Fact]
    public void Any_text_is_read() => Prop.ForAll(Arb.From(Files), text => ConfigFile.Parse(text, "config.toml").Lines.Count > 0).Check(Fixed);

    [Fact]
    public void A_value_is_read_back_and_other_lines_stay() => Prop.ForAll(Arb.From(Files.Zip(Values)), pair =>
    {
        var before = ConfigFile.Parse(pair.Item1, "config.toml");
        var after = ConfigFile.Parse(string.Join('\n', before.With("api_key", pair.Item2).Lines), "config.toml");

        Assert.Equal(pair.Item2, after.ApiKey);
        Assert.Equal((before.ApiUrl, before.DefaultProjectId), (after.ApiUrl, after.DefaultProjectId));
        Assert.True(before.Lines.Count - after.Lines.Count is 0 or -1, "one line more at most");
        Assert.True(after.Lines.Except(before.Lines, StringComparer.Ordinal).Count() <= 1, "one line is new at most");

        var without = ConfigFile.Parse(string.Join('\n', after.With("api_key", value: null).Lines), "config.toml");
        Assert.Equal((before.ApiUrl, before.DefaultProjectId), (without.ApiUrl, without.DefaultProjectId));
    }).Check(Fixed);
}
