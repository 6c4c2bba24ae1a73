using System.Globalization;
using System.Text.Json;
using Cekura.Client;

namespace Cekura.Runs.Tests.Verdict;

/// <summary>Runs whose agents sent their traces.</summary>
internal static class TracedRuns
{
    /// <summary>The run with the spans of a model and of tools.</summary>
    /// <param name="run">The run.</param>
    /// <param name="spans">Each: its operation, when it began and how long it took, in milliseconds from the run's start.</param>
    public static Run Traced(this Run run, params (string Operation, int From, int Took)[] spans) =>
        run with
        {
            TraceId = "0123456789abcdef0123456789abcdef",
            Trace = new(
                "0123456789abcdef0123456789abcdef",
                JsonSerializer.SerializeToElement(
                    spans.Select(
                        (span, index) =>
                            new
                            {
                                traceId = "0123456789abcdef0123456789abcdef",
                                spanId = index.ToString("x16", CultureInfo.InvariantCulture),
                                name = span.Operation,
                                startTimeUnixNano = At(run, span.From),
                                endTimeUnixNano = At(run, span.From + span.Took),
                                attributes = new object[]
                                {
                                    new { key = "gen_ai.operation.name", value = new { stringValue = span.Operation } },
                                    new { key = "gen_ai.response.model", value = new { stringValue = "gpt-5-mini-2026" } },
                                    new { key = "gen_ai.usage.input_tokens", value = new { intValue = "100" } },
                                    new { key = "gen_ai.usage.output_tokens", value = new { intValue = "20" } },
                                },
                            }
                    )
                )
            ),
        };

    private static string At(Run run, int milliseconds) =>
        ((ulong)((run.ExecutedAt ?? run.Timestamp)!.Value.AddMilliseconds(milliseconds) - DateTimeOffset.UnixEpoch).Ticks * 100).ToString(
            CultureInfo.InvariantCulture
        );
}
