using Cekura.Emulator.Script;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Conversation;

/// <summary>
/// Counts exchanges: what the agent said and what the caller answers. Who is asked the same once or twice more answers again; after that,
/// both go round in circles. Exchanges that differ in their numbers alone count as well, with twice the patience: "Booked as no. 7.
/// Anything else?"
/// </summary>
/// <param name="max">How often the same exchange is heard before the caller gives up.</param>
internal sealed class Repetition(int max)
{
    private const int MaxLength = 80;

    private readonly Dictionary<string, int> _exact = [];
    private readonly Dictionary<string, int> _alike = [];

    /// <summary>Takes an exchange before the caller answers. A caller at a loss has its own way out.</summary>
    /// <returns>How both go round in circles; null when they do not.</returns>
    public AgentBreak? Take(string agent, ICaller caller, Utterance answer)
    {
        if (answer.Text.Length == 0 || answer.EndsCall || caller.Firing.Count == 0)
        {
            return null;
        }

        // By entries, not by words: a caller with typos makes other ones each time.
        var (said, entries) = (string.Join(' ', Words.Of(agent)), string.Join(',', caller.Firing));
        var alike = WithoutNumbers(said);
        var times = Count(_exact, $"{entries} {said}");
        if (times >= max)
        {
            return Circle(times, agent, "", answer);
        }

        return alike != said && Count(_alike, $"{entries} {alike}") is var nearly && nearly >= 2 * max
            ? Circle(nearly, agent, " with other numbers", answer)
            : null;
    }

    private static AgentBreak Circle(int times, string agent, string but, Utterance answer) =>
        new(
            $"went round in circles: it said \"{OneLine.Of(agent, MaxLength)}\" {times} times{but}, and the caller could only answer \"{OneLine.Of(answer.Text, MaxLength)}\""
        )
        {
            Details =
            [
                "If the agent is right to ask again, give the script a condition for what it says then, or an entry with <endcall />. How often the same exchange is heard is \"identical_exchanges\" of the seed's \"limits\".",
            ],
        };

    private static int Count(Dictionary<string, int> seen, string exchange) => seen[exchange] = seen.GetValueOrDefault(exchange) + 1;

    // A word with a digit in it is a number or a code.
    private static string WithoutNumbers(string said) =>
        string.Join(' ', said.Split(' ').Select(word => word.Any(char.IsDigit) ? "#" : word));
}
