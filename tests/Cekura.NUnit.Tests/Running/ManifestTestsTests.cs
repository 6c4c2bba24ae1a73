using System.Reflection;
using System.Reflection.Emit;
using Cekura.Manifests.Discovery;
using Cekura.NUnit.Tests.Fixtures;
using NUnit.Framework.Interfaces;

namespace Cekura.NUnit.Tests.Running;

/// <summary>The fixture that holds all cases of the project's manifests.</summary>
[Collection(nameof(NUnitRun))]
public sealed class ManifestTestsTests
{
    private static readonly string Manifest = Path.Combine(AppContext.BaseDirectory, "clinic.cekura.json");

    [Fact]
    public async Task Every_case_is_a_test_with_the_adapter_s_name_and_its_verdict_decides()
    {
        await using var service = await Service.StartAsync();

        var results = Run(service, NUnitRun.Fixture(typeof(Held)));

        Assert.Equal(["101x3 101x7", "102x7"], service.Starts.Select(Sorted));
        Assert.Equal(
            [
                "Clinic.Book_an_appointment.In_a_hurry Passed",
                "Clinic.Book_an_appointment.Normal_Male Passed",
                "Clinic.Cancel.In_a_hurry Skipped",
                "Clinic.Cancel.Normal_Male Skipped",
                "Clinic.Reschedule.In_a_hurry Failed",
            ],
            results.Select(result => $"{result.Key} {result.Value.ResultState.Status}").Order(StringComparer.Ordinal)
        );
        Assert.Equal("waiting for the new calendar", results["Clinic.Cancel.In_a_hurry"].Message);

        var passed = results["Clinic.Book_an_appointment.In_a_hurry"];
        Assert.Equal("Book an appointment [In a hurry]", passed.Name);
        Assert.Equal(["smoke"], passed.Test.Properties["Category"].Cast<string>());
        Assert.Equal(["In a hurry", "7"], passed.Test.Properties["Personality"].Cast<string>());
        Assert.Contains(passed.TestAttachments, attachment => attachment.FilePath.EndsWith("transcript.md", StringComparison.Ordinal));

        var failed = results["Clinic.Reschedule.In_a_hurry"];
        Assert.StartsWith("Failed: ", failed.Message, StringComparison.Ordinal);
        Assert.Equal($"   at Clinic.Reschedule.In_a_hurry in {Manifest}:line 7", failed.StackTrace);
    }

    [Theory]
    [InlineData("<test>Clinic.Book_an_appointment.In_a_hurry</test>", "101x7")]
    [InlineData("<and><class>Cekura.NUnit.Tests.Fixtures.Held</class><prop name='Scenario'>102</prop></and>", "102x7")]
    [InlineData("<and><class>Cekura.NUnit.Tests.Fixtures.Held</class><not><prop name='Personality'>7</prop></not></and>", "101x3")]
    public async Task Nothing_is_started_that_a_filter_leaves_out(string filter, string starts)
    {
        await using var service = await Service.StartAsync();

        Run(service, filter);

        Assert.Equal([starts], service.Starts);
    }

    [Fact]
    public async Task A_limit_of_runs_holds_for_all_of_them_before_the_first()
    {
        await using var service = await Service.StartAsync();

        var results = Run(service, NUnitRun.Fixture(typeof(Held)), new() { ["Cekura.MaxRuns"] = "2" });

        Assert.Empty(service.Starts);
        var failed = results.Values.Where(result => result.ResultState.Status != TestStatus.Skipped).ToList();
        Assert.Equal(3, failed.Count);
        Assert.All(failed, result => Assert.Equal(ResultState.Error, result.ResultState));
        Assert.All(failed, result => Assert.Contains("MaxRuns is 2", result.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_failed_last_runs_alone_when_it_is_asked_for()
    {
        await using var service = await Service.StartAsync();
        Run(service, NUnitRun.Fixture(typeof(Held)));
        var before = service.Starts.Count;

        var results = Run(service, NUnitRun.Fixture(typeof(Held)), new() { ["Cekura.LastFailed"] = "true" });

        Assert.Equal(["Clinic.Reschedule.In_a_hurry"], results.Keys);
        Assert.Equal(before + 1, service.Starts.Count);
    }

    [Fact]
    public async Task What_would_run_twice_fails_and_starts_nothing()
    {
        await using var service = await Service.StartAsync();

        var results = Run(
            service,
            $"<or>{NUnitRun.Fixture(typeof(Held_twice))}{NUnitRun.Fixture(typeof(Held_by_way_of_another))}<test re='1'>A_generic_one</test></or>"
        );

        Assert.Empty(service.Starts);
        Assert.Contains(
            "Fixtures.Held holds the manifests of the project already",
            results["Held_twice.Verdict.Cekura"].Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Derive it from CekuraManifestTests itself",
            results["Held_by_way_of_another.Verdict.Cekura"].Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "A_generic_one`1 is generic",
            Assert.Single(results, result => result.Key.StartsWith("A_generic_one", StringComparison.Ordinal)).Value.Message,
            StringComparison.Ordinal
        );
        Assert.All(results.Values, result => Assert.Equal(TestStatus.Failed, result.ResultState.Status));
    }

    [Fact]
    public async Task A_project_without_a_scenario_is_told_so()
    {
        await using var service = await Service.StartAsync();

        var results = NUnitRun.Run(service, NUnitRun.Fixture(typeof(Held)));

        var (name, result) = Assert.Single(results);
        Assert.Equal(("Held.Verdict.Cekura", TestStatus.Failed), (name, result.ResultState.Status));
        Assert.StartsWith("Cekura: no scenario to run in Cekura.NUnit.Tests.dll.", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_case_belongs_to_one_shard()
    {
        await using var service = await Service.StartAsync();

        var shards = Enumerable
            .Range(1, 2)
            .SelectMany(index => Run(service, NUnitRun.Fixture(typeof(Held)), new() { ["Cekura.Shard"] = $"{index}/2" }).Keys);

        Assert.Equal(5, shards.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(5, shards.Count());
    }

    [Fact]
    public void The_adapter_leaves_all_of_them_to_the_fixture()
    {
        var dll = typeof(Held).Assembly.Location;
        var container = new TestContainer(dll, AppContext.BaseDirectory, [new SourceFile(Manifest, Manifest)], []);

        var left = CodeFirstManifests.LeaveToCode(container);

        Assert.True(left.IsHeldByFixture);
        Assert.Empty(left.Manifests);
    }

    /// <summary>One that would not run leaves them to the adapter.</summary>
    [Theory]
    [InlineData(TypeAttributes.Public, false, true)]
    [InlineData(TypeAttributes.Public, true, false)]
    [InlineData(TypeAttributes.Public | TypeAttributes.Abstract, false, false)]
    public void The_adapter_leaves_them_to_a_fixture_that_runs(TypeAttributes attributes, bool isGeneric, bool isHeld)
    {
        var folder = Directory.CreateTempSubdirectory("cekura-nunit-held-").FullName;
        var dll = Path.Combine(folder, "One.dll");
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("One"), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule("One").DefineType("Manifests", attributes, typeof(CekuraManifestTests));
        if (isGeneric)
        {
            type.DefineGenericParameters("T");
        }

        type.CreateType();
        assembly.Save(dll);

        var left = CodeFirstManifests.LeaveToCode(new TestContainer(dll, folder, [new SourceFile(Manifest, Manifest)], []));

        Assert.Equal(isHeld, left.IsHeldByFixture);
        Assert.Equal(isHeld ? 0 : 1, left.Manifests.Count);
        Directory.Delete(folder, recursive: true);
    }

    private static IReadOnlyDictionary<string, ITestResult> Run(
        Service service,
        string filter,
        Dictionary<string, string>? parameters = null
    ) => NUnitRun.Run(filter, new(parameters ?? []) { ["Cekura.ApiUrl"] = service.Address.ToString(), ["Cekura.Manifest"] = Manifest });

    private static string Sorted(string pairs) => string.Join(' ', pairs.Split(' ').Order(StringComparer.Ordinal));
}
