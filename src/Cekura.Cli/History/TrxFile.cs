using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Cekura.Manifests.Text;
using Cekura.Runs.Causes;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Cli.History;

/// <summary>
/// Reads a TRX file for the history: our tests in it, their outcomes, and of repetitions the inner results. It does not say whether a call
/// took place: what failed counts as the agent's.
/// </summary>
internal static class TrxFile
{
    private const long MaxBytes = 512L * 1024 * 1024;
    private const int TextLimit = 300;
    private const string Ours = "cekura";

    private static readonly XNamespace Namespace = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>A run for each project in the file; none when it holds no test of ours.</summary>
    /// <exception cref="IOException">It is no TRX file, or cannot be read; the message names it.</exception>
    public static IReadOnlyList<LastTestRun> Read(string path)
    {
        var root = Load(path);
        var started = Moment(root.Element(Namespace + "Times"), "start")
            ?? root.Descendants(Namespace + "UnitTestResult").Select(result => Moment(result, "startTime")).Min()
            ?? throw new IOException($"{path} does not say when its run began.");
        var results = root.Element(Namespace + "Results")?.Elements(Namespace + "UnitTestResult").ToLookup(result => Text(result, "testId"))
            ?? throw new IOException($"{path} has no results.");
        return
        [
            .. root.Descendants(Namespace + "UnitTest")
                .Select(test => (Test: test, Method: test.Element(Namespace + "TestMethod")))
                .Where(test => Text(test.Method, "adapterTypeName").Contains(Ours, StringComparison.OrdinalIgnoreCase))
                .GroupBy(test => Project(test.Method!), StringComparer.OrdinalIgnoreCase)
                .Select(project => new LastTestRun
                {
                    Path = path,
                    Project = project.Key,
                    ProjectDirectory = "",
                    ApiUrl = "",
                    Started = started.ToUniversalTime(),
                    Tests =
                    [
                        .. project
                            .SelectMany(test => results[Text(test.Test, "id")], (test, result) => Record(test.Method!, result))
                            .OfType<TestRecord>(),
                    ],
                })
                .Where(run => run.Tests.Count > 0),
        ];
    }

    private static XElement Load(string path)
    {
        if (new FileInfo(path).Length > MaxBytes)
        {
            throw new IOException($"{path} is too large for a TRX file.");
        }

        try
        {
            using var reader = XmlReader.Create(
                path,
                new XmlReaderSettings
                {
                    DtdProcessing = DtdProcessing.Prohibit,
                    XmlResolver = null,
                    CheckCharacters = false,
                }
            );
            var root = XElement.Load(reader);
            return root.Name == Namespace + "TestRun" ? root : throw new IOException($"{path} is no TRX file.");
        }
        catch (XmlException e)
        {
            throw new IOException($"{path} is no TRX file, or was cut off: {e.Message}", e);
        }
    }

    private static TestRecord? Record(XElement method, XElement result)
    {
        if (OutcomeOf(result) is not { } outcome)
        {
            return null;
        }

        Outcome[] repetitions =
        [
            .. result.Elements(Namespace + "InnerResults").Elements(Namespace + "UnitTestResult").Select(OutcomeOf).OfType<Outcome>(),
        ];
        repetitions = repetitions.Length == 0 ? [outcome] : repetitions;
        var counted = repetitions.Where(one => one is Outcome.Passed or Outcome.Failed).ToList();
        return new TestRecord(
            FullName(method),
            UntrustedText.Line(Text(result, "testName"), TextLimit),
            outcome,
            new PassRate(counted.Count(one => one == Outcome.Passed), counted.Count),
            TookPlace: outcome is Outcome.Passed or Outcome.Failed,
            ResultId: null,
            RunIds: []
        )
        {
            Details = new TestDetails("")
            {
                Repetitions = [.. repetitions.Select(RepetitionOutcome.Of)],
                Causes = outcome == Outcome.Failed ? [.. Causes(result)] : [],
            },
        };
    }

    // Its first line is all that a TRX file has of a cause. What groups causes is not in it, so it groups with its like alone.
    private static IEnumerable<RecordedCause> Causes(XElement result)
    {
        var message = (string?)result.Element(Namespace + "Output")?.Element(Namespace + "ErrorInfo")?.Element(Namespace + "Message");
        var line = UntrustedText.Line(message?.Split('\n', 2)[0], TextLimit);
        if (line.Length > 0)
        {
            yield return new RecordedCause($"trx {line}", CauseKind.Agent, line, [1]);
        }
    }

    private static Outcome? OutcomeOf(XElement result) =>
        Text(result, "outcome") switch
        {
            "Passed" => Outcome.Passed,
            "NotExecuted" or "Inconclusive" => Outcome.Skipped,
            "Failed" or "Error" or "Timeout" => Outcome.Failed,
            "Aborted" or "None" => Outcome.None,
            _ => null,
        };

    // The logger divides a full name at its last dot; where it finds none it takes the file for the class.
    private static string FullName(XElement method)
    {
        var (type, name) = (Text(method, "className"), Text(method, "name"));
        return type.Length == 0 || name.StartsWith(type + ".", StringComparison.Ordinal) || IsFile(type) ? name : $"{type}.{name}";

        bool IsFile(string text) =>
            text.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || text.EndsWith(".exe", StringComparison.OrdinalIgnoreCase);
    }

    // Built elsewhere: both kinds of separator occur.
    private static string Project(XElement method)
    {
        var file = Text(method, "codeBase");
        var name = file[(file.LastIndexOfAny(['/', '\\']) + 1)..];
        return UntrustedText.Line(Path.GetFileNameWithoutExtension(name), TextLimit);
    }

    private static string Text(XElement? element, string attribute) => (string?)element?.Attribute(attribute) ?? "";

    private static DateTimeOffset? Moment(XElement? element, string attribute) =>
        DateTimeOffset.TryParse(Text(element, attribute), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;
}
