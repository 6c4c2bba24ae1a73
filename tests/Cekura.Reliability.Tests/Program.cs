using Cekura.Client;
using Cekura.Reliability.Tests;
using Cekura.Reliability.Tests.Processes;
using Cekura.Runs;
using Cekura.Runs.Guard;
using Cekura.Runs.Journal;
using Cekura.Runs.Leases;
using Cekura.Runs.Settings;
using Cekura.Runs.Watch;

// Runs the clinic's cases against a service: address, state directory, journal only or with a guard.
var (api, state) = (new Uri(args[0]), args[1]);
var settings = new CekuraSettings { ApiUrl = api, Reuse = Reuse.InFlight };
var head = new JournalHead("Clinic", "/clinic", api, DateTimeOffset.UtcNow);
using var client = new CekuraClient(new CekuraClientOptions { BaseAddress = api, ApiKey = Victim.Key });
using var earlier = EarlierStarts.Claim(state, head, settings.Reuse, TimeProvider.System);
using var journal = StartJournal.Create(state, head);
using var guard = args.Contains(Victim.Guarded) ? GuardProcess.Start(Victim.GuardProgram, Victim.RuntimeConfig, journal.Path, api, Victim.Key) : null;
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
