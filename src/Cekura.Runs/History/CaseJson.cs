using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Runs.History;

/// <summary>What reports show of a case, as JSON and back.</summary>
internal static class CaseJson
{
    public static JsonObject Write(ScenarioCase scenarioCase) =>
        new()
        {
            ["test"] = scenarioCase.FullyQualifiedName,
            ["name"] = scenarioCase.DisplayName,
            ["scenario"] = scenarioCase.ScenarioId,
            ["scenario_name"] = scenarioCase.ScenarioName,
            ["folder"] = scenarioCase.Folder,
            ["tags"] = new JsonArray([.. scenarioCase.Tags.Select(tag => JsonValue.Create(tag))]),
            ["personality"] = scenarioCase.PersonalityId,
            ["personality_name"] = scenarioCase.PersonalityName,
            ["test_profile"] = scenarioCase.TestProfileId,
            ["test_profile_name"] = scenarioCase.TestProfileName,
            ["mode"] = scenarioCase.Mode,
            ["agent"] = scenarioCase.AgentId,
            ["frequency"] = scenarioCase.Frequency,
            ["pass_at_least"] = scenarioCase.PassAtLeast,
            ["skip"] = scenarioCase.Skip,
            ["expect"] = new JsonArray([.. scenarioCase.Expect.Select(Write)]),
            ["location"] = Write(scenarioCase.Location),
            ["token_prices"] = scenarioCase.TokenPrices.All.Count > 0 ? $"{scenarioCase.TokenPrices}" : null,
        };

    /// <exception cref="FormatException">A part is not what it should be.</exception>
    public static ScenarioCase Read(JsonNode json) =>
        new()
        {
            FullyQualifiedName = (string)json["test"]!,
            DisplayName = (string)json["name"]!,
            ScenarioId = (long)json["scenario"]!,
            ScenarioName = (string)json["scenario_name"]!,
            Folder = (string?)json["folder"],
            Tags = [.. json["tags"]!.AsArray().Select(tag => (string)tag!)],
            PersonalityId = (long?)json["personality"],
            PersonalityName = (string?)json["personality_name"],
            TestProfileId = (long?)json["test_profile"],
            TestProfileName = (string?)json["test_profile_name"],
            Mode = (string)json["mode"]!,
            AgentId = (long?)json["agent"],
            Frequency = (int)json["frequency"]!,
            PassAtLeast = (int?)json["pass_at_least"],
            Skip = (string?)json["skip"],
            Expect = [.. json["expect"]!.AsArray().Select(entry => ReadExpectation(entry!))],
            Location = ReadLocation(json["location"])!,
            TokenPrices = TokenPrices.Parse(((string?)json["token_prices"])?.Split(',') ?? []) ?? TokenPrices.None,
        };

    public static JsonObject? Write(SourceLocation? location) =>
        location is null
            ? null
            : new JsonObject
            {
                ["path"] = location.Path,
                ["line"] = location.Line,
                ["column"] = location.Column,
            };

    public static SourceLocation? ReadLocation(JsonNode? json) =>
        json is null ? null : new SourceLocation((string)json["path"]!, (int)json["line"]!, (int)json["column"]!);

    private static JsonObject Write(MetricExpectation expectation) =>
        new()
        {
            ["metric"] = expectation.Metric,
            ["expression"] = expectation.Expression,
            ["location"] = Write(expectation.Location),
        };

    private static MetricExpectation ReadExpectation(JsonNode json) =>
        MetricExpectation.TryParse(
            (string)json["metric"]!,
            (string)json["expression"]!,
            ReadLocation(json["location"])!,
            out var expectation
        )
            ? expectation
            : throw new FormatException();
}
