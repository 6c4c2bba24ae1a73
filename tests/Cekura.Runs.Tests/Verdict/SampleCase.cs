using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;

namespace Cekura.Runs.Tests.Verdict;

/// <summary>A test of the front desk.</summary>
internal static class SampleCase
{
    public static ScenarioCase Of(string scenario, string? personality) =>
        new()
        {
            FullyQualifiedName = $"Front_desk.{scenario}.{personality}",
            DisplayName = personality is null ? scenario : $"{scenario} [{personality}]",
            ScenarioId = scenario.Length,
            ScenarioName = scenario,
            Folder = "Booking",
            PersonalityName = personality,
            Mode = "text",
            Location = new SourceLocation("cekura.json", scenario.Length, 5),
        };
}
