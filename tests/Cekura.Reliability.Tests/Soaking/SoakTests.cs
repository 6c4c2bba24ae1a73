using System.Globalization;
using System.Text.Json;
using Cekura.Reliability.Tests.Processes;
using Cekura.Testing;

namespace Cekura.Reliability.Tests.Soaking;

/// <summary>
/// Batches without a pause leave nothing behind: memory, handles and threads stay what they were. <c>CEKURA_SOAK_MINUTES</c> says for how
/// long, a few seconds when it says nothing; with it the figures go into <c>docs/reliability.md</c>.
/// </summary>
public sealed class SoakTests
{
    private const double ShortSeconds = 6;

    [Fact]
    public async Task Batches_leave_nothing_behind()
    {
        double? minutes = double.TryParse(
            Environment.GetEnvironmentVariable("CEKURA_SOAK_MINUTES"),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var asked
        )
            ? asked
            : null;
        using var process = ThisProgram.Start(Soak.Verb, ((minutes * 60) ?? ShortSeconds).ToString(CultureInfo.InvariantCulture));
        var report = JsonSerializer.Deserialize<SoakReport>(await process.OutputAsync())!;

        var (first, last) = (report.Samples[0], report.Samples[^1]);
        Assert.True(report.Verdicts > report.Batches, $"{report.Verdicts} verdicts of {report.Batches} batches");

        // A batch that kept a connection, a file or a thread would show a hundred times and more.
        Assert.InRange(last.Handles, 0, first.Handles + 20);
        Assert.InRange(last.Threads, 0, first.Threads + 20);
        Assert.InRange(last.Bytes, 0, (first.Bytes * 1.5) + 4_000_000);
        if (minutes is not null)
        {
            Figures.Write("soak", Table(report));
        }
    }

    private static string Table(SoakReport report)
    {
        var (first, last) = (report.Samples[0], report.Samples[^1]);
        var all = report.Samples;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {report.Batches} batches and {report.Verdicts} verdicts in {report.Taken.TotalMinutes:0.0} minutes; {all.Count} samples between batches, each after a collection.

            | | After the first tenth | At the end | Most |
            |---|---:|---:|---:|
            | Memory, MB | {first.Bytes / 1e6:0.0} | {last.Bytes / 1e6:0.0} | {all.Max(sample => sample.Bytes) / 1e6:0.0} |
            | Handles | {first.Handles} | {last.Handles} | {all.Max(sample => sample.Handles)} |
            | Threads | {first.Threads} | {last.Threads} | {all.Max(sample => sample.Threads)} |

            """
        );
    }
}
