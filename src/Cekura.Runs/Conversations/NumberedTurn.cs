using System.Globalization;

namespace Cekura.Runs.Conversations;

/// <summary>A turn as it is shown: its number, what was said or done, and below what the checks say about it.</summary>
/// <param name="number">Number in the conversation, from 1.</param>
/// <param name="count">How many turns there are.</param>
/// <param name="said">Lines of the turn.</param>
/// <param name="remarks">What is said about it.</param>
internal sealed class NumberedTurn(int number, int count, IEnumerable<string> said, IEnumerable<Remark> remarks)
{
    public IEnumerable<string> Lines
    {
        get
        {
            var width = Digits(count).Length;
            var first = $"{Digits(number).PadLeft(width)}  ";
            foreach (var line in said)
            {
                yield return first + line;
                first = new string(' ', width + 2);
            }

            foreach (var remark in remarks)
            {
                yield return $"{new string(' ', width + 2)}    ^ {remark.BelowTurn}";
            }
        }
    }

    private static string Digits(int value) => value.ToString(CultureInfo.InvariantCulture);
}
