using System.Globalization;
using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;

namespace Cekura.Benchmarks.Rows;

/// <summary>How long it takes until a test explorer shows the tests.</summary>
internal sealed class ListTime : IRow
{
    private const double Limit = 0.6;

    public string Id => "P1";

    public string What => "List 10,000 pairs";

    public async Task<RowResult> MeasureAsync(Workbench bench, CancellationToken cancellationToken)
    {
        var sides = new Dictionary<string, Func<Task<CommandResult>>>();
        foreach (
            var framework in new[] { Frameworks.Floor, Frameworks.MSTest, Frameworks.NUnit, Frameworks.XUnit, CekuraFramework.Instance }
        )
        {
            var project = await bench.ProjectAsync(framework, bench.Options.Cases, cancellationToken);
            sides[framework.Name] = async () => Complete(await project.ListAsync(cancellationToken), bench.Options.Cases, framework);
        }

        var raced = await Race.RunAsync(bench.Options.Rounds, sides);
        return Times.Result(this, raced, Limit);
    }

    // A list that is short is quick.
    private static CommandResult Complete(CommandResult result, int cases, IFramework framework)
    {
        var listed = result.Output.Split('\n').Count(line => line.StartsWith("    ", StringComparison.Ordinal));
        return listed == cases
            ? result
            : throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{framework.Name} listed {listed} tests, not {cases}:\n{result.Output[..Math.Min(2000, result.Output.Length)]}"
                )
            );
    }
}
