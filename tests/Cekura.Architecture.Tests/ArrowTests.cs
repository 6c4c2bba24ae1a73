using System.Reflection;

namespace Cekura.Architecture.Tests;

/// <summary>Which part may know which: the arrows of the design.</summary>
public sealed class ArrowTests
{
    // The command serves the emulator with what the runtime brings.
    private static readonly string[] Runtime = ["System.", "Microsoft.Win32.Primitives", "Microsoft.AspNetCore", "Microsoft.Extensions."];

    [Theory]
    [InlineData("Cekura.Client", "Polly.Core")]
    [InlineData("Cekura.Manifests", "Cekura.Agents")]
    [InlineData("Cekura.Runs", "Cekura.Agents", "Cekura.Client", "Cekura.Manifests")]
    [InlineData("Cekura.Reports", "Cekura.Agents", "Cekura.Client", "Cekura.Manifests", "Cekura.Runs")]
    [InlineData("Cekura.TestHost", "Cekura.Client", "Cekura.Manifests", "Cekura.Reports", "Cekura.Runs")]
    [InlineData("Cekura.Guard", "Cekura.Client", "Cekura.Runs")]
    [InlineData("Cekura.Agents")]
    [InlineData("Cekura.Models")]
    [InlineData("Cekura.Voice")]
    [InlineData("Cekura.Emulator", "Cekura.Agents", "Cekura.Models")]
    [InlineData(
        "Cekura.Build.Tasks",
        "Cekura.Client",
        "Cekura.Emulator",
        "Cekura.Manifests",
        "Cekura.Runs",
        "Microsoft.Build.Framework",
        "Microsoft.Build.Utilities.Core"
    )]
    [InlineData(
        "Cekura.TestAdapter",
        "Cekura.Client",
        "Cekura.Emulator",
        "Cekura.Manifests",
        "Cekura.Models",
        "Cekura.Runs",
        "Cekura.TestHost",
        "Microsoft.VisualStudio.TestPlatform.ObjectModel"
    )]
    [InlineData(
        "Cekura.TestingPlatform",
        "Cekura.Client",
        "Cekura.Emulator",
        "Cekura.Manifests",
        "Cekura.Models",
        "Cekura.Runs",
        "Cekura.TestHost",
        "Microsoft.Testing.Extensions.TrxReport.Abstractions",
        "Microsoft.Testing.Platform"
    )]
    [InlineData(
        "Cekura.NUnit",
        "Cekura.Agents",
        "Cekura.Client",
        "Cekura.Emulator",
        "Cekura.Manifests",
        "Cekura.Models",
        "Cekura.Reports",
        "Cekura.Runs",
        "Cekura.TestHost",
        "nunit.framework"
    )]
    [InlineData(
        "cekura",
        "Cekura.Agents",
        "Cekura.Client",
        "Cekura.Emulator",
        "Cekura.Manifests",
        "Cekura.Models",
        "Cekura.Reports",
        "Cekura.Runs",
        "Cekura.TestHost",
        "Cekura.Voice",
        "DiffPlex",
        "Tomlyn"
    )]
    public void A_part_references_what_the_design_allows(string part, params string[] allowed)
    {
        var references = Assembly
            .Load(part)
            .GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !Runtime.Any(start => name.StartsWith(start, StringComparison.Ordinal)));

        Assert.Equal(allowed, references.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Cekura.Manifests", "System.Net.Http")]
    [InlineData("Cekura.Runs", "System.Net.Http")]
    [InlineData("Cekura.Reports", "System.Net.Http")]
    [InlineData("Cekura.TestHost", "System.Net.Http")]
    [InlineData("Cekura.Manifests", "System.Console")]
    [InlineData("Cekura.Reports", "System.Console")]
    [InlineData("Cekura.TestHost", "System.Console")]
    [InlineData("Cekura.Runs", "System.Console")]
    [InlineData("Cekura.Client", "System.Console")]
    [InlineData("Cekura.Agents", "System.Console")]
    [InlineData("Cekura.Models", "System.Console")]
    [InlineData("Cekura.Emulator", "System.Console")]
    [InlineData("Cekura.TestAdapter", "System.Console")]
    [InlineData("Cekura.NUnit", "System.Console")]
    [InlineData("Cekura.Build.Tasks", "System.Console")]
    public void A_part_leaves_alone_what_is_another_s(string part, string assembly) =>
        Assert.DoesNotContain(assembly, Assembly.Load(part).GetReferencedAssemblies().Select(reference => reference.Name));
}
