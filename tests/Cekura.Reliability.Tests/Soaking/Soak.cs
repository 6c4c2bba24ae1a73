using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Reliability.Tests.Faults;
using Cekura.Reliability.Tests.Processes;
using Cekura.Runs.Session;
using Cekura.Runs.Starts;
using Cekura.Runs.Watch;
using Cekura.Testing;

namespace Cekura.Reliability.Tests.Soaking;

/// <summary>
/// Batches without a pause, over real sockets and with journals, in a process of their own: ordinary ones, cancelled ones, some decided
/// early.
/// </summary>
internal static class Soak
{
    /// <summary>The word that makes this program soak.</summary>
    public const string Verb = "soak";

    /// <summary>The service remembers its results, which is not what is measured: it is made anew so often.</summary>
    private const int BatchesAService = 25;

    private static readonly Situation[] Situations =
    [
        new("ordinary"),
        new("suite") { Form = Form.Suite },
        new("cancelled") { BookEnds = false, MoveEnds = false },
        new("decided") { Frequency = 3, StopWhenDecided = true },
    ];

    public static async Task MainAsync(string[] args)
    {
        var span = TimeSpan.FromSeconds(double.Parse(args[1], CultureInfo.InvariantCulture));
        var state = Directory.CreateTempSubdirectory("cekura-soak-").FullName;
        try
        {
            await Console.Out.WriteAsync(JsonSerializer.Serialize(await RunAsync(span, state)));
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    private static async Task<SoakReport> RunAsync(TimeSpan span, string state)
    {
        var began = Stopwatch.GetTimestamp();
        var (batches, verdicts) = (0, 0);

        // The first tenth fills pools and caches.
        await RoundAsync(0);
        while (Stopwatch.GetElapsedTime(began) < span / 10)
        {
            await RoundAsync(batches);
        }

        var samples = new List<SoakSample> { await SampleAsync() };
        do
        {
            await RoundAsync(batches);
            samples.Add(await SampleAsync());
        } while (Stopwatch.GetElapsedTime(began) < span);

        return new SoakReport(batches, verdicts, Stopwatch.GetElapsedTime(began), samples);

        async Task RoundAsync(int number)
        {
            var directory = Path.Combine(state, number.ToString(CultureInfo.InvariantCulture));
            foreach (var situation in Situations)
            {
                await using var service = await LoopbackEmulator.StartAsync(Clinic.Seed(situation, delayMs: 0));
                for (var batch = 0; batch < BatchesAService; batch++)
                {
                    verdicts += await BatchAsync(service.Address, situation, directory);
                    batches++;
                }
            }

            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<int> BatchAsync(Uri api, Situation situation, string state)
    {
        var head = new JournalHead("Clinic", "/clinic", api, DateTimeOffset.UtcNow);
        using var client = new CekuraClient(new CekuraClientOptions { BaseAddress = api, ApiKey = Victim.Key });
        using var earlier = EarlierStarts.Claim(state, head, Reuse.InFlight, TimeProvider.System);
        using var journal = StartJournal.Create(state, head);
        using var stop = new CancellationTokenSource(situation.BookEnds ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(50));
        var settings = new CekuraSettings { ApiUrl = api, StopWhenDecided = situation.StopWhenDecided };
        var options = new SessionOptions
        {
            Suite = "Clinic",
            Schedule = PollSchedule.Emulator,
            Journal = journal,
            Earlier = earlier,
        };
        var verdicts = new Verdicts();
        try
        {
            await new RunSession(client, settings, verdicts, options).RunAsync(Clinic.CasesOf(situation), stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }

        return verdicts.ByName.Count;
    }

    private static async Task<SoakSample> SampleAsync()
    {
        // Connections that were closed take a moment to be gone, a longer one on a busy machine.
        for (int before = int.MaxValue, now = Descriptors(); now < before; (before, now) = (now, Descriptors()))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        return new SoakSample(memory, OperatingSystem.IsLinux() ? Descriptors() : process.HandleCount, process.Threads.Count);
    }

    // Assemblies are loaded when first needed, some of them late, and keep their files open.
    private static int Descriptors() =>
        OperatingSystem.IsLinux()
            ? Directory
                .EnumerateFiles("/proc/self/fd")
                .Count(file =>
                    File.ResolveLinkTarget(file, returnFinalTarget: false)?.FullName.EndsWith(".dll", StringComparison.Ordinal) != true
                )
            : 0;
}

/// <summary>What the process held between two batches, after a collection.</summary>
internal sealed record SoakSample(long Bytes, int Handles, int Threads);

/// <summary>What a soak found; the first sample is the base.</summary>
internal sealed record SoakReport(int Batches, int Verdicts, TimeSpan Taken, IReadOnlyList<SoakSample> Samples);
