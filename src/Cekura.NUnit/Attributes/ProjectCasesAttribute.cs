using Cekura.NUnit.Building;
using NUnit.Framework.Interfaces;

namespace Cekura.NUnit.Attributes;

/// <summary>Makes tests of all cases of the project's manifests.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProjectCasesAttribute : CekuraCasesAttribute
{
    private protected override CaseList CasesOf(IMethodInfo method, TestAssemblyContents contents) =>
        ProjectCases.Of(method.TypeInfo, contents);
}
