using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.NUnit.Building;
using Cekura.NUnit.InProcess;
using Cekura.Runs.Agents;

namespace Cekura.NUnit.Attributes;

/// <summary>From the scenarios that are named on a method to its cases, by the rules of manifests.</summary>
internal static class ScenarioCases
{
    /// <summary>The cases of one of the attributes of a method. No two of them may share a name.</summary>
    public static CaseList Of(CekuraScenarioAttribute attribute, IReadOnlyList<CekuraScenarioAttribute> all, TestAssemblyContents contents)
    {
        if (Wrong(attribute) is { } problem)
        {
            return CaseList.Wrong($"{attribute.File}({attribute.Line},1): error {problem.Code}: {problem.Message}");
        }

        var settings = contents.Project!.Settings!;
        var known = Known(contents);
        var place = all.ToList().FindIndex(attribute.Equals);
        var manifest = new CekuraManifest
        {
            Path = attribute.File,
            Name = Path.GetFileNameWithoutExtension(contents.Container.Source),
            Personalities = [.. known.SelectMany(manifest => manifest.Personalities)],
            TestProfiles = [.. known.SelectMany(manifest => manifest.TestProfiles)],
            Scenarios = [.. all.Select((one, index) => Entry(one, index, known))],
        };
        var problems = new List<ManifestDiagnostic>();
        var cases = CaseRules.Allowed(CaseMatrix.Expand(manifest, settings), problems.Add, scenarioCase =>
            scenarioCase.Mode == ChatRuns.Mode && AgentMethods.In(contents.Container.Source).Find(scenarioCase.AgentId) is not null
        );
        if (
            DuplicateTestNames.First(
                cases,
                scenarioCase => scenarioCase.FullyQualifiedName,
                scenarioCase => scenarioCase.Location.Column == place + 1
            ) is
            { } same
        )
        {
            return CaseList.Wrong($"{attribute.File}({attribute.Line},1): error {same.Code}: {DuplicateTestNames.InCode(same.Message)}");
        }

        return new CaseList(
            [.. cases.Where(scenarioCase => scenarioCase.Location.Column == place + 1)],
            problems.Count == 0 ? null
                : string.Join('\n', problems.Where(found => found.Location.Column == place + 1)) is { Length: > 0 } text ? text
                : null,
            cases.Count == 0 && problems.Count == 0 ? Left(settings, attribute) : null
        );
    }

    private static (string Code, string Message)? Wrong(CekuraScenarioAttribute attribute)
    {
        var ids = attribute.Personalities.Concat(attribute.TestProfiles).Select(id => (long)id).Append(attribute.Id);
        return attribute switch
        {
            _ when ids.Any(id => id < 1) => (DiagnosticCodes.InvalidId, "Ids are those that the service shows, from 1."),
            { Mode: { } mode } when !ModeTable.Names.Contains(mode) => (DiagnosticCodes.UnknownMode, ModeTable.UnknownMessage(mode)),
            { Frequency: < 0 } or { PassAtLeast: < 0 } => (DiagnosticCodes.InvalidCount, "Frequency and PassAtLeast are at least 1."),
            _ when attribute.PassAtLeast > Math.Max(1, attribute.Frequency) => (
                DiagnosticCodes.PassAtLeastTooHigh,
                $"PassAtLeast is {attribute.PassAtLeast}, more than the {Math.Max(1, attribute.Frequency)} of Frequency."
            ),
            _ => null,
        };
    }

    // The place in the list stands for the column: attributes of one method may share a line.
    private static ManifestScenario Entry(CekuraScenarioAttribute attribute, int index, IReadOnlyList<CekuraManifest> known)
    {
        var location = new SourceLocation(attribute.File, attribute.Line, index + 1);
        return new ManifestScenario
        {
            Id = attribute.Id,
            Name = attribute.Name
                ?? known.SelectMany(manifest => manifest.Scenarios).FirstOrDefault(scenario => scenario.Id == attribute.Id)?.Name
                ?? ScenarioReader.DefaultName(attribute.Id),
            Variant = attribute.Variant,
            AgentId =
                attribute.Agent > 0 ? attribute.Agent : known.Select(manifest => manifest.AgentId).FirstOrDefault(id => id is not null),
            Mode = attribute.Mode,
            Personalities = [.. attribute.Personalities.Select(id => new NamedReference(id, Name: null, location))],
            TestProfiles = [.. attribute.TestProfiles.Select(id => new NamedReference(id, Name: null, location))],
            Frequency = attribute.Frequency > 0 ? attribute.Frequency : null,
            PassAtLeast = attribute.PassAtLeast > 0 ? attribute.PassAtLeast : null,
            Tags = attribute.Tags,
            Skip = attribute.Skip,
            Location = location,
        };
    }

    // For names only: what is wrong in them concerns those who run them.
    private static List<CekuraManifest> Known(TestAssemblyContents contents) =>
        [
            .. contents
                .Container.Manifests.Select(file => new ManifestReader().Read(file.CopyPath, file.SourcePath).Manifest)
                .OfType<CekuraManifest>(),
        ];

    private static string Left(CekuraSettings settings, CekuraScenarioAttribute attribute) =>
        settings.ScenarioIds.Count > 0 || settings.Tags.Count > 0 || settings.FolderPath is not null
            ? $"The settings ScenarioIds, Tags and FolderPath leave nothing of scenario {attribute.Id}."
            : $"Scenario {attribute.Id} has no case.";
}
