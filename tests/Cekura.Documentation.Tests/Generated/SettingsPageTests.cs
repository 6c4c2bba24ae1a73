using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Cekura.Manifests.Settings;

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

        On [Microsoft.Testing.Platform](testing-platform.md) the first of these is `dotnet test --cekura MaxRuns=20 --cekura Mode=voice`.

        For each setting the first of these that has a value wins:

        1. `-- Cekura.Key=value` of the command line, or `--cekura Key=value`
        2. the environment variable
        3. the settings file that was named for the run: `dotnet test --settings ci.runsettings`, `dotnet vstest --Settings:…`, `RunSettingsFilePath` of the project, the menu of an IDE
        4. section `cekura` of `testconfig.json`, on Microsoft.Testing.Platform
        5. the project's own `cekura.runsettings`, always
        6. the manifest, where it has the same property ([reference](manifest.md))
        7. `api_url` of `~/.cekura/config.toml`, for `ApiUrl`
        8. the default

        A named file is laid over the project's own key by key, options of modes too: keys that it lacks keep the project's values, such as the emulator and the limits. That holds
        in both packages, in IDEs, under `dotnet vstest x.dll` and in published folders, because the build copies the project's own file beside the dll (`LayerTests`). As with manifests, that copy
        counts, so build after an edit; where the file itself is named, as `dotnet test` of the project does, an edit counts at once.

        The log of a run (`--logger "console;verbosity=normal"`) and [`CekuraPlan`](build.md#the-plan-cekuraplan) have a line with every setting that differs from its default, and its source:
        `Settings: ApiUrl=emulator (cekura.runsettings:3), MaxRuns=1 (ci.runsettings:3)`. It shows the names of options only.

        Names ignore case. An unknown key that resembles a known one is an error with that name, and nothing starts; so is a variable such as `CEKURA_MAX_RUN` or `CEKRUA_MODE`. Any other unknown key is a warning
        ([CEK0201](diagnostics/CEK0201.md)), and behind `--cekura` an error. A value that is not allowed is an error ([CEK0202](diagnostics/CEK0202.md)). A value on the command line ends at the first `;`, so write lists
        there with commas. A setting that is left out has its default.

        Relative paths of a settings file are relative to that file; those of the project's own, of the command line and of the environment to the project, or to the dll where the project is
        gone.

        Where no build starts the tests (`dotnet vstest`), the platform merges typed values into the named file and tells the adapter only the folder of that file. A value that a `*.runsettings` or `*.xml`
        in that folder has as well came from the file; the rest was typed. If that leaves a doubt and an environment variable has another value, the value that starts less is used, and a
        warning says so ([CEK0204](diagnostics/CEK0204.md)).

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
            var property = typeof(CekuraSettings).GetProperty(setting.Key)
                ?? throw new InvalidOperationException($"{setting.Key} is no property of the settings.");
            text.Append(CultureInfo.InvariantCulture, $"\n## {setting.Key}\n\n{documentation.Summary(property)}\n\n");
            text.Append(
                CultureInfo.InvariantCulture,
                $"| | |\n|---|---|\n| Value | {setting.Allowed.Replace("|", "\\|", StringComparison.Ordinal)} |\n"
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"| Default | {Default(property)} |\n| Environment | `{setting.EnvironmentVariable}` |\n"
            );
            AddChoices(text, property, documentation);
        }

        GeneratedPage.Check("docs/settings.md", text.ToString());
    }

    private static string Default(PropertyInfo property) =>
        property.GetValue(new CekuraSettings()) switch
        {
            null => "not set",
            bool flag => flag ? "`true`" : "`false`",
            string or Uri or Enum => $"`{property.GetValue(new CekuraSettings())!.ToString()!.TrimEnd('/')}`",
            IEnumerable { } list when !list.Cast<object>().Any() => "none",
            IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
            RunPrices prices when prices == RunPrices.None => "none",
            TokenPrices prices when prices == TokenPrices.None => "none",
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
