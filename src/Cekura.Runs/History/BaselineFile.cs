using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>
/// What a team has accepted for each of its tests, kept in its repository as <c>cekura-baseline.json</c>: sorted, a line a test, without
/// anything that changes between runs that found the same.
/// </summary>
internal sealed class BaselineFile
{
    /// <summary>Version of the format.</summary>
    internal const int Version = 1;

    /// <summary>Name of the file where nothing else is said.</summary>
    public const string DefaultName = "cekura-baseline.json";

    private readonly SortedDictionary<string, BaselineTest> _tests;

    internal BaselineFile(IEnumerable<BaselineTest> tests) =>
        _tests = new(tests.ToDictionary(test => test.Test, StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>A baseline that knows no test.</summary>
    internal static BaselineFile Empty { get; } = new([]);

    /// <summary>The tests, sorted by name.</summary>
    internal IReadOnlyCollection<BaselineTest> Tests => _tests.Values;

    /// <summary>Reads a file. Never throws for anything that the file or its absence can be.</summary>
    /// <param name="path">The file.</param>
    public static BaselineReadResult Read(string path) => BaselineReader.Read(path);

    /// <summary>
    /// The baseline after accepting a run. Tests that the run does not have stay as they are, and so do those that were skipped or never
    /// took place: those say nothing about the agent.
    /// </summary>
    /// <param name="run">The run.</param>
    internal BaselineFile Accept(LastTestRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var tests = new Dictionary<string, BaselineTest>(_tests, StringComparer.Ordinal);
        foreach (var record in run.Tests.Where(record => record.TookPlace))
        {
            tests[record.Test] = Accepted(record);
            if (record.Former is { } former)
            {
                tests.Remove(former);
            }
        }

        return new BaselineFile(tests.Values);
    }

    /// <summary>How a run stands to the baseline, sorted by test.</summary>
    /// <param name="run">The run.</param>
    internal IReadOnlyList<BaselineChange> Compare(LastTestRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var records = run
            .Tests.GroupBy(record => record.Test, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        var former = records.Values.Select(record => record.Former).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var missing = _tests
            .Values.Where(test => !records.ContainsKey(test.Test) && !former.Contains(test.Test))
            .Select(test => new BaselineChange(test.Test, BaselineChangeKind.NotRun, test, Now: null));
        return [.. records.Values.Select(Compare).Concat(missing).OrderBy(change => change.Test, StringComparer.Ordinal)];
    }

    /// <summary>How one test stands to the baseline.</summary>
    /// <param name="record">What was found out about it.</param>
    internal BaselineChange Compare(TestRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var before = _tests.GetValueOrDefault(record.Test) ?? (record.Former is { } former ? _tests.GetValueOrDefault(former) : null);
        return new BaselineChange(record.Test, KindOf(before, record), before, record);
    }

    /// <summary>Writes the file; whoever reads it meanwhile sees the old one or the new one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    internal void Save(string path)
    {
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, ToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The text of the file.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{{\n  \"version\": {Version},\n  \"tests\": {{");
        var separator = "\n";
        foreach (var test in _tests.Values)
        {
            // By hand: a line a test is what makes a change readable in a review.
            var name = JsonEncodedText.Encode(test.Test, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{separator}    \"{name}\": {{ \"outcome\": \"{(test.Passed ? "passed" : "failed")}\", \"passed\": {test.Rate.Passed}, \"total\": {test.Rate.Total} }}"
            );
            separator = ",\n";
        }

        return text.Append(_tests.Count == 0 ? "}\n}\n" : "\n  }\n}\n").ToString();
    }

    internal static BaselineTest Accepted(TestRecord record) => new(record.Test, record.Outcome == Outcome.Passed, record.Rate);

    private static BaselineChangeKind KindOf(BaselineTest? before, TestRecord now)
    {
        if (!now.TookPlace)
        {
            return BaselineChangeKind.NotTested;
        }

        if (before is null)
        {
            return BaselineChangeKind.New;
        }

        var dropped = FisherTest.Dropped(before.Rate, now.Rate);
        return (before.Passed, now.Outcome == Outcome.Passed) switch
        {
            (true, true) => dropped ? BaselineChangeKind.Weaker : BaselineChangeKind.StillPasses,
            (true, false) => BaselineChangeKind.Broken,
            (false, true) => BaselineChangeKind.Fixed,
            (false, false) => dropped ? BaselineChangeKind.Worse : BaselineChangeKind.KnownFailure,
        };
    }
}
