using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator.Rules;

namespace Cekura.Emulator.Judging;

/// <summary>What several judgements of the same thing come to.</summary>
internal static class Decision
{
    /// <summary>
    /// The part with what the judgements say: one decides alone, of several the majority of those that were wanted. Without a majority a
    /// line is blocked, so that a person looks at it; all else has no verdict, as has everything that was not judged often enough.
    /// </summary>
    /// <param name="part">What was judged.</param>
    /// <param name="readings">The judgements, the first one first.</param>
    /// <param name="wanted">How many judgements decide, where there was more than one.</param>
    public static T Of<T>(T part, IReadOnlyList<Reading> readings, int wanted)
        where T : JudgedPart =>
        Decided(part, readings, wanted) with
        {
            Answers = [.. readings.Where(reading => reading.Fault is null).Select(reading => (part with { Answer = reading.Answer }).Word)],
        };

    private static T Decided<T>(T part, IReadOnlyList<Reading> readings, int wanted)
        where T : JudgedPart
    {
        var first = readings[0];
        if (first.Fault is { } fault)
        {
            return part with { Why = fault };
        }

        if (readings.Count == 1)
        {
            return Taken(part, first);
        }

        var taken = readings.Where(reading => reading.Fault is null).ToList();
        var chosen = first.Answer!.GetValueKind() == JsonValueKind.Number ? Median(taken, wanted) : Majority(taken, wanted);
        if (chosen is not null)
        {
            var agreeing = taken.Count(reading => IsSame(reading, chosen));
            var judged = Taken(part, chosen);
            return judged with { Split = string.Create(CultureInfo.InvariantCulture, $"{agreeing} of {wanted} judged {judged.Word}") };
        }

        var all = string.Join(", ", taken.Select(reading => (part with { Answer = reading.Answer }).Word));
        if (readings.FirstOrDefault(reading => reading.Fault is not null) is { } missing)
        {
            return part with { Why = $"Only {taken.Count} of {wanted} judgements can be taken ({all}). {missing.Fault}" };
        }

        return part is JudgedLine
            ? part with
            {
                Answer = JudgedPart.Blocked,
                Why = first.Why,
                Split = $"No majority of {wanted} judgements ({all})",
            }
            : part with
            {
                Why = $"There is no majority of {wanted} judgements ({all}).",
            };
    }

    private static T Taken<T>(T part, Reading reading)
        where T : JudgedPart =>
        part with
        {
            Answer = reading.Answer!.DeepClone(),
            Why = reading.Why,
            Quote = reading.Quote,
            Turn = reading.Turn,
        };

    private static Reading? Majority(List<Reading> taken, int wanted) =>
        taken.Find(reading => taken.Count(other => IsSame(other, reading)) * 2 > wanted);

    // A number that was really given.
    private static Reading? Median(List<Reading> taken, int wanted) =>
        taken.Count * 2 <= wanted ? null : taken.OrderBy(reading => reading.Answer!.GetValue<double>()).ElementAt((taken.Count - 1) / 2);

    private static bool IsSame(Reading one, Reading other) => JsonNode.DeepEquals(one.Answer, other.Answer);
}
