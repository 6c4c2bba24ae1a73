using System.Runtime.CompilerServices;
using Cekura.NUnit.Attributes;
using Cekura.NUnit.Building;
using NUnit.Framework.Interfaces;

namespace Cekura.NUnit;

/// <summary>
/// Runs the scenarios of a manifest, and of the suites that it lists: one test case each scenario × personality, with the finished
/// <see cref="CekuraRun"/>.
/// </summary>
/// <example><code>[CekuraManifest("cekura.json", Filter = "TestCategory=smoke")]</code></example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class CekuraManifestAttribute : CekuraCasesAttribute
{
    /// <summary>Names a manifest.</summary>
    /// <param name="path">Its path; a relative one from the folder of the project.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CekuraManifestAttribute(string path, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        (Path, File, Line) = (path, file, line);

    /// <summary>Path of the manifest.</summary>
    public string Path { get; }

    /// <summary>The source file that names it.</summary>
    public string File { get; }

    /// <summary>The line that names it, from 1.</summary>
    public int Line { get; }

    /// <summary>
    /// Which of its cases are tests of the method, in the language of <c>dotnet test --filter</c>: <c>TestCategory=smoke</c>,
    /// <c>Scenario=101</c>, <c>Folder~Booking&amp;Personality!=7</c>. Null: all.
    /// </summary>
    public string? Filter { get; set; }

    private protected override CaseList CasesOf(IMethodInfo method, TestAssemblyContents contents) => ManifestCases.Of(this, contents);
}
