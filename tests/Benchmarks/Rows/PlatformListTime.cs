using System.Globalization;
using System.Text.RegularExpressions;
using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;

namespace Cekura.Benchmarks.Rows;

/// <summary>How long a list of the tests takes on Microsoft.Testing.Platform.</summary>
internal sealed partial class PlatformListTime : IRow
{
    private const double Limit = 0.8;

    public string Id => "M1";

    public string What => "List 10,000 pairs on Microsoft.Testing.Platform";

    public async Task<RowResult> MeasureAsync(Workbench bench, CancellationToken cancellationToken)
    {
        var sides = new Dictionary<string, Func<Task<CommandResult>>>();
        foreach (var framework in Frameworks.OnPlatform.Append(CekuraFramework.OnPlatform))
        {
            var project = await bench.ProjectAsync(framework, bench.Options.Cases, cancellationToken);
            sides[framework.Name] = async () => Complete(await project.ListAsync(cancellationToken), bench.Options.Cases, framework);
        }

        return Times.Result(this, await Race.RunAsync(bench.Options.Rounds, sides), Limit);
    }

    // A list that is short is quick.
    private static CommandResult Complete(CommandResult result, int cases, IFramework framework)
    {
        var found = Found().Match(result.Output);
        return found.Success && int.Parse(found.Groups["count"].Value, CultureInfo.InvariantCulture) == cases
            ? result
            : throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{framework.Name} did not list {cases} tests:\n{result.Output[^Math.Min(2000, result.Output.Length)..]}"
                )
            );
    }

    [GeneratedRegex(@"Discovered (?<count>\d+) tests", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Found();
}
