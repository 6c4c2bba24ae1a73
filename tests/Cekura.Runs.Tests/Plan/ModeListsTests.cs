using Cekura.Client;
using Cekura.Emulator.Rest.Start;
using Cekura.Manifests.Modes;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Plan;

/// <summary>
/// The client and the emulator know nothing of the one list of modes, nor of each other, so that each is a witness of the other: their own
/// rows say the same.
/// </summary>
public sealed class ModeListsTests
{
    /// <summary>The service's older room mode, which is no mode of ours: the next version has taken its place.</summary>
    private const string Former = "run_scenarios_pipecat";

    [Fact]
    public async Task The_emulator_plays_every_mode_that_the_client_starts_and_one_former_one()
    {
        var operations = new List<string>();
        foreach (var mode in ModeTable.Names)
        {
            using var handler = new ScriptedHandler().Answer("""{ "id": 1, "runs": [] }""");
            using var client = new CekuraClient(new CekuraClientOptions { ApiKey = "test" }, handler);
            await client.Scenarios.RunAsync(mode, []);
            operations.Add(new Uri(Assert.Single(handler.Requests).Address).AbsolutePath.Split('/')[^2]);
        }

        Assert.Equal(
            operations.Append(Former).Order(StringComparer.Ordinal),
            StartModes.All.Select(mode => mode.Operation).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_emulator_starts_suites_in_every_mode_that_has_them()
    {
        Assert.Equal(
            ModeTable.All.Where(mode => mode.HasSuites).Select(mode => mode.Name).Order(StringComparer.Ordinal),
            StartModes.All.Select(mode => mode.SuiteChannel).OfType<string>().Order(StringComparer.Ordinal)
        );
    }
}
