using System.Globalization;
using System.Text.Json;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Manifest;

/// <summary>Reads the entries of <c>scenarios</c>.</summary>
internal sealed class ScenarioReader(ReferenceList personalities, ReferenceList testProfiles, DiagnosticBag diagnostics)
{
    private static readonly string[] Known =
    [
        "id",
        "name",
        "variant",
        "folder",
        "tags",
        "agent",
        "personalities",
        "test_profiles",
        "mode",
        "frequency",
        "pass_at_least",
        "timeout",
        "expect",
        "skip",
        "quarantine",
        "options",
    ];

    private static readonly string[] TimeFormats = [@"h\:mm\:ss", @"hh\:mm\:ss"];

    /// <summary>The scenario, or null when it has no usable id; problems of the rest are reported and leave it incomplete.</summary>
    public ManifestScenario? Read(PositionedNode node)
    {
        if (node.Kind != JsonValueKind.Object)
        {
            diagnostics.Error(
                DiagnosticCodes.WrongType,
                node.Offset,
                $"A scenario is an object such as {{ \"id\": 101 }}; this is {node.Description}."
            );
            return null;
        }

        var entry = new ObjectReader(node, "a scenario", Known, diagnostics);
        var id = entry.Id("id");
        if (entry.Value("id") is null)
        {
            diagnostics.Error(DiagnosticCodes.MissingProperty, node.Offset, "A scenario needs an \"id\", the one that the service shows.");
        }

        var scenario = new ManifestScenario
        {
            Id = id ?? 0,
            Name = entry.Text("name", "a text") ?? DefaultName(id ?? 0),
            Variant = entry.Text("variant", "a text"),
            Folder = entry.Text("folder", "a text"),
            Tags = entry.Texts("tags", "a list of texts"),
            AgentId = entry.Id("agent"),
            Personalities = personalities.Read(entry),
            TestProfiles = testProfiles.Read(entry),
            Mode = entry.Mode("mode"),
            Frequency = entry.Count("frequency"),
            PassAtLeast = entry.Count("pass_at_least"),
            Timeout = ReadTimeout(entry),
            Expect = ReadExpectations(entry),
            Skip = entry.Text("skip", "the reason as a text"),
            Quarantine = new QuarantineReader(diagnostics).Read(entry),
            Options = OptionsByMode.Read(entry, diagnostics),
            Location = diagnostics.Positions.At(node.Offset),
        };
        CheckPassAtLeast(scenario, entry);
        return id is null ? null : scenario;
    }

    /// <summary>The name of a scenario that is given by its id alone.</summary>
    public static string DefaultName(long id) => string.Create(CultureInfo.InvariantCulture, $"Scenario {id}");

    private void CheckPassAtLeast(ManifestScenario scenario, ObjectReader entry)
    {
        if (scenario.PassAtLeast > (scenario.Frequency ?? 1))
        {
            var frequency = scenario.Frequency is { } given ? $"is {given}" : "is not given, which means 1";
            diagnostics.Error(
                DiagnosticCodes.PassAtLeastTooHigh,
                entry.OffsetOf("pass_at_least"),
                $"{scenario.PassAtLeast} repetitions can never pass: \"frequency\" {frequency}. Raise it, or lower \"pass_at_least\"."
            );
        }
    }

    private TimeSpan? ReadTimeout(ObjectReader entry)
    {
        const string Wanted = "a time above zero as \"hh:mm:ss\", such as \"00:10:00\"";
        if (entry.Value("timeout") is not { } value)
        {
            return null;
        }

        // TimeSpan.Parse would read "10" as ten days.
        if (
            value.Kind == JsonValueKind.String
            && TimeSpan.TryParseExact(value.Text, TimeFormats, CultureInfo.InvariantCulture, out var timeout)
            && timeout > TimeSpan.Zero
        )
        {
            return timeout;
        }

        diagnostics.Error(DiagnosticCodes.InvalidTimeout, value.Offset, $"\"timeout\" wants {Wanted}, and is {value.Description}.");
        return null;
    }

    private List<MetricExpectation> ReadExpectations(ObjectReader entry)
    {
        var expectations = new List<MetricExpectation>();
        foreach (var (metric, offset, value) in entry.Value("expect", JsonValueKind.Object, "an object of metrics")?.Members ?? [])
        {
            if (string.IsNullOrWhiteSpace(metric))
            {
                diagnostics.Error(DiagnosticCodes.EmptyText, offset, "An expectation needs the name of its metric.");
            }
            else if (
                value.Kind == JsonValueKind.String
                && MetricExpectation.TryParse(metric, value.Text, diagnostics.Positions.At(value.Offset), out var expectation)
            )
            {
                expectations.Add(expectation);
            }
            else
            {
                diagnostics.Error(
                    DiagnosticCodes.InvalidExpectation,
                    value.Offset,
                    $"What is expected of {Quoted.Text(metric)} is \"pass\", \"fail\", a comparison such as \"<= 2000\" (<=, <, >=, >, ==), "
                        + $"or labels such as \"in happy, neutral\"; this is {value.Description}."
                );
            }
        }

        return expectations;
    }
}
