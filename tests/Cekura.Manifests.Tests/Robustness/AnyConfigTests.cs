using Cekura.Manifests.Settings;
using FsCheck;
using FsCheck.Fluent;

namespace Cekura.Manifests.Tests.Robustness;

/// <summary>A config file of any content is read.</summary>
public sealed class AnyConfigTests
{
    private static readonly Config Fixed = Trials.Of(1000, 23, 11);

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
    ];

    private static Gen<string> Files => Gen.Elements(Pieces).ArrayOf().Select(string.Concat);

    [Fact]
    public void Any_text_is_read() =>
        Prop.ForAll(Arb.From(Files), text => !ConfigFile.Parse(text, "config.toml").IsUnreadable).Check(Fixed);
}
