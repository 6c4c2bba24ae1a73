using System.Diagnostics;
using System.Text;
using Cekura.Emulator;
using Cekura.Models.Options;

namespace Cekura.Benchmarks.Bench;

/// <summary>Conversations held by an emulator in this process.</summary>
/// <param name="Wall">How long all of them took together.</param>
/// <param name="Processor">What they took of a processor, with their agent and whatever plays their callers.</param>
internal sealed record PlayedBatch(TimeSpan Wall, TimeSpan Processor)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    /// <summary>Starts every scenario of a seed so often, and waits for all of them to pass.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="folder">Where it lies, with its cassettes.</param>
    /// <param name="model">Where models are, and whether answers come from cassettes.</param>
    /// <param name="scenarios">How many scenarios it has.</param>
    /// <param name="starts">How often all of them are started.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<PlayedBatch> HoldAsync(
        string seed,
        string folder,
        ModelSettings model,
        int scenarios,
        int starts,
        CancellationToken cancellationToken
    )
    {
        await using var emulator = new CekuraEmulator(
            EmulatorSeed.Parse(Encoding.UTF8.GetBytes(seed), Path.Combine(folder, "emulator.seed.json")),
            new EmulatorOptions { Model = model }
        );
        using var client = new EmulatorClient(emulator.BaseAddress, emulator.CreateHandler());
        var ids = Enumerable.Range(101, scenarios).Select(id => (long)id).ToList();
        using var process = Process.GetCurrentProcess();
        var (began, before) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        var open = new List<long>();
        for (var start = 0; start < starts; start++)
        {
            open.Add(await client.StartAsync(ids, [3], frequency: 1, cancellationToken));
        }

        var passed = 0;
        foreach (var result in open)
        {
            while (true)
            {
                var (isOver, _, _) = await client.LookAsync(result, cancellationToken);
                if (isOver)
                {
                    // The answer that says so may have been counted a moment before.
                    passed += (await client.LookAsync(result, cancellationToken)).Passed;
                    break;
                }

                await Task.Delay(BetweenLooks, cancellationToken);
            }
        }

        var wall = Stopwatch.GetElapsedTime(began);
        process.Refresh();
        return passed == scenarios * starts
            ? new(wall, process.TotalProcessorTime - before)
            : throw new InvalidOperationException(
                $"Only {passed} of {scenarios * starts} conversations passed: {await client.WhyAsync(open, cancellationToken)}"
            );
    }
}
