using Cekura.Reliability.Tests.Faults;
using Cekura.Reliability.Tests.Processes;
using Cekura.Reliability.Tests.Soaking;

// What the tests need a process of its own for.
await (
    args[0] switch
    {
        TrialGroup.Verb => TrialGroup.MainAsync(args),
        Soak.Verb => Soak.MainAsync(args),
        _ => Victim.MainAsync(args),
    }
);
