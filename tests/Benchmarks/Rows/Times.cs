using System.Globalization;
using System.Text.RegularExpressions;
using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;

namespace Cekura.Benchmarks.Rows;

/// <summary>What rows share that hold the wait for <c>dotnet test</c> against NUnit's.</summary>
internal static partial class Times
{
    private static readonly string Baseline = Frameworks.NUnit.Name;

    /// <summary>Checks that every test passed: a run that fails early is quick.</summary>
    public static CommandResult Passed(CommandResult result, int cases)
    {
        var passed = PassedCount().Match(result.Output);
        return passed.Success && int.Parse(passed.Groups["count"].Value, CultureInfo.InvariantCulture) == cases
            ? result
            : throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Not all of {cases} tests passed:\n{result.Output[..Math.Min(4000, result.Output.Length)]}"
                )
            );
    }

    /// <summary>The result of a row that must stay below a share of NUnit's time.</summary>
    public static RowResult Result(IRow row, IReadOnlyDictionary<string, List<CommandResult>> raced, double limit)
    {
        var measured = raced
            .Select(side => new Measurement(side.Key, "s", [.. side.Value.Select(result => result.Elapsed.TotalSeconds)]))
            .ToList();
        var ratio = measured
            .Single(side => side.Name == CekuraFramework.Instance.Name)
            .Over(measured.Single(side => side.Name == Baseline));
        return new RowResult
        {
            Id = row.Id,
            What = row.What,
            Target = string.Create(CultureInfo.InvariantCulture, $"≤ {limit} × NUnit"),
            Reached = string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} × NUnit"),
            IsMet = ratio <= limit,
            Measurements = measured,
            Baseline = Baseline,
        };
    }

    [GeneratedRegex(
        @"(Passed!\s+- Failed:\s+0, Passed:\s+|failed: 0\s+succeeded: )(?<count>\d+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex PassedCount();
}
