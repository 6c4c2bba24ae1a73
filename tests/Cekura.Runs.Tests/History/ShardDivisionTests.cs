using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Plan;
using Cekura.Simulation;

namespace Cekura.Runs.Tests.History;

public sealed class ShardDivisionTests
{
    private static readonly Dictionary<string, double> Unknown = [];

    [Fact]
    public void Each_test_belongs_to_exactly_one_shard_whatever_is_known_and_in_whatever_order()
    {
        var random = new Random(20261127);
        for (var trial = 0; trial < 300; trial++)
        {
            var cases = Any(random);
            var durations = cases
                .Where(_ => random.Next(2) == 0)
                .ToDictionary(one => one.FullyQualifiedName, _ => random.NextDouble() * 300);
            var count = random.Next(1, 12);

            var shards = ShardDivision.Divide(cases, count, durations);
            var again = ShardDivision.Divide([.. cases], count, durations);

            Assert.Equal(count, shards.Count);
            Assert.Equal(Names(cases).Order(StringComparer.Ordinal), shards.SelectMany(Names).Order(StringComparer.Ordinal));
            Assert.Equal(shards.Select(shard => string.Join(' ', Names(shard))), again.Select(shard => string.Join(' ', Names(shard))));
        }
    }

    [Fact]
    public void Shards_last_within_a_tenth_of_each_other_when_durations_are_known()
    {
        var random = new Random(20261127);
        for (var trial = 0; trial < 200; trial++)
        {
            var cases = Grid(scenarios: random.Next(15, 40), personalities: random.Next(3, 8));
            var durations = cases.ToDictionary(one => one.FullyQualifiedName, _ => 20 + (random.NextDouble() * 280));
            var count = random.Next(2, 5);

            var loads = ShardDivision
                .Divide(cases, count, durations)
                .Select(shard => shard.Sum(one => durations[one.FullyQualifiedName]))
                .ToList();

            Assert.True(loads.Max() <= 1.1 * loads.Min(), $"trial {trial}: {string.Join(", ", loads)}");
        }
    }

    [Fact]
    public void Shards_have_as_many_runs_when_nothing_is_known()
    {
        var loads = ShardDivision.Divide(Grid(scenarios: 53, personalities: 4), 4, Unknown).Select(shard => shard.Count).ToList();

        Assert.Equal(212, loads.Sum());
        Assert.InRange(loads.Max() - loads.Min(), 0, 4);
    }

    [Fact]
    public void A_scenario_stays_in_one_piece_where_that_is_even()
    {
        var shards = ShardDivision.Divide(Grid(scenarios: 40, personalities: 5), 4, Unknown);

        Assert.All(shards, shard => Assert.Single(RunPlan.For(shard).Batches));
    }

    [Fact]
    public void A_scenario_is_divided_where_there_is_no_other_way()
    {
        var shards = ShardDivision.Divide(Grid(scenarios: 1, personalities: 8), 4, Unknown);

        Assert.All(shards, shard => Assert.Equal(2, shard.Count));
    }

    [Fact]
    public void A_part_keeps_the_order_of_the_file_and_the_suites()
    {
        var all = new[]
        {
            new DiscoveredSuite("A", Grid(10, 2)),
            new DiscoveredSuite("B", [.. Grid(3, 2).Select(one => one with { FullyQualifiedName = $"B.{one.FullyQualifiedName}" })]),
        };

        var part = ShardDivision.Part(all, new Shard(1, 2), Unknown);

        Assert.Equal(["A", "B"], part.Select(suite => suite.Name));
        Assert.Equal(
            part.SelectMany(suite => Names(suite.Cases)),
            all.SelectMany(suite => Names(suite.Cases)).Where(name => part.SelectMany(suite => Names(suite.Cases)).Contains(name))
        );
    }

    [Fact]
    public void Other_tests_or_other_durations_are_another_division()
    {
        var suite = new DiscoveredSuite("A", Grid(4, 2));

        var division = ShardDivision.Fingerprint([suite], Unknown);

        Assert.Equal(division, ShardDivision.Fingerprint([suite with { Cases = Grid(4, 2) }], Unknown));
        Assert.NotEqual(division, ShardDivision.Fingerprint([suite with { Cases = Grid(4, 3) }], Unknown));
        Assert.NotEqual(
            division,
            ShardDivision.Fingerprint(
                [suite],
                new Dictionary<string, double> { [suite.Cases[0].FullyQualifiedName] = 2, [suite.Cases[1].FullyQualifiedName] = 9 }
            )
        );
    }

    [Theory]
    [InlineData(10, 4, "3,3,2,2")]
    [InlineData(4, 4, "1,1,1,1")]
    [InlineData(7, 1, "7")]
    public void A_limit_is_divided_without_a_rest(int limit, int count, string shares) =>
        Assert.Equal(shares, string.Join(',', Enumerable.Range(1, count).Select(index => new Shard(index, count).Of(limit))));

    [Theory]
    [InlineData("2/4", 2, 4)]
    [InlineData(" 1 / 1 ", 1, 1)]
    public void A_shard_is_read(string text, int index, int count) => Assert.Equal(new Shard(index, count), Shard.Parse(text));

    [Theory]
    [InlineData("0/4")]
    [InlineData("5/4")]
    [InlineData("4")]
    [InlineData("1/0")]
    [InlineData("-1/4")]
    [InlineData("a/b")]
    [InlineData("1/2/3")]
    [InlineData("1/1001")]
    public void Anything_else_is_none(string text) => Assert.Null(Shard.Parse(text));

    private static IEnumerable<string> Names(IEnumerable<ScenarioCase> cases) => cases.Select(one => one.FullyQualifiedName);

    private static List<ScenarioCase> Any(Random random) =>
        [
            .. from one in Grid(random.Next(1, 15), random.Next(1, 6))
            where random.Next(4) > 0
            select one with
            {
                Frequency = 1 + (int)(one.ScenarioId % 4),
                Skip = one.ScenarioId % 7 == 0 ? "later" : null,
            },
        ];

    private static List<ScenarioCase> Grid(int scenarios, int personalities) =>
        [
            .. from scenario in Enumerable.Range(1, scenarios)
            from personality in Enumerable.Range(1, personalities)
            select SimulatedSession.Case(scenario) with
            {
                FullyQualifiedName = $"S.{scenario}.{personality}",
                PersonalityId = personality,
                Location = new SourceLocation("cekura.json", scenario, 5),
            },
        ];
}
