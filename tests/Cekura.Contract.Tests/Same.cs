using Cekura.Client;

namespace Cekura.Contract.Tests;

/// <summary>Compares models value by value. The free-form JSON that they carry is left to tests of its own.</summary>
internal static class Same
{
    public static void Run(Run expected, Run actual) => Assert.Equivalent(WithoutJson(expected), WithoutJson(actual), strict: true);

    public static void Runs(IEnumerable<Run> expected, IEnumerable<Run> actual) =>
        Assert.Collection(actual, [.. expected.Select<Run, Action<Run>>(run => found => Run(run, found))]);

    private static Run WithoutJson(Run run) =>
        run with
        {
            // Both are read from the source, which goes.
            Transcript = run.Transcript,
            TranscriptTurns = run.TranscriptTurns,
            Source = default,
            Metadata = null,
            Metrics = [.. run.Metrics.Select(metric => metric with { Extra = null })],
        };
}
