using System.Reflection;
using System.Text.RegularExpressions;
using Cekura.Client.Tests.Testing;

namespace Cekura.Client.Tests.Conventions;

public sealed partial class RequestConventions
{
    private static readonly object[] Queries = [new ScenarioQuery(), new RunQuery(), new PersonalityQuery()];

    [Fact]
    public void Every_filter_of_a_query_becomes_a_parameter_of_its_own()
    {
        foreach (var query in Queries)
        {
            var filled = Instance.Filled(query);
            var text = filled
                .GetType()
                .GetMethod("ToQuery", BindingFlags.NonPublic | BindingFlags.Instance)!
                .Invoke(filled, null)!
                .ToString()!;
            var names = text.TrimStart('?').Split('&').Select(entry => entry.Split('=')[0]).ToArray();

            Assert.Equal(filled.GetType().GetProperties().Length, names.Distinct().Count());
            Assert.All(names, name => Assert.Matches(SnakeCase(), name));
        }
    }

    [Fact]
    public void A_query_without_filters_asks_for_a_page_size_at_most() =>
        Assert.Equal(
            ["?page_size=100", "?page_size=100", ""],
            [new ScenarioQuery().ToQuery().ToString(), new RunQuery().ToQuery().ToString(), new PersonalityQuery().ToQuery().ToString()]
        );

    [GeneratedRegex(
        "^[a-z]+(_{1,2}[a-z]+)*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex SnakeCase();
}
