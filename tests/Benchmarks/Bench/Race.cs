namespace Cekura.Benchmarks.Bench;

/// <summary>Measures several sides one after the other, round by round: what else the machine does meets all of them alike.</summary>
internal static class Race
{
    /// <param name="rounds">How often each side is measured.</param>
    /// <param name="sides">What is measured, by name.</param>
    /// <returns>The measurements by name, in the order of the rounds. One round before them warms up and does not count.</returns>
    public static async Task<IReadOnlyDictionary<string, List<CommandResult>>> RunAsync(
        int rounds,
        IReadOnlyDictionary<string, Func<Task<CommandResult>>> sides
    )
    {
        var results = sides.ToDictionary(side => side.Key, _ => new List<CommandResult>(rounds), StringComparer.Ordinal);
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, run) in sides)
            {
                var result = await run();
                if (round > 0)
                {
                    results[name].Add(result);
                }

                Console.WriteLine(
                    $"  {(round == 0 ? "warm" : round)} {name}: {result.Elapsed.TotalSeconds:0.00} s{(result.PeakBytes is { } peak ? $", {peak / (1024 * 1024)} MB" : "")}"
                );
            }
        }

        return results;
    }
}
