using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Text;
using Cekura.NUnit.Building;

namespace Cekura.NUnit.Attributes;

/// <summary>From a manifest that is named on a method to its cases.</summary>
internal static class ManifestCases
{
    public static CaseList Of(CekuraManifestAttribute attribute, TestAssemblyContents contents)
    {
        var place = $"{attribute.File}({attribute.Line},1)";
        var settings = contents.Project!.Settings! with { Manifest = null };
        var file = contents.FileOf(attribute.Path);
        var problems = new List<ManifestDiagnostic>();
        var project = contents.Container.Files with { Manifests = [file], Suites = [] };
        var cases = CaseDiscovery.Discover(project, settings, problems).SelectMany(suite => suite.Cases).ToList();
        var errors = problems.Where(problem => problem.Severity == DiagnosticSeverity.Error).ToList();
        var problem = errors.Count == 0 ? null : string.Join('\n', errors);
        if (cases.Count == 0)
        {
            return problem is null
                ? new CaseList([], Ignored: $"The settings ScenarioIds, Tags and FolderPath leave nothing of {file.SourcePath}.")
                : CaseList.Wrong(problem);
        }

        if (DuplicateTestNames.First(cases, CekuraTest.NameOf, _ => true) is { } same)
        {
            // Tests in code have no folders in their names.
            return CaseList.Wrong(same.ToString());
        }

        try
        {
            var filter = FilterExpression.Parse(attribute.Filter);
            var selected = cases.Where(filter.Matches).ToList();
            return selected.Count == 0
                ? CaseList.Wrong(
                    $"{place}: the filter leaves {(cases.Count == 1 ? "not even the only case" : $"none of the {cases.Count} cases")} of {file.SourcePath}. {filter.Advice(cases)}"
                )
                : new CaseList(selected, problem);
        }
        catch (FormatException e)
        {
            return CaseList.Wrong($"{place}: the filter cannot be used: {e.Message}");
        }
    }
}
