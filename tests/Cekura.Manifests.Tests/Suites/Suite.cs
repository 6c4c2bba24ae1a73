using System.Text;
using Cekura.Manifests.Suites;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Suites;

/// <summary>Shorthand for suites that stand in a test.</summary>
internal static class Suite
{
    public const string Path = "refunds.tests.json";

    public static SuiteReadResult Read(string json) => new SuiteReader().Parse(Encoding.UTF8.GetBytes(json), Path);

    /// <summary>A suite without any problem.</summary>
    public static TestSuite Of(string json)
    {
        var result = Read(json);
        Assert.Empty(result.Diagnostics);
        return result.Suite!;
    }

    /// <summary>A suite of one test case, with more properties than it needs.</summary>
    public static string Case(string properties) =>
        $$"""{ "version": "1", "scenarios": [ { "name": "Refund", "instructions": "Ask for it.", {{properties}} } ] }""";

    /// <summary>A suite of one script, whose conditions follow an opening.</summary>
    public static string Script(string conditions, string functions = "[]") =>
        $$"""
            { "version": "1", "scenarios": [ { "name": "Refund", "type": "conditional_actions", "language": "en",
                "conditional_actions": { "role": "Alex", "functions": {{functions}}, "conditions": [
                  { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hi.", "type": "standard", "fixed_message": true },
                  {{conditions}} ] } } ] }
            """;

    /// <summary>The only diagnostic.</summary>
    public static ManifestDiagnostic Problem(string json) => Assert.Single(Read(json).Diagnostics);
}
