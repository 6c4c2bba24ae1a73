using System.Globalization;
using System.Text.RegularExpressions;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Text;
using Cekura.Runs.Comparison;
using Cekura.Runs.History;

namespace Cekura.Cli.Comparing;

/// <summary>
/// A test run that this machine remembers, by a word: <c>last</c> and <c>last~1</c>, the name of its file, the id or the address of a
/// result, its label, its branch, or the beginning of its commit.
/// </summary>
internal sealed partial class RememberedRun
{
    private const int MinCommit = 6;
    private const int MaxNamed = 5;

    private readonly string _stateDirectory;
    private readonly List<LastTestRun> _runs;

    private RememberedRun(string stateDirectory, List<LastTestRun> runs) => (_stateDirectory, _runs) = (stateDirectory, runs);

    /// <summary>Reads the runs of which something was started, newest first, own and imported ones.</summary>
    /// <param name="invocation">The command line.</param>
    /// <param name="project">Name of the test project, ignoring case; null: any.</param>
    public static RememberedRun Read(Invocation invocation, string? project)
    {
        var state = invocation.StateDirectory;
        return new RememberedRun(
            state,
            [
                .. TestRunFiles
                    .NewestFirst(TestRunFiles.Root(state))
                    .Concat(TestRunFiles.NewestFirst(TestRunFiles.ImportsRoot(state)))
                    .OrderByDescending(Path.GetFileName, StringComparer.Ordinal)
                    .Select(path =>
                        LastTestRun.ReadFile(path, run =>
                            project is null || run.Project.Equals(project, StringComparison.OrdinalIgnoreCase)
                        )
                    )
                    .OfType<LastTestRun>()
                    .Where(run => run.Tests.Any(test => !test.IsRefused)),
            ]
        );
    }

    /// <exception cref="CommandException">There is none, or there are several.</exception>
    public LastTestRun Find(string option, string word)
    {
        if (LastWord().Match(word) is { Success: true } last)
        {
            return Last(option, last.Groups["back"].Value);
        }

        var file = Path.GetFileNameWithoutExtension(word);
        var found = _runs.Where(run => Path.GetFileNameWithoutExtension(run.Path) == file).ToList();
        if (found.Count == 0 && ResultIn(word) is { } result)
        {
            found = [.. _runs.Where(run => run.Tests.Any(test => test.ResultId == result))];
            if (found.Count > 1)
            {
                // Every emulator counts from the same number.
                throw CommandException.Usage(
                    $"{option}: result {result} is in {found.Count} test runs. Name one by its file: {string.Join(", ", found.Take(MaxNamed).Select(run => Path.GetFileNameWithoutExtension(run.Path)))}"
                );
            }
        }

        return found.FirstOrDefault()
            ?? _runs.FirstOrDefault(run => Is(run.Label))
            ?? _runs.FirstOrDefault(run => Is(run.Branch))
            ?? _runs.FirstOrDefault(run =>
                word.Length >= MinCommit && run.Commit?.StartsWith(word, StringComparison.OrdinalIgnoreCase) == true
            )
            ?? throw NotFound(option, word);

        bool Is(string? name) => string.Equals(name, word, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A run as a side of a comparison. Of a test that was written twice the last word counts.</summary>
    public static ComparedSide SideOf(string word, LastTestRun run)
    {
        var tests = new Dictionary<string, SideTest>(StringComparer.Ordinal);
        foreach (var test in run.Tests)
        {
            tests[test.Test] = SideTest.Of(test);
        }

        var facts = new[]
        {
            run.Project,
            run.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
            run.Label is null ? null : $"label {run.Label}",
            run.Branch is null ? null : $"branch {run.Branch}",
            run.Commit is null ? null : $"commit {run.Commit[..Math.Min(run.Commit.Length, 10)]}",
            run.ApiUrl == LastTestRun.Emulator ? "emulated" : null,
        };
        return new ComparedSide(UntrustedText.Line(word, 100), [.. tests.Values])
        {
            About = UntrustedText.Line(string.Join(", ", facts.OfType<string>())),
        };
    }

    // What ran elsewhere is not the last run of this machine.
    private LastTestRun Last(string option, string back)
    {
        var own = _runs.Where(run => !TestRunFiles.IsImported(run.Path)).ToList();
        var index = back.Length == 0 ? 0 : int.Parse(back, CultureInfo.InvariantCulture);
        return index < own.Count
            ? own[index]
            : throw CommandException.Usage(
                $"{option}: {Counted.Of(own.Count, "test run is", "test runs are")} remembered in {_stateDirectory}, and last~{index} is before the first. Run dotnet test first."
            );
    }

    private CommandException NotFound(string option, string word) =>
        word.Contains("://", StringComparison.Ordinal)
            ? CommandException.Usage(
                $"{option}: {UntrustedText.Line(word[(word.LastIndexOf('@') + 1)..])} is no result of a remembered test run. Is it the address of an agent? --live runs the same tests against both sides, which costs money."
            )
            : CommandException.Usage(
                $"{option}: no test run \"{UntrustedText.Line(word)}\" is remembered in {_stateDirectory}. Name it by last, last~1, the id of a result, the label that the setting Label gave it, its branch, its commit, or its file.{Known()}"
            );

    private string Known() =>
        _runs.Count == 0
            ? ""
            : $" The newest are {string.Join(", ", _runs.Take(MaxNamed).Select(run => UntrustedText.Line(run.Label ?? Path.GetFileNameWithoutExtension(run.Path))))}.";

    // The dashboard's address of a result ends with its id.
    private static long? ResultIn(string word) =>
        long.TryParse(ResultWord().Match(word).Groups["id"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    [GeneratedRegex(@"\Alast(~(?<back>\d{1,6}))?\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LastWord();

    [GeneratedRegex(@"\A(https?://.*/results/)?(?<id>\d+)/?\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ResultWord();
}
