using Cekura.Reliability.Tests.Faults;
using Cekura.Reliability.Tests.Processes;

// What the tests need a process of its own for.
await (args[0] == TrialGroup.Verb ? TrialGroup.MainAsync(args) : Victim.MainAsync(args));
