using System.Globalization;
using System.Xml.Linq;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>What <c>dotnet test</c> left: exit code, console and TRX file.</summary>
internal sealed class TestRun
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public TestRun(DotnetResult command, string trxPath)
    {
        Command = command;
        if (!File.Exists(trxPath))
        {
            return;
        }

        var trx = XElement.Load(trxPath);
        var deployment = (string?)trx.Element(Trx + "TestSettings")?.Element(Trx + "Deployment")?.Attribute("runDeploymentRoot") ?? "";
        var attachments = Path.Combine(Path.GetDirectoryName(trxPath)!, deployment, "In");
        Outcome = (string?)trx.Element(Trx + "ResultSummary")?.Attribute("outcome");
        // Repetitions are results inside their test's.
        Tests = [.. trx.Elements(Trx + "Results").Elements(Trx + "UnitTestResult").Select(result => Read(result, attachments))];
        Report = trx;
        Categories = trx.Descendants(Trx + "UnitTest")
            .DistinctBy(test => (string)test.Attribute("name")!)
            .ToDictionary(
                test => (string)test.Attribute("name")!,
                test => test.Descendants(Trx + "TestCategoryItem").Select(item => (string)item.Attribute("TestCategory")!).ToArray()
            );
    }

    public DotnetResult Command { get; }

    /// <summary>The TRX file; null without one.</summary>
    public XElement? Report { get; }

    /// <summary>What the TRX file has of the tests themselves, without their outcomes: name, category, class and method.</summary>
    public IEnumerable<string> Definitions =>
        Report!
            .Descendants(Trx + "UnitTest")
            .Select(test => (Test: test, Method: test.Element(Trx + "TestMethod")!))
            .Select(found =>
                $"{found.Test.Attribute("name")!.Value}|{string.Join(',', Categories[found.Test.Attribute("name")!.Value])}|{found.Method.Attribute("className")!.Value}|{found.Method.Attribute("name")!.Value}|{Path.GetFileName(found.Method.Attribute("codeBase")!.Value)}|{Path.GetFileName(found.Test.Attribute("storage")!.Value)}"
            )
            .Order(StringComparer.Ordinal);

    /// <summary>Every element and attribute that the TRX file has of tests, their results and the run, each once, without values.</summary>
    public IEnumerable<string> Shape =>
        Report!
            .DescendantsAndSelf()
            .SelectMany(element =>
            {
                var path = string.Join('/', element.AncestorsAndSelf().Reverse().Skip(1).Select(parent => parent.Name.LocalName));
                return element
                    .Attributes()
                    .Where(attribute => !attribute.IsNamespaceDeclaration)
                    .Select(attribute => $"{path}@{attribute.Name}")
                    .Append(path);
            })
            .Distinct(StringComparer.Ordinal);

    public int ExitCode => Command.ExitCode;

    public string Console => Command.Output;

    /// <summary>Outcome of the run as a whole in the TRX; null without one.</summary>
    public string? Outcome { get; }

    public IReadOnlyList<TestResultEntry> Tests { get; } = [];

    public IReadOnlyDictionary<string, string[]> Categories { get; } = new Dictionary<string, string[]>();

    public TestResultEntry Test(string name) =>
        Tests.SingleOrDefault(test => test.Name == name)
        ?? throw new Xunit.Sdk.XunitException($"No test '{name}' among: {string.Join("; ", Tests.Select(test => test.Name))}\n{Console}");

    public IEnumerable<string> Named(string outcome) =>
        Tests.Where(test => test.Outcome == outcome).Select(test => test.Name).Order(StringComparer.Ordinal);

    private static TestResultEntry Read(XElement result, string attachments)
    {
        var folder = Path.Combine(attachments, (string?)result.Attribute("relativeResultsDirectory") ?? "");
        var output = result.Element(Trx + "Output");
        return new TestResultEntry(
            (string)result.Attribute("testName")!,
            (string)result.Attribute("outcome")!,
            TimeSpan.Parse((string?)result.Attribute("duration") ?? "0:0:0", CultureInfo.InvariantCulture),
            (string?)output?.Element(Trx + "ErrorInfo")?.Element(Trx + "Message") ?? "",
            (string?)output?.Element(Trx + "ErrorInfo")?.Element(Trx + "StackTrace") ?? "",
            (string?)output?.Element(Trx + "StdOut") ?? "",
            [
                .. result
                    .Elements(Trx + "ResultFiles")
                    .Elements(Trx + "ResultFile")
                    .Select(file => Path.Combine(folder, (string)file.Attribute("path")!)),
            ]
        )
        {
            Repetitions =
            [
                .. result.Elements(Trx + "InnerResults").Elements(Trx + "UnitTestResult").Select(inner => Read(inner, attachments)),
            ],
        };
    }
}

/// <summary>One test of a TRX file.</summary>
internal sealed record TestResultEntry(
    string Name,
    string Outcome,
    TimeSpan Duration,
    string Message,
    string StackTrace,
    string StdOut,
    IReadOnlyList<string> Attachments
)
{
    /// <summary>Results inside this one.</summary>
    public IReadOnlyList<TestResultEntry> Repetitions { get; init; } = [];

    public string Attachment(string fileName) =>
        File.ReadAllText(Attachments.Single(path => Path.GetFileName(path).EndsWith(fileName, StringComparison.Ordinal)));
}
