using System.Globalization;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;
using Microsoft.Extensions.Time.Testing;

namespace Cekura.Manifests.Tests.Manifest;

public sealed class ManifestLintTests
{
    [Fact]
    public void A_personality_that_no_scenario_uses()
    {
        var warning = Assert.Single(
            Check("""{ "personalities": [3, 7], "scenarios": [{ "id": 1, "personalities": [3] }, { "id": 2, "personalities": [] }] }""")
        );

        Assert.Equal(
            "cekura.json(1,24): warning CEK0404: Personality 7 is listed and never used: every scenario has a list of its own without it. "
                + "Add it to one of them, or remove it here.",
            warning.ToString()
        );
    }

    [Theory]
    [InlineData("""{ "personalities": [3, 7], "scenarios": [{ "id": 1, "personalities": [3] }, { "id": 2 }] }""")]
    [InlineData("""{ "personalities": [3, 7], "suites": ["a.tests.json"], "scenarios": [{ "id": 1, "personalities": [3] }] }""")]
    [InlineData("""{ "personalities": [3, 7], "scenarios": [{ "id": 1, "personalities": [3] }, { "id": 1, "personalities": [7] }] }""")]
    public void Personalities_that_are_used(string manifest) => Assert.Empty(Check(manifest));

    [Theory]
    [InlineData("\"frequency\": 5", true)]
    [InlineData("\"frequency\": 5, \"pass_at_least\": 5", false)]
    [InlineData("\"frequency\": 1", false)]
    public void Repetitions_say_how_many_must_pass(string properties, bool isWarned)
    {
        var warnings = Check($$"""{ "scenarios": [{ "id": 1, {{properties}} }] }""");

        Assert.Equal(isWarned ? [DiagnosticCodes.AllRepetitionsMustPass] : [], warnings.Select(warning => warning.Code));
    }

    [Theory]
    [InlineData("2027-01-31T23:59:59Z", "", null)]
    [InlineData("2027-02-01T00:00:00Z", "", DiagnosticCodes.QuarantineOver)]
    [InlineData("2027-01-01T00:00:00Z", "\"skip\": \"later\", ", DiagnosticCodes.QuarantineOfSkipped)]
    public void A_quarantine_that_is_over_or_changes_nothing(string now, string skip, string? code)
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        var manifest = Reading.Manifest(
            $$"""{ "scenarios": [{ "id": 1, {{skip}}"quarantine": { "until": "2027-01-31", "reason": "x" } }] }"""
        );

        var warning = ManifestLint.Check(manifest, time).SingleOrDefault();

        Assert.Equal(code, warning?.Code);
        Assert.True(warning is null or { Severity: DiagnosticSeverity.Warning });
    }

    private static IReadOnlyList<ManifestDiagnostic> Check(string json) => ManifestLint.Check(Reading.Manifest(json));
}
