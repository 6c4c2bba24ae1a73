using Cekura.Emulator.Faults;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest;

/// <summary>What answers requests as long as one seed is in force.</summary>
internal sealed record EmulatedService(Workspace Workspace, FaultInjector Faults, RouteTable Routes);
