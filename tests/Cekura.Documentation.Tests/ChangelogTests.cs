using System.Text.RegularExpressions;
using Cekura.Documentation.Tests.Reading;

namespace Cekura.Documentation.Tests;

/// <summary>
/// The changelog has the form of Keep a Changelog 1.1: what is not released, then the versions, the newest first, each with the kinds of
/// its changes.
/// </summary>
public sealed partial class ChangelogTests
{
    private static readonly string[] Kinds = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];

    private static readonly IReadOnlyList<string> Headings =
    [
        .. File.ReadLines(DocumentationFiles.InRepository("CHANGELOG.md")).Where(line => line.StartsWith('#')),
    ];

    [Fact]
    public void What_is_not_released_comes_first_and_then_the_versions_the_newest_first()
    {
        var sections = Headings.Where(heading => heading.StartsWith("## ", StringComparison.Ordinal)).ToList();
        var versions = sections.Skip(1).Select(heading => VersionHeading().Match(heading)).ToList();

        Assert.Equal("# Changelog", Headings[0]);
        Assert.Equal("## [Unreleased]", sections[0]);
        Assert.All(versions, version => Assert.True(version.Success, "## [1.2.3] - 2026-12-31, or without a date until it is released"));
        var numbers = versions.Select(version => Version.Parse(version.Groups["number"].Value)).ToList();
        Assert.Equal(numbers.OrderDescending(), numbers);
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
    }

    [Fact]
    public void Changes_stand_under_their_kind_once_in_each_version()
    {
        var version = "";
        var seen = new HashSet<(string Version, string Kind)>();
        foreach (var heading in Headings.Skip(1))
        {
            if (heading.StartsWith("## ", StringComparison.Ordinal))
            {
                version = heading;
            }
            else
            {
                Assert.Contains(heading, Kinds.Select(kind => $"### {kind}"));
                Assert.True(seen.Add((version, heading)), $"{version}: {heading} stands twice");
            }
        }
    }

    [GeneratedRegex(
        @"^## \[(?<number>\d+\.\d+\.\d+)\]( - \d{4}-\d\d-\d\d)?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex VersionHeading();
}
