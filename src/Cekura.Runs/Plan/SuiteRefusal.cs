using System.Globalization;
using System.Text.RegularExpressions;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;

namespace Cekura.Runs.Plan;

/// <summary>
/// A refused spec, taken apart: which test cases the service named, where each problem stands in the file, and what is left.
/// </summary>
/// <param name="Problems">What is wrong with each test case that was named, in the service's words.</param>
/// <param name="Rest">The test cases that were not named; null when there are none.</param>
internal sealed record SuiteRefusal(IReadOnlyDictionary<ScenarioCase, IReadOnlyList<SuiteProblem>> Problems, StartBatch? Rest)
{
    // A location is "scenarios[1].metrics[0]"; a service that names the field of the request too writes "spec.scenarios[1]…".
    private static readonly Regex Location = new(
        @"^(spec\.)?scenarios\[(?<index>[0-9]{1,9})\]\.?(?<path>.*)$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline
    );

    /// <summary>Reads a refusal; null when it names no test case of the batch.</summary>
    public static SuiteRefusal? Of(CekuraValidationException refusal, StartBatch batch)
    {
        if (!batch.IsSuite)
        {
            return null;
        }

        var problems = new Dictionary<ScenarioCase, IReadOnlyList<SuiteProblem>>();
        foreach (var (location, messages) in refusal.Errors)
        {
            if (
                Location.Match(location) is { Success: true } match
                && int.Parse(match.Groups["index"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) is var index
                && index < batch.Cases.Count
            )
            {
                var named = batch.Cases[index];
                var path = match.Groups["path"].Value;
                problems[named] =
                [
                    .. problems.GetValueOrDefault(named, []),
                    .. messages.Select(text => new SuiteProblem(path, text, Place(named, path))),
                ];
            }
        }

        var rest = batch.Cases.Where(scenarioCase => !problems.ContainsKey(scenarioCase)).ToList();
        return problems.Count == 0 ? null : new SuiteRefusal(problems, rest.Count == 0 ? null : batch.Of(rest));
    }

    // A personality or test profile of the manifest is not in the suite's file; there the test case is the nearest place.
    private static SourceLocation Place(ScenarioCase named, string path)
    {
        var entry = named.SuiteEntry!;
        var replaced = path.StartsWith("personality", StringComparison.Ordinal)
            ? IsReplaced(named.PersonalityId, entry.Personality)
            : path.StartsWith("test_profile", StringComparison.Ordinal) && IsReplaced(named.TestProfileId, entry.TestProfile);
        return entry.Locate(replaced ? "" : path);
    }

    private static bool IsReplaced(long? sent, PositionedNode? own) => sent is { } id && (own is null || SchemaNumber.Integer(own) != id);
}

/// <summary>One problem of one test case.</summary>
/// <param name="Path">Where in the test case, in the service's words; empty for the test case as a whole.</param>
/// <param name="Text">What the service says.</param>
/// <param name="Location">Where in the file.</param>
internal sealed record SuiteProblem(string Path, string Text, SourceLocation Location);
