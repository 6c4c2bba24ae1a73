using Cekura.Manifests.Settings;

namespace Cekura.NUnit.Building;

/// <summary>
/// What NUnit's own program of Microsoft.Testing.Platform was started with. No provider of run settings is loaded there, and NUnit hands on
/// nothing but parameters: the file that was named is found as the platform finds it.
/// </summary>
/// <param name="Arguments">The command line.</param>
/// <param name="Directory">The folder in which it was started; NUnit changes to another one.</param>
/// <param name="NamedByBuild">The file that the project names, as <c>dotnet test</c> tells it; null: none.</param>
internal sealed record PlatformProgram(IReadOnlyList<string> Arguments, string Directory, string? NamedByBuild)
{
    /// <summary>How a setting is typed there.</summary>
    public const string TypedPrefix = "--test-parameter Cekura.";

    private const string Option = "settings";
    private const string Variable = "TESTINGPLATFORM_VSTESTBRIDGE_RUNSETTINGS_FILE";

    /// <summary>This process; null when it is of another kind.</summary>
    public static PlatformProgram? Current { get; private set; }

    /// <summary>Says what this process was started with.</summary>
    public static void Begin(IReadOnlyList<string> arguments) =>
        Current = new PlatformProgram(arguments, Environment.CurrentDirectory, Environment.GetEnvironmentVariable(Variable));

    /// <summary>The settings of a run. What was typed wins over the file.</summary>
    /// <param name="parameters">Parameters of tests.</param>
    public RunSettingsDocument Settings(RunSettingsDocument parameters)
    {
        var path = Named() ?? NamedByBuild;
        return RunSettingsDocument.Of(
            parameters.Cekura,
            string.IsNullOrEmpty(path) ? null : SettingsFileAt.Load(Path.GetFullPath(path, Directory))
        ) with
        {
            TypedPrefix = TypedPrefix,
        };
    }

    /// <summary>The file of the command line: <c>--settings file</c>, <c>--settings=file</c>, with one hyphen or two.</summary>
    private string? Named()
    {
        var arguments = ResponseFiles.Expand(Arguments, Directory);
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i].TrimStart('-');
            if (argument.Length == arguments[i].Length || !argument.StartsWith(Option, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (argument.Length == Option.Length)
            {
                return i + 1 < arguments.Count ? arguments[i + 1] : null;
            }

            if (argument[Option.Length] is '=' or ':')
            {
                return argument[(Option.Length + 1)..];
            }
        }

        return null;
    }
}
