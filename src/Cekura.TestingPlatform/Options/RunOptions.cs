using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Microsoft.Testing.Platform.CommandLine;
using Microsoft.Testing.Platform.Configurations;

namespace Cekura.TestingPlatform.Options;

/// <summary>What was said for one run.</summary>
/// <param name="Filter">The filter of the command line; null without one.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Problems">What cannot be used, each a sentence or two for people; then nothing may start.</param>
internal sealed record RunOptions(string? Filter, RunSettingsDocument Settings, IReadOnlyList<string> Problems)
{
    private const string TestConfig = "testconfig.json";
    private const string Server = "server";
    private const string DefaultHang = "30m";

    /// <summary>Reads command line and configuration.</summary>
    public static RunOptions Read(ICommandLineOptions options, IConfiguration configuration)
    {
        var problems = new List<string>();
        var typed = TypedSettings.Read(Arguments(options, CekuraOptions.Setting, "MaxRuns=5", problems), problems);
        var document = RunSettingsDocument.Of(typed, Named(options, problems)) with
        {
            ResultsDirectory = configuration["platformOptions:resultDirectory"],
            TestConfig = ReadTestConfig(configuration, problems),
            IsForExplorer = IsForExplorer(options),
            TypedPrefix = $"--{CekuraOptions.Setting} ",
            Limits = PlatformLimits.Of(
                options.IsOptionSet("hangdump") ? First(options, "hangdump-timeout") ?? DefaultHang : null,
                First(options, "timeout")
            ),
        };
        return new RunOptions(ReadFilter(options, problems), document, problems);
    }

    /// <summary>Whether <c>dotnet test</c> started the program, and shows what it passes on.</summary>
    public static bool IsForCommand(ICommandLineOptions options) => First(options, Server) == "dotnettestcli";

    /// <summary>Whether an IDE started the program: it speaks to a server by JSON-RPC, which is what stands for no protocol.</summary>
    public static bool IsForExplorer(ICommandLineOptions options) => options.IsOptionSet(Server) && !IsForCommand(options);

    /// <summary>Whether an extension of the platform writes annotations of build servers.</summary>
    public static bool IsAnnotated(ICommandLineOptions options) => options.IsOptionSet("report-gh") || options.IsOptionSet("report-azdo");

    private static SettingLayer? ReadTestConfig(IConfiguration configuration, List<string> problems)
    {
        try
        {
            return TestConfigSection.Read(configuration[TestConfigSection.Name], TestConfig);
        }
        catch (FormatException e)
        {
            problems.Add(e.Message);
            return null;
        }
    }

    private static string? ReadFilter(ICommandLineOptions options, List<string> problems)
    {
        var filters = Arguments(options, CekuraOptions.Filter, "\"Name~booking\"", problems);
        if (filters.Length > 1)
        {
            problems.Add(
                $"--{CekuraOptions.Filter} takes one filter and got {filters.Length}: {string.Join(", ", filters.Select(Quoted.Text))}. Put it into quotes, and join conditions with & or |."
            );
            return null;
        }

        try
        {
            FilterExpression.Parse(filters is [var only] ? only : null);
            return filters is [var filter] ? filter : null;
        }
        catch (FormatException e)
        {
            problems.Add($"the filter cannot be used: {e.Message}");
            return null;
        }
    }

    private static SettingsFileAt? Named(ICommandLineOptions options, List<string> problems)
    {
        var files = Arguments(options, CekuraOptions.Settings, "ci.runsettings", problems);
        if (files.Length > 1)
        {
            problems.Add(
                $"--{CekuraOptions.Settings} takes one file and got {files.Length}: {string.Join(", ", files.Select(Quoted.Text))}."
            );
            return null;
        }

        if (files is not [var file])
        {
            return null;
        }

        var path = Path.GetFullPath(file);
        if (!File.Exists(path))
        {
            problems.Add(
                $"--{CekuraOptions.Settings}: there is no file {path}. A relative path is relative to the folder in which the command was typed."
            );
            return null;
        }

        foreach (var broken in SettingsFile.Check(path).Where(problem => problem.Code == DiagnosticCodes.SettingsNotXml))
        {
            problems.Add($"{broken.Location} : error {broken.Code}: {broken.Message}");
        }

        return SettingsFileAt.Load(path);
    }

    private static string[] Arguments(ICommandLineOptions options, string name, string example, List<string> problems)
    {
        if (!options.TryGetOptionArgumentList(name, out var arguments) && !options.IsOptionSet(name))
        {
            return [];
        }

        if (arguments is not [_, ..])
        {
            problems.Add($"--{name} needs a value: --{name} {example}.");
        }

        return arguments ?? [];
    }

    private static string? First(ICommandLineOptions options, string name) =>
        options.TryGetOptionArgumentList(name, out var arguments) && arguments is [var first, ..] ? first : null;
}
