using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Checking;

/// <summary>What the check of an agent found.</summary>
/// <param name="message">What was said to it.</param>
/// <param name="tried">What came of it, for each protocol that was tried.</param>
internal sealed class CheckReport(string message, IReadOnlyList<ProbeResult> tried)
{
    /// <summary>The entry for a seed; null: there is none, or it stands in one.</summary>
    public JsonObject? Entry { get; init; }

    /// <summary>The seed that it was written into; null: none.</summary>
    public string? Written { get; init; }

    /// <summary>What to do when none of them answered; null: nothing.</summary>
    public string? Advice { get; init; }

    public bool IsAnswered => tried[^1].IsAnswer;

    private ProbeResult Last => tried[^1];

    private TimeSpan? FirstWord => Last.Heard.FirstOrDefault(line => line.Kind == ExchangeLine.Agent)?.At;

    private int ToolCalls => Last.Heard.Count(line => line.Kind == ExchangeLine.ToolCall);

    private IEnumerable<ExchangeLine> Exchange => Last.Heard.Prepend(new(TimeSpan.Zero, ExchangeLine.Caller, message));

    private IEnumerable<ProbeResult> Failed => tried.Where(result => !result.IsAnswer);

    public JsonObject ToJson() =>
        new()
        {
            ["answered"] = IsAnswered,
            ["agent"] = Last.Where,
            ["protocol"] = IsAnswered ? Last.Protocol : null,
            ["message"] = message,
            ["first_word_ms"] = IsAnswered ? Milliseconds(FirstWord!.Value) : null,
            ["answer_ms"] = IsAnswered ? Milliseconds(Last.Whole) : null,
            ["exchange"] = IsAnswered
                ? new JsonArray([
                    .. Exchange.Select(line => new JsonObject
                    {
                        ["at_ms"] = Milliseconds(line.At),
                        ["kind"] = line.Kind,
                        ["text"] = line.Text,
                    }),
                ])
                : [],
            ["remark"] = Last.Remark,
            ["failed"] = new JsonArray([
                .. Failed.Select(result => new JsonObject
                {
                    ["protocol"] = result.Protocol,
                    ["kind"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(result.Kind?.ToString() ?? "NoWords"),
                    ["problem"] = result.Problem,
                }),
            ]),
            ["entry"] = Entry?.DeepClone(),
            ["advice"] = IsAnswered ? null : Advice,
            ["written"] = Written,
        };

    public string ToText()
    {
        var text = new StringBuilder();
        if (IsAnswered)
        {
            Tell(text);
        }
        else
        {
            Line(text, $"The agent at {Last.Where} did not answer \"{message}\".");
        }

        if (Failed.Any())
        {
            text.Append(IsAnswered ? "\nTried before:\n" : "\nTried:\n");
            foreach (var result in Failed)
            {
                Line(text, $"{result.Protocol}: {result.Problem}");
            }
        }

        if (!IsAnswered && Advice is { } advice)
        {
            text.Append('\n');
            Line(text, advice);
        }

        if (Entry is not null)
        {
            text.Append(
                Written is { } path
                    ? $"\nWritten into {UntrustedText.Line(path)}:\n"
                    : "\nFor \"agents\" of a seed (--write FILE adds it there):\n"
            );
            text.Append(JsonText.Write(Entry)).Append('\n');
        }

        return text.ToString();
    }

    private void Tell(StringBuilder text)
    {
        Line(text, $"The agent at {Last.Where} speaks {Last.Protocol}.");
        var table = new TextTable("AT", "WHO", "WHAT");
        foreach (var line in Exchange)
        {
            table.Add($"{Milliseconds(line.At)} ms", line.Kind.Replace('_', ' '), line.Text);
        }

        text.Append('\n').Append(table.Write(width: null));
        Line(
            text,
            string.Create(
                CultureInfo.InvariantCulture,
                $"First word after {Milliseconds(FirstWord!.Value)} ms, whole answer after {Milliseconds(Last.Whole)} ms, tool calls: {ToolCalls}."
            )
        );
        if (Last.Remark is { } remark)
        {
            Line(text, remark);
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(UntrustedText.Line(line)).Append('\n');

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
