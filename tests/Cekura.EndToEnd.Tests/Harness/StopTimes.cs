using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Cekura.Testing;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>
/// How long it took from each event that stops a test run to the request that ends its conversations, on both test platforms. With
/// repetitions (<c>CEKURA_STOPS</c>) the table goes into <c>docs/reliability.md</c> when all tests have ended.
/// </summary>
internal static class StopTimes
{
    /// <summary>The platform's time limit for all of a run.</summary>
    public const string Session = "A time limit of the platform: TestSessionTimeout, --timeout";

    /// <summary>The platform's watch for hangs.</summary>
    public const string Hang = "A watch for hangs: --blame-hang-timeout, --hangdump-timeout";

    /// <summary>The button of an IDE.</summary>
    public const string Button = "Cancel: the stop button of an IDE";

    /// <summary>How often each stop is repeated.</summary>
    public static readonly int Repetitions = int.TryParse(
        Environment.GetEnvironmentVariable("CEKURA_STOPS"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var asked
    )
        ? asked
        : 1;

    // Whoever waits for minutes for the platform's own clock learns nothing from a third time.
    private const int MaxOfClocks = 2;

    private static readonly ConcurrentDictionary<(string What, bool IsVSTest), ConcurrentBag<TimeSpan>> Taken = new();

    /// <summary>How often one of them is repeated.</summary>
    public static int RepetitionsOf(string what) => what is Session or Hang ? Math.Min(MaxOfClocks, Repetitions) : Repetitions;

    /// <summary>Remembers one, of VSTest.</summary>
    public static void AddVSTest(string what, TimeSpan taken) => Add(what, isVSTest: true, taken);

    /// <summary>Remembers one, of Microsoft.Testing.Platform.</summary>
    public static void AddPlatform(string what, TimeSpan taken) => Add(what, isVSTest: false, taken);

    /// <summary>Writes the table, if stops were repeated.</summary>
    public static void Write()
    {
        if (Repetitions > 1 && !Taken.IsEmpty)
        {
            Figures.Write("stops", Table());
        }
    }

    private static void Add(string what, bool isVSTest, TimeSpan taken) =>
        Taken.GetOrAdd((what, isVSTest), _ => []).Add(taken < TimeSpan.Zero ? TimeSpan.Zero : taken);

    private static string Table()
    {
        var table = new StringBuilder(
            "| The test run is stopped by | VSTest: median, s | Longest, s | Microsoft.Testing.Platform: median, s | Longest, s |\n|---|---:|---:|---:|---:|\n"
        );
        foreach (var what in Taken.Keys.Select(key => key.What).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            table.Append(CultureInfo.InvariantCulture, $"| {what} | {Cells(what, isVSTest: true)} | {Cells(what, isVSTest: false)} |\n");
        }

        return table
            .Append(
                CultureInfo.InvariantCulture,
                $"\nEach {Repetitions} times, but {Math.Min(MaxOfClocks, Repetitions)} for limits of the platform.\n"
            )
            .ToString();
    }

    private static string Cells(string what, bool isVSTest) =>
        Taken.TryGetValue((what, isVSTest), out var all)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{all.Order().ElementAt(all.Count / 2).TotalSeconds:0.00} | {all.Max().TotalSeconds:0.00}"
            )
            : "– | –";
}
