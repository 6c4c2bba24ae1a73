using System.Reflection;
using System.Text.RegularExpressions;

namespace Cekura.Architecture.Tests;

/// <summary>The way of a test through the code, as the page of the architecture lists it, is there and stays short.</summary>
public sealed partial class WayTests
{
    private const int MaxCalls = 45;
    private const int MaxTypes = 16;

    private static readonly List<Type> Types =
    [
        .. new[] { "Cekura.Client", "Cekura.Manifests", "Cekura.Runs", "Cekura.Reports", "Cekura.TestHost" }.SelectMany(name =>
            Assembly.Load(name).GetTypes()
        ),
    ];

    [Fact]
    public void Every_call_and_type_of_the_list_is_there_and_they_are_few()
    {
        var way = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"))
            .Split("<!-- way -->")[1]
            .Split("\n\nThese are ")[0];
        var names = Named().Matches(way).Select(match => match.Groups["name"].Value).Distinct().ToList();
        var calls = names.Where(name => name.Contains('.', StringComparison.Ordinal)).ToList();

        Assert.All(names, name => Assert.True(IsThere(name), name));
        Assert.InRange(calls.Count, 20, MaxCalls);
        Assert.InRange(names.Count - calls.Count, 5, MaxTypes);
    }

    private static bool IsThere(string name)
    {
        var (type, member) = (name.Split('.')[0], name.Split('.').ElementAtOrDefault(1));
        return Types.Any(found =>
            found.Name == type
            && (
                member is null
                || found
                    .GetMember(member, BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                    .Length > 0
            )
        );
    }

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z.]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Named();
}
