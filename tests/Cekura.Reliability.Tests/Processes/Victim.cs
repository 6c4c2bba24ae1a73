using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Runs.Processes;
using Cekura.Runs.Session;
using Cekura.Runs.Starts;
using Cekura.Runs.Watch;

namespace Cekura.Reliability.Tests.Processes;

/// <summary>A process that runs a session, to be killed.</summary>
internal static class Victim
{
    /// <summary>The word that makes this program run a session.</summary>
    public const string Verb = "session";

    public const string Key = "canary-key-0123456789";

    private const string Guarded = "guarded";

    public static ThisProgram Start(Uri api, string state, bool guarded) =>
        ThisProgram.Start(Verb, api.OriginalString, state, guarded ? Guarded : "alone");

    /// <summary>Runs the clinic's cases against a service, with a journal, and with a guard where that is asked for.</summary>
    public static async Task MainAsync(string[] args)
    {
        var (api, state) = (new Uri(args[1]), args[2]);
        var settings = new CekuraSettings { ApiUrl = api, Reuse = Reuse.InFlight };
        var head = new JournalHead("Clinic", "/clinic", api, DateTimeOffset.UtcNow);
        using var client = new CekuraClient(new CekuraClientOptions { BaseAddress = api, ApiKey = Key });
        using var earlier = EarlierStarts.Claim(state, head, settings.Reuse, TimeProvider.System);
        using var journal = StartJournal.Create(state, head);
        using var guard =
            args[3] == Guarded
                ? GuardProcess.Start(
                    new GuardProgram(ThisProgram.Beside("Cekura.Guard.dll"), ThisProgram.RuntimeConfig),
                    new GuardOrders(journal.Path, api, Key).ToLine(),
                    Console.Error.WriteLine
                )
                : null;
        await earlier.EndOthersAsync(client, [Clinic.Cases], concurrencyLimit: null);
        var options = new SessionOptions
        {
            Suite = "Clinic",
            Schedule = new PollSchedule(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50)),
            Journal = journal,
            Earlier = earlier,
        };
        var verdicts = new Verdicts();
        await new RunSession(client, settings, verdicts, options).RunAsync(Clinic.Cases);
        foreach (var (name, verdict) in verdicts.ByName)
        {
            Console.WriteLine($"{name}: {verdict.Outcome}: {string.Join("; ", verdict.Notes)}");
        }
    }
}
