using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Cekura.Runs.Settings;

namespace Cekura.Documentation.Tests.Generated;

/// <summary><c>docs/settings.md</c>, out of the table that reads settings and the docstrings of what it reads them into.</summary>
public sealed class SettingsPageTests
{
    private const string Introduction = """
        # Settings

        <!-- Written by SettingsPageTests out of the settings themselves. -->

        A setting is an element of section `Cekura` in `cekura.runsettings`, which a project's `dotnet test` picks up by itself:

        ```xml
        <RunSettings>
          <Cekura>
            <AgentId>12</AgentId>
            <MaxRuns>20</MaxRuns>
          </Cekura>
        </RunSettings>
        ```

        On the command line it stands behind `--`, in the environment it is a variable:

        ```sh
        dotnet test -- Cekura.MaxRuns=20 Cekura.Mode=voice
        CEKURA_MAX_RUNS=20 dotnet test
        ```

        For each setting the first of these that says something wins:

        1. `-- Cekura.Key=value` of the command line
        2. the environment variable
        3. the settings file
        4. the manifest, where it has the same property ([reference](manifest.md))
        5. `api_url` of `~/.cekura/config.toml`, for `ApiUrl`
        6. the default

        Names ignore case. An unknown key is a warning with the nearest known one ([CEK0201](diagnostics/CEK0201.md)), a value that is not allowed an error
        ([CEK0202](diagnostics/CEK0202.md)). Paths are relative to the folder of the settings file. A value on the command line ends at the first `;`, so separate
        lists there by commas. `dotnet test --settings other.runsettings` replaces `cekura.runsettings` as a whole.

        The API key is no setting: it comes from the environment variable `CEKURA_API_KEY` or from `~/.cekura/config.toml` (`cekura auth login --api-key -`), and is
        refused anywhere else ([CEK0203](diagnostics/CEK0203.md)). Options of a mode (`Cekura.Options.text.websocket_url`) are described with [the modes](modes.md#options).

        """;

    [Fact]
    public void Docs_settings_is_what_the_settings_are()
    {
        var documentation = new XmlDocumentation(typeof(CekuraSettings).Assembly);
        var text = new StringBuilder(Introduction);
        foreach (var setting in SettingTable.All)
        {
            var property = typeof(CekuraSettings).GetProperty(setting.Key) ?? throw new InvalidOperationException($"{setting.Key} is no property of the settings.");
            text.Append(CultureInfo.InvariantCulture, $"\n## {setting.Key}\n\n{documentation.Summary(property)}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"| | |\n|---|---|\n| Value | {setting.Allowed.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
            text.Append(CultureInfo.InvariantCulture, $"| Default | {Default(property)} |\n| Environment | `{setting.EnvironmentVariable}` |\n");
            AddChoices(text, property, documentation);
        }

        GeneratedPage.Check("docs/settings.md", text.ToString());
    }

    private static string Default(PropertyInfo property) => property.GetValue(new CekuraSettings()) switch
    {
        null => "not set",
        bool flag => flag ? "`true`" : "`false`",
        string or Uri or Enum => $"`{property.GetValue(new CekuraSettings())!.ToString()!.TrimEnd('/')}`",
        IEnumerable { } list when !list.Cast<object>().Any() => "none",
        IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
        RunPrices prices when prices == RunPrices.None => "none",
        var other => throw new InvalidOperationException($"No words for the default of {property.Name}: {other}"),
    };

    private static void AddChoices(StringBuilder text, PropertyInfo property, XmlDocumentation documentation)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        foreach (var choice in type.IsEnum ? type.GetFields(BindingFlags.Public | BindingFlags.Static) : [])
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{choice.Name}` | {documentation.Summary(choice)} |\n");
        }
    }
}
