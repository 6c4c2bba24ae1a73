using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>Makes the model of a suite that has no errors.</summary>
internal static class TestSuiteBuilder
{
    public static TestSuite Build(PositionedNode root, string path, TextPositions positions)
    {
        var head = root.Member("suite");
        var defaults = root.Member("defaults");
        var shared = new SuiteHead(
            path,
            head?.ToJsonObject(),
            defaults?.Member("concurrency_limit") is { } limit ? (int)SchemaNumber.Integer(limit)! : null
        );
        return new TestSuite
        {
            Path = path,
            Name = head?.Member("name") is { } name && !string.IsNullOrWhiteSpace(name.Text) ? name.Text : DefaultName(path),
            Entries =
            [
                .. root.Member("scenarios")!
                    .Items.Select((testCase, index) => new SuiteEntry(Merge(testCase, defaults), index, shared, positions)),
            ],
        };
    }

    /// <summary><c>refunds.tests.json</c> is called <c>refunds</c>.</summary>
    private static string DefaultName(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        const string Suffix = ".tests";
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) ? name[..^Suffix.Length] : name;
    }

    /// <summary>
    /// The test case with what the defaults add: they are overridden field by field, and a list of metrics is such a field.
    /// The nodes keep their places, so that an error about a default is shown where the default stands.
    /// </summary>
    private static PositionedNode Merge(PositionedNode testCase, PositionedNode? defaults)
    {
        var added = (defaults?.Members ?? []).Where(member => member.Name != "concurrency_limit" && testCase.Member(member.Name) is null);
        return testCase with { Members = [.. testCase.Members, .. added] };
    }
}
