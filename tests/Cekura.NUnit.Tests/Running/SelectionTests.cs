using System.Text.RegularExpressions;
using Cekura.NUnit.Tests.Fixtures;
using NUnit.Framework.Interfaces;

namespace Cekura.NUnit.Tests.Running;

/// <summary>What is started: exactly what was selected, together, and once.</summary>
[Collection(nameof(NUnitRun))]
public sealed class SelectionTests
{
    [Fact]
    public async Task A_fixture_starts_together_and_tests_of_the_same_pair_share_its_conversation()
    {
        await using var service = await Service.StartAsync();

        var results = NUnitRun.Run(service, NUnitRun.Fixture(typeof(Booking)));

        Assert.Equal(["101x3 101x7 102x3 102x7"], service.Starts.Select(Sorted));
        Assert.Equal(
            [
                "Booking.Passes.Book_an_appointment.Personality_3 Passed",
                "Booking.Passes.Book_an_appointment.Personality_7 Passed",
                "Booking.Passes.Reschedule.Personality_3 Failed",
                "Booking.Passes.Reschedule.Personality_7 Failed",
                "Booking.Says_the_time.Book_an_appointment.Personality_3 Passed",
            ],
            results.Select(result => $"{result.Key} {result.Value.ResultState.Status}").Order(StringComparer.Ordinal)
        );
        Assert.Contains(
            "But was:  Failed: Confirms date and time",
            results["Booking.Passes.Reschedule.Personality_3"].Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Every_case_belongs_to_one_shard()
    {
        await using var service = await Service.StartAsync();
        var all = NUnitRun.Run(service, NUnitRun.Fixture(typeof(Booking))).Keys;

        var shards = Enumerable
            .Range(1, 3)
            .Select(index =>
                NUnitRun
                    .Run(
                        NUnitRun.Fixture(typeof(Booking)),
                        new() { ["Cekura.ApiUrl"] = service.Address.ToString(), ["Cekura.Shard"] = $"{index}/3" }
                    )
                    .Keys.ToList()
            )
            .ToList();

        Assert.Equal(all.Order(StringComparer.Ordinal), shards.SelectMany(shard => shard).Order(StringComparer.Ordinal));
        Assert.True(shards.Count(shard => shard.Count > 0) > 1);
    }

    [Fact]
    public async Task A_shard_that_no_case_falls_to_is_an_ignored_test_that_says_so()
    {
        await using var service = await Service.StartAsync();
        var shards = Enumerable
            .Range(1, 40)
            .Select(index =>
                NUnitRun.Run(
                    "",
                    new() { ["Cekura.ApiUrl"] = service.Address.ToString(), ["Cekura.Shard"] = $"{index}/40" },
                    only: typeof(Booking)
                )
            )
            .ToList();

        // Five cases: most of these shards have none, and the others say nothing about it.
        Assert.All(shards, shard => Assert.NotEmpty(shard));
        Assert.Equal(5, shards.SelectMany(shard => shard.Keys).Count(name => !name.Contains(".Shard_", StringComparison.Ordinal)));
        var (empty, index) = shards
            .Select((shard, place) => (Shard: shard, Index: place + 1))
            .First(shard => shard.Shard.Keys.Single().Contains(".Shard_", StringComparison.Ordinal));
        var (name, result) = empty.Single();
        Assert.Equal($"Booking.Passes.Shard_{index}_of_40", name);
        Assert.Equal((ResultState.Ignored, $"Shard {index} of 40"), (result.ResultState, result.Name));
        Assert.Equal($"Shard {index} of 40 holds no tests: all cases of Cekura.NUnit.Tests are in other shards.", result.Message);
    }

    [Fact]
    public async Task A_single_case_starts_one_conversation()
    {
        await using var service = await Service.StartAsync();

        var results = NUnitRun.Run(service, NUnitRun.Case(typeof(Booking), "Passes.Book_an_appointment.Personality_7"));

        Assert.Equal(["101x7"], service.Starts);
        Assert.Equal("Book an appointment [Personality 7]", Assert.Single(results).Value.Name);
    }

    [Fact]
    public async Task A_selection_with_holes_starts_none_of_the_others()
    {
        await using var service = await Service.StartAsync();

        NUnitRun.Run(
            service,
            $"<or>{NUnitRun.Case(typeof(Booking), "Passes.Book_an_appointment.Personality_3")}{NUnitRun.Case(typeof(Booking), "Passes.Reschedule.Personality_7")}</or>"
        );

        Assert.Equal(["101x3", "102x7"], service.Starts);
    }

    [Fact]
    public async Task A_category_selects_what_has_the_tag()
    {
        await using var service = await Service.StartAsync();

        NUnitRun.Run(service, $"<and>{NUnitRun.Fixture(typeof(Listed))}<cat>smoke</cat></and>");

        Assert.Equal(["101x3 101x7"], service.Starts.Select(Sorted));
    }

    [Fact]
    public async Task A_manifest_gives_names_categories_and_reasons()
    {
        await using var service = await Service.StartAsync();

        var results = NUnitRun.Run(service, NUnitRun.Fixture(typeof(Listed)));

        Assert.Equal(["101x3 101x7", "102x7"], service.Starts.Select(Sorted));
        Assert.Equal("Book an appointment [In a hurry]", results["Listed.Answers.Book_an_appointment.In_a_hurry"].Name);
        Assert.Equal(
            "smoke",
            Assert.Single(results["Listed.Answers.Book_an_appointment.In_a_hurry"].Test.Properties["Category"].Cast<string>())
        );
        Assert.Equal(ResultState.Ignored, results["Listed.Answers.Cancel.In_a_hurry"].ResultState);
        Assert.Equal("waiting for the new calendar", results["Listed.Answers.Cancel.In_a_hurry"].Message);
    }

    [Fact]
    public async Task Explicit_and_ignored_tests_start_nothing()
    {
        await using var service = await Service.StartAsync();

        var results = NUnitRun.Run(service, NUnitRun.Fixture(typeof(Special)));

        Assert.Equal(["101x3"], service.Starts);
        Assert.Equal(1, results.Values.Count(result => result.ResultState.Status == TestStatus.Passed));
    }

    [Theory]
    [InlineData("<class>Cekura.NUnit.Tests.Fixtures.Special</class>")]
    [InlineData("<or><class>Cekura.NUnit.Tests.Fixtures.Special</class><class>Nothing</class></or>")]
    [InlineData("<not><cat>smoke</cat></not>")]
    [InlineData("<or><method>Ordinary</method><not><class re='1'>Booking|Listed|Broken|Endless|Repeated|Together</class></not></or>")]
    [InlineData("<name re='1'>Personality 3</name>")]
    public async Task Nothing_is_started_that_does_not_run(string filter)
    {
        await using var service = await Service.StartAsync();

        var results = NUnitRun.Run(service, $"<and>{filter}<class re='1'>Special|Booking</class></and>");

        var ran = results
            .Where(result => result.Value.ResultState.Status != TestStatus.Skipped)
            .Select(result =>
                Regex.Replace(
                    result.Key,
                    @"^(?<class>\w+)\..*?(?<scenario>(Scenario_|Book_an_appointment|Reschedule)\d*)\.Personality_(?<personality>\d)$",
                    "${class} ${scenario}x${personality}",
                    RegexOptions.ExplicitCapture,
                    TimeSpan.FromMinutes(1)
                )
            )
            .Select(pair =>
                pair.Replace("Scenario_", "", StringComparison.Ordinal)
                    .Replace("Book_an_appointment", "101", StringComparison.Ordinal)
                    .Replace("Reschedule", "102", StringComparison.Ordinal)
            )
            .Distinct()
            .Select(pair => pair.Split(' ')[1])
            .Order(StringComparer.Ordinal);
        Assert.Equal(ran, service.Starts.SelectMany(start => start.Split(' ')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Explicit_tests_that_are_asked_for_start_together()
    {
        await using var service = await Service.StartAsync();

        NUnitRun.Run(service, $"<method>{nameof(Special.Asked_for)}</method>");

        Assert.Equal(["101x7 102x7"], service.Starts.Select(Sorted));
    }

    [Fact]
    public async Task Two_fixtures_are_two_starts()
    {
        await using var service = await Service.StartAsync();

        var results = NUnitRun.Run(service, $"<or>{NUnitRun.Fixture(typeof(Booking))}{NUnitRun.Fixture(typeof(Listed))}</or>");

        Assert.Equal(["Booking", "Listed"], results.Keys.Select(name => name.Split('.')[0]).Distinct().Order(StringComparer.Ordinal));

        Assert.Equal(["101x3 101x7", "101x3 101x7 102x3 102x7", "102x7"], service.Starts.Select(Sorted).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Parallel_tests_start_once()
    {
        await using var service = await Service.StartAsync();

        var results = NUnitRun.Run(service, NUnitRun.Fixture(typeof(Together)), workers: 3);

        Assert.Equal(["101x3 101x7 102x3 102x7"], service.Starts.Select(Sorted));
        Assert.All(results.Values, result => Assert.Equal(ResultState.Success, result.ResultState));
    }

    [Fact]
    public async Task A_retry_is_a_new_conversation_and_repetitions_are_one_start()
    {
        await using var service = await Service.StartAsync();

        var results = NUnitRun.Run(service, NUnitRun.Fixture(typeof(Repeated)));

        Assert.Equal(["101x7*3", "102x3", "102x3", "102x3"], service.Starts);
        Assert.Equal(ResultState.Success, results["Repeated.Has_three_repetitions.Scenario_101.Personality_7"].ResultState);
    }

    [Fact]
    public async Task A_fixture_that_cannot_be_set_up_starts_nothing()
    {
        await using var service = await Service.StartAsync();

        NUnitRun.Run(
            service,
            $"<or>{NUnitRun.Fixture(typeof(Broken_setup))}{NUnitRun.Case(typeof(Special), "Ordinary.Scenario_101.Personality_3")}</or>"
        );

        Assert.Equal(["101x3"], service.Starts);
    }

    [Fact]
    public async Task A_stop_that_comes_before_the_first_test_waits_starts_nothing()
    {
        await using var service = await Service.StartAsync();

        var results = NUnitRun.Run(
            NUnitRun.Fixture(typeof(Stopped)),
            new() { ["Cekura.ApiUrl"] = service.Address.ToString() },
            loaded: runner => Stopped.Press = runner.StopRun
        );

        Assert.Empty(service.Starts);
        Assert.DoesNotContain(results.Values, result => result.ResultState.Status == TestStatus.Passed);
    }

    [Fact]
    public async Task CancelAfter_ends_the_conversation()
    {
        await using var service = await Service.StartAsync(endless: true);

        var results = NUnitRun.Run(service, NUnitRun.Fixture(typeof(Endless)));

        // A busy machine may come to it before anything was started.
        Assert.Equal(TestStatus.Failed, Assert.Single(results).Value.ResultState.Status);
        Assert.True(service.Ends >= service.Starts.Count, $"{service.Starts.Count} starts, {service.Ends} ends");
    }

    [Fact]
    public async Task What_is_wrong_fails_with_its_place_and_starts_nothing()
    {
        await using var service = await Service.StartAsync();

        var results = NUnitRun.Run(service, NUnitRun.Fixture(typeof(Broken)));

        Assert.Empty(service.Starts);
        Assert.All(results.Values, result => Assert.Equal(ResultState.NotRunnable.Status, result.ResultState.Status));
        Assert.Contains("broken.cekura.json(3,13): error CEK0115:", results["Broken.Never_runs.Cekura"].Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean \"smoke\"?", results["Broken.Selects_nothing.Cekura"].Message, StringComparison.Ordinal);
        Assert.Contains(
            "error CEK0114: \"txt\" is not a mode. Did you mean \"text\"?",
            results["Broken.Has_no_such_mode.Cekura"].Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "wants one parameter of type CekuraRun",
            results["Broken.Takes_something_else.Scenario_101.Own_personality"].Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_seed_that_is_missing_fails_every_test()
    {
        var results = NUnitRun.Run(
            NUnitRun.Fixture(typeof(Special)),
            new() { ["Cekura.ApiUrl"] = "emulator", ["Cekura.Seed"] = "nowhere.json" }
        );

        Assert.Contains(results.Values, result =>
            result.ResultState.Status == TestStatus.Failed && result.Message.Contains("nowhere.json", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(results.Values, result => result.ResultState.Status == TestStatus.Passed);
    }

    private static string Sorted(string pairs) => string.Join(' ', pairs.Split(' ').Order(StringComparer.Ordinal));
}
