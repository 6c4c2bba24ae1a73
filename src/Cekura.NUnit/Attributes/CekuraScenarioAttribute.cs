using System.Runtime.CompilerServices;
using Cekura.NUnit.Attributes;
using Cekura.NUnit.Building;
using NUnit.Framework.Interfaces;

namespace Cekura.NUnit;

/// <summary>
/// Runs a scenario of the service with each of its personalities: one test case each, with the finished <see cref="CekuraRun"/>.
/// </summary>
/// <example><code>[CekuraScenario(101, Personalities = new[] { 3, 7 }, Mode = "text")]</code></example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class CekuraScenarioAttribute : CekuraCasesAttribute
{
    /// <summary>Names a scenario.</summary>
    /// <param name="id">Its id in the service, at least 1.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CekuraScenarioAttribute(long id, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        (Id, File, Line) = (id, file, line);

    /// <summary>Id of the scenario in the service.</summary>
    public long Id { get; }

    /// <summary>The source file that names it.</summary>
    public string File { get; }

    /// <summary>The line that names it, from 1.</summary>
    public int Line { get; }

    /// <summary>Name for people; by default the one that a manifest of the project gives to the id, else <c>Scenario 101</c>.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// What tells this attribute's tests from those of another of the method with the same name, part of their names; null: nothing.
    /// </summary>
    public string? Variant { get; set; }

    /// <summary>Ids of the personalities; empty: one case, with the personality that the scenario has in the service.</summary>
    public int[] Personalities { get; set; } = [];

    /// <summary>Ids of the test profiles; empty: the profile that the scenario has in the service.</summary>
    public int[] TestProfiles { get; set; } = [];

    /// <summary>How it runs, for example <c>text</c> or <c>voice</c>; null: by the settings, else <c>text</c>.</summary>
    public string? Mode { get; set; }

    /// <summary>Id of the agent under test; 0: by the settings, else the service takes it from the scenario.</summary>
    public long Agent { get; set; }

    /// <summary>Conversations of each pair, at least 1; 0: by the settings, else 1. See <see cref="CekuraRun.Repetitions"/>.</summary>
    public int Frequency { get; set; }

    /// <summary>
    /// How many of them must pass for the verdict, from 1 to <see cref="Frequency"/>; 0: by the setting <c>PassThreshold</c>.
    /// </summary>
    public int PassAtLeast { get; set; }

    /// <summary>Test categories.</summary>
    public string[] Tags { get; set; } = [];

    /// <summary>Why it is not run; null: it is.</summary>
    public string? Skip { get; set; }

    private protected override CaseList CasesOf(IMethodInfo method, TestAssemblyContents contents) =>
        ScenarioCases.Of(this, method.GetCustomAttributes<CekuraScenarioAttribute>(inherit: true), contents);
}
