using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using NUnit.Framework.Constraints;

namespace Cekura.NUnit;

/// <summary>Something that happens in a conversation, perhaps a number of times, perhaps before or after something else.</summary>
public abstract class ConversationConstraint : Constraint
{
    private const int TurnsBefore = 2;
    private const int TurnsAfter = 1;
    private const int LinesOfTurn = 6;

    private (Order Order, ConversationConstraint Other)? _order;
    private int _least = 1;
    private int? _most;

    private protected ConversationConstraint() { }

    private protected enum Order
    {
        Before,
        After,
    }

    /// <inheritdoc/>
    public override string Description =>
        $"{What}{Times}{(_order is var (order, other) ? $" {(order == Order.Before ? "before" : "after")} {other.Description}" : "")}";

    /// <summary>What happens, in the words of a failure.</summary>
    private protected abstract string What { get; }

    private string Times =>
        (_least, _most) switch
        {
            (1, null) => "",
            (var least, null) => $", at least {least} times,",
            (1, 1) => ", exactly once,",
            (_, 0) => ", at no time,",
            (_, var most) => $", exactly {most} times,",
        };

    /// <inheritdoc/>
    public override ConstraintResult ApplyTo<TActual>(TActual actual)
    {
        var transcript = actual switch
        {
            CekuraRun run => run.Transcript,
            Transcript one => one,
            _ => throw new ArgumentException(
                $"{GetType().Name} is about a {nameof(CekuraRun)} or its {nameof(Transcript)}.",
                nameof(actual)
            ),
        };
        var all = Matches(transcript);
        if (_order is not var (order, other))
        {
            return Result(all, all);
        }

        var others = other.Matches(transcript);
        if (others.Count == 0)
        {
            return new FindingResult(this, isSuccess: false, new Finding($"{other.What} is missing", [.. other.Instead(transcript).Lines]));
        }

        return Result(all, [.. all.Where(number => order == Order.Before ? number < others[0] : number > others[0])]);

        FindingResult Result(IReadOnlyList<int> found, IReadOnlyList<int> counted)
        {
            var isSuccess = counted.Count >= _least && !(counted.Count > _most);
            return new FindingResult(
                this,
                isSuccess,
                found.Count == 0 ? Instead(transcript) : Places(transcript, found, _order?.Other.Matches(transcript) ?? [])
            );
        }
    }

    /// <summary>Numbers of the turns in which it happens, ascending.</summary>
    private protected abstract IReadOnlyList<int> Matches(Transcript transcript);

    /// <summary>What there is when it does not happen.</summary>
    private protected abstract Finding Instead(Transcript transcript);

    private protected void Set(Order order, ConversationConstraint other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _order = (order, other);
    }

    private protected void Set(int least, int? most) => (_least, _most) = (least, most);

    /// <summary>Some turns with what was said just before and after them.</summary>
    private protected static IEnumerable<string> Around(Transcript transcript, IEnumerable<int> numbers)
    {
        var shown = numbers
            .SelectMany(number => Enumerable.Range(number - TurnsBefore, TurnsBefore + TurnsAfter + 1))
            .Where(number => number >= 1 && number <= transcript.Lines.Count)
            .Distinct()
            .Order();
        var last = 0;
        foreach (var number in shown)
        {
            if (number > last + 1)
            {
                yield return "…";
            }

            foreach (
                var line in new NumberedTurn(
                    number,
                    transcript.Lines.Count,
                    transcript.Lines[number - 1].Take(LinesOfTurn).Select(line => UntrustedText.Clip(line, 300)),
                    []
                ).Lines
            )
            {
                yield return line;
            }

            last = number;
        }
    }

    private Finding Places(Transcript transcript, IReadOnlyList<int> found, IReadOnlyList<int> others)
    {
        const int most = 5;
        var turns =
            found.Count == 1
                ? $"turn {found[0]}"
                : $"{found.Count} times, in turns {string.Join(", ", found.Take(most))}{(found.Count > most ? ", …" : "")}";
        return new Finding(
            others.Count == 0 ? turns : $"{turns}; {_order!.Value.Other.What} is turn {others[0]}",
            [.. Around(transcript, found.Take(most).Concat(others.Take(1)))]
        );
    }
}
