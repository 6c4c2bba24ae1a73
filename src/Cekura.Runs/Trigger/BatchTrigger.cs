using Cekura.Client;
using Cekura.Runs.Plan;
using Cekura.Runs.Suites;

namespace Cekura.Runs.Trigger;

/// <summary>Sends the one request that starts a batch.</summary>
internal static class BatchTrigger
{
    /// <exception cref="CekuraException">The start was refused, or nobody knows whether it happened. It is never sent a second time.</exception>
    public static Task<StartedResult> StartAsync(CekuraClient client, StartBatch batch, string name, int? concurrencyLimit) => batch switch
    {
        { IsSuite: true } => client.Scenarios.RunSuiteAsync(SuiteStart.Request(batch, name, concurrencyLimit), CancellationToken.None),
        { Mode: TextStart.Mode } => client.Scenarios.RunTextAsync(TextStart.Request(batch, name, concurrencyLimit), CancellationToken.None),
        _ => throw new CekuraConfigurationException($"Mode '{batch.Mode}' cannot be started yet; this version starts mode 'text'."),
    };
}
