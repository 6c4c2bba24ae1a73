using Cekura.Manifests.Text;
using Cekura.TestingPlatform.Capabilities;
using Microsoft.Testing.Platform.CommandLine;
using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Extensions.CommandLine;

namespace Cekura.TestingPlatform.Options;

/// <summary>
/// The options of the command line that are ours. What is wrong with one is said by the run, as a failed test: of what a validation here
/// says, <c>dotnet test</c> shows nothing.
/// </summary>
internal sealed class CekuraOptions : CekuraExtension, ICommandLineOptionsProvider
{
    /// <summary>A filter, as VSTest has it.</summary>
    public const string Filter = "filter";

    /// <summary>A settings file.</summary>
    public const string Settings = "settings";

    private const string Tree = "treenode-filter";

    /// <summary>One setting.</summary>
    public const string Setting = "cekura";

    public override string Uid => "cekura.options";

    // Of any number, so that the platform's own validation, which nobody sees, has nothing to complain of.
    public IReadOnlyCollection<CommandLineOption> GetCommandLineOptions() =>
        [
            new(
                Filter,
                "Runs the tests that match, such as \"TestCategory=smoke&Personality!=Fast\". Properties and operators are those of VSTest.",
                ArgumentArity.ZeroOrMore,
                isHidden: false
            ),
            new(Settings, "A .runsettings file, whose section Cekura is read.", ArgumentArity.ZeroOrMore, isHidden: false),
            new(
                Setting,
                "A setting for this run, such as MaxRuns=5. May be given several times.",
                ArgumentArity.ZeroOrMore,
                isHidden: false
            ),
        ];

    public Task<ValidationResult> ValidateOptionArgumentsAsync(CommandLineOption commandOption, string[] arguments) =>
        ValidationResult.ValidTask;

    // The platform itself would end with the trace of an exception.
    public Task<ValidationResult> ValidateCommandLineOptionsAsync(ICommandLineOptions commandLineOptions) =>
        commandLineOptions.TryGetOptionArgumentList(Tree, out var paths) && paths is [var path] && WhyUnreadable(path) is { } why
            ? ValidationResult.InvalidTask(
                $"Cekura: --{Tree} {Quoted.Text(path)} cannot be read: {why} Write a path of four levels, such as \"/*/Appointments.Booking/*/Normal_Male\"; --list-tests shows the tests."
            )
            : ValidationResult.ValidTask;

    private static string? WhyUnreadable(string path)
    {
        var open = new Stack<char>();
        for (var index = 0; index < path.Length; index++)
        {
            switch (path[index])
            {
                case '\\':
                    index++;
                    break;
                case '(' or '[':
                    open.Push(path[index]);
                    break;
                case ')' or ']' when !open.TryPop(out var opening) || (opening == '(') != (path[index] == ')'):
                    return $"\"{path[index]}\" at character {index + 1} closes nothing.";
                case '/' when path[..index].EndsWith("/**", StringComparison.Ordinal):
                    return "\"**\" can only be its last level.";
            }
        }

        return open.TryPop(out var left) ? $"\"{left}\" is not closed." : null;
    }
}
