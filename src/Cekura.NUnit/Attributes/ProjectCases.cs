using Cekura.Manifests.Text;
using Cekura.NUnit.Building;
using NUnit.Framework.Interfaces;

namespace Cekura.NUnit.Attributes;

/// <summary>All cases of the manifests of a project, as the adapter finds them.</summary>
internal static class ProjectCases
{
    private const string Own = "Cekura: ";

    public static CaseList Of(ITypeInfo fixture, TestAssemblyContents contents)
    {
        if (Wrong(fixture) is { } wrong)
        {
            return CaseList.Wrong(wrong);
        }

        var (errors, notes) = (new List<string>(), new List<ProjectNote>());
        var project = contents.LoadManifests(
            (severity, text) =>
            {
                if (severity == MessageSeverity.Error)
                {
                    errors.Add(text.StartsWith(Own, StringComparison.Ordinal) ? text[Own.Length..] : text);
                }
                else
                {
                    notes.Add(new ProjectNote(severity, text));
                }
            }
        );
        var suites = project.Suites.Where(suite => suite.Cases.Count > 0).ToList();
        return new CaseList(
            [],
            errors.Count == 0 ? null : string.Join('\n', errors),
            // What fell to other shards is said for all methods of an assembly together.
            suites.Count == 0
            && errors.Count == 0
            && project.Settings!.Shard is null
                ? string.Join('\n', notes.Select(note => note.Text))
                : null
        )
        {
            Suites = suites,
            Notes = notes,
        };
    }

    /// <summary>Why a class cannot stand for the manifests; null: it can. What stands twice would run and cost twice.</summary>
    private static string? Wrong(ITypeInfo fixture)
    {
        var type = fixture.Type;
        if (type.BaseType != typeof(CekuraManifestTests))
        {
            return $"{type.FullName} derives from {type.BaseType?.FullName}. Derive it from {nameof(CekuraManifestTests)} itself: it is told by that what runs the manifests of a project.";
        }

        if (type.IsGenericType)
        {
            return $"{type.GetGenericTypeDefinition().FullName} is generic, and would be a fixture for each of its types. Leave its type parameters out.";
        }

        if (fixture.GetCustomAttributes<IFixtureBuilder>(inherit: true).Length > 1)
        {
            return $"{type.FullName} is a fixture several times, and its tests would run as often. Leave all but one [TestFixture] out.";
        }

        return
            type
                .Assembly.GetTypes()
                .Where(other => other.BaseType == typeof(CekuraManifestTests) && !other.IsAbstract && !other.IsGenericType)
                .OrderBy(other => other.FullName, StringComparer.Ordinal)
                .FirstOrDefault()
                is { } first
            && first != type
            ? $"{first.FullName} holds the manifests of the project already, and the tests of {type.FullName} would run a second time. Remove one of them."
            : null;
    }
}
