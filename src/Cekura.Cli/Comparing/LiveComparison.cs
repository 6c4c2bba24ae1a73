using Cekura.Cli.Emulation;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Client;
using Cekura.FrontEnds;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Text;
using Cekura.Runs.Comparison;
using Cekura.Runs.Plan;
using Cekura.TestHost;

namespace Cekura.Cli.Comparing;

/// <summary>
/// Runs the tests for both sides, a block for one and then for the other. What both cost is held against the limits before anything starts;
/// an interruption ends the conversations of both.
/// </summary>
internal sealed class LiveComparison(Invocation invocation, LivePlan plan, LiveSide a, LiveSide b)
{
    private readonly RunBudget _budget = new(a.Project.Settings!);

    /// <exception cref="CommandException">It may not start. Nothing was started.</exception>
    public async Task<PairedComparison> RunAsync(ComparisonRules rules, CancellationToken cancellationToken)
    {
        var (hostOfA, hostOfB) = (new LiveHost(invocation.Environment, "A"), new LiveHost(invocation.Environment, "B"));
        var (verdictsOfA, verdictsOfB) = (new LiveVerdicts(hostOfA.Message), new LiveVerdicts(hostOfB.Message));
        try
        {
            await using var sessionOfA = await OpenAsync(a, hostOfA, plan.Whole(isA: true), cancellationToken);
            await using var sessionOfB = await OpenAsync(b, hostOfB, plan.Whole(isA: false), cancellationToken);
            var permitOfA = Allowed(await sessionOfA.PermitAsync(plan.Whole(isA: true), cancellationToken));
            var permitOfB = Allowed(await sessionOfB.PermitAsync(plan.Whole(isA: false), cancellationToken));
            await invocation.SayAsync(
                $"cekura: {Counted.Of(plan.Tests, "test")} for A and B, {Counted.Of(plan.Runs, "conversation")} in all."
            );
            foreach (var block in plan.Blocks(a.Project.Settings!.ConcurrencyLimit))
            {
                await invocation.SayAsync(
                    $"cekura: repetition {block.Repetition}, {Counted.Of(block.A.Sum(suite => suite.Cases.Count), "test")}, {(block.IsAFirst ? "A before B" : "B before A")}"
                );
                foreach (var isA in new[] { block.IsAFirst, !block.IsAFirst })
                {
                    await (isA ? sessionOfA : sessionOfB).RunAsync(
                        isA ? block.A : block.B,
                        isA ? verdictsOfA : verdictsOfB,
                        AttachmentFolder.For((isA ? a : b).Project, invocation.Environment.Time),
                        cancellationToken,
                        isA ? permitOfA : permitOfB
                    );
                }
            }
        }
        catch (StartRefusedException e)
        {
            throw CommandException.Usage(e.Message);
        }

        return PairedComparison.Of(SideOf(a, verdictsOfA), SideOf(b, verdictsOfB), rules);
    }

    private Task<ProjectSession> OpenAsync(
        LiveSide side,
        LiveHost host,
        IReadOnlyList<DiscoveredSuite> suites,
        CancellationToken cancellationToken
    ) =>
        ProjectSession.OpenAsync(
            side.Project,
            suites,
            emulatorData: null,
            new HostEnvironment(host, options => new CekuraClient(options), EmulatorConnection.Open, invocation.Environment.Time)
            {
                TellsProgress = true,
                LaunchGuard = AgentGuard.Program,
            },
            _budget,
            cancellationToken
        );

    private static RunPermit Allowed(RunPermit permit) => permit.Refusal is { } refusal ? throw CommandException.Usage(refusal) : permit;

    private static ComparedSide SideOf(LiveSide side, LiveVerdicts verdicts) =>
        new(side.Name, verdicts.Tests) { About = side.Project.Settings!.UsesEmulator ? "live, emulated" : "live" };
}
