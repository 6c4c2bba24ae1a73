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

    public Task<ValidationResult> ValidateCommandLineOptionsAsync(ICommandLineOptions commandLineOptions) => ValidationResult.ValidTask;
}
