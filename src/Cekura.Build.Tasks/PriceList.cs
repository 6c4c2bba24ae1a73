using System.Globalization;
using Cekura.Client;
using Cekura.Runs.Manifest;
using Cekura.Runs.Plan;
using Cekura.Runs.Settings;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Task = System.Threading.Tasks.Task;

namespace Cekura.Build.Tasks;

/// <summary>Asks the service what a plan would cost, and prints it.</summary>
internal sealed class PriceList(TaskLoggingHelper log, CekuraSettings settings, CekuraCredentials? credentials)
{
    public async Task AskAsync(IReadOnlyList<StartBatch> batches, CancellationToken cancellationToken)
    {
        if (settings.UsesEmulator)
        {
            Say("Estimated cost: none, the emulator costs nothing.");
            return;
        }

        var unknown = batches.Where(batch => !batch.IsSuite).Sum(batch => (long)batch.RunCount);
        var suites = batches.Where(batch => batch.IsSuite).ToList();
        if (suites.Count > 0)
        {
            await AskForSuitesAsync(suites, cancellationToken).ConfigureAwait(false);
        }

        if (unknown > 0)
        {
            Say(string.Create(CultureInfo.InvariantCulture, $"No estimate for {unknown} runs: the service estimates test suites only, not scenarios that it keeps."));
        }
    }

    private async Task AskForSuitesAsync(IReadOnlyList<StartBatch> suites, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new CekuraClient(new CekuraClientOptions { BaseAddress = settings.ApiUrl!, ApiKey = credentials?.ApiKey });
            var cost = 0m;
            var isComplete = true;
            foreach (var suite in suites)
            {
                var plan = await CostEstimate.AskAsync(client, suite, cancellationToken).ConfigureAwait(false);
                cost += plan?.EstimatedCost ?? 0;
                isComplete &= plan?.EstimatedCost is not null;
            }

            var runs = suites.Sum(suite => (long)suite.RunCount);
            Say(string.Create(CultureInfo.InvariantCulture, $"Estimated cost of {runs} runs of suites: {(isComplete ? "" : "at least ")}{cost}."));
        }
        catch (CekuraException exception)
        {
            log.Report(DiagnosticSeverity.Warning, DiagnosticCodes.NoEstimate, new SourceLocation("CekuraPrice", 0, 0), $"No estimate: {exception.Message}");
        }
        catch (OperationCanceledException)
        {
            Say("No estimate: the build was cancelled.");
        }
    }

    private void Say(string text) => log.LogMessage(MessageImportance.High, "{0}", text);
}
