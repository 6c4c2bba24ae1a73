using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Plan;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Cekura.Build.Tasks;

/// <summary>Asks the service what a plan would cost.</summary>
internal sealed class PriceList(TaskLoggingHelper log, CekuraSettings settings, CekuraCredentials? credentials)
{
    /// <summary>The plan with what the service says; what it does not say is reported.</summary>
    public async Task<RunPlan> AskAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        if (settings.UsesEmulator)
        {
            Say("The emulator of this machine costs nothing; prices are those that CostPerRun states.");
            return plan;
        }

        try
        {
            using var client = new CekuraClient(new CekuraClientOptions { BaseAddress = settings.ApiUrl, ApiKey = credentials?.ApiKey });
            var priced = await CostEstimate.AskAsync(client, plan, settings.ConcurrencyLimit, cancellationToken).ConfigureAwait(false);
            foreach (var error in priced.Batches.Where(batch => batch.Estimate?.Error is not null).GroupBy(batch => batch.Estimate!.Error))
            {
                Warn(
                    $"No estimate of {string.Join(", ", error.Select(batch => batch.Suite).Distinct(StringComparer.Ordinal))}: {error.Key}"
                );
            }

            if (priced.Batches.Any(batch => batch.Cost is null && batch.Estimate?.Error is null))
            {
                Say(
                    "The service estimates test suites only, not scenarios that it keeps. State what a run of those costs with CostPerRun."
                );
            }

            return priced;
        }
        catch (CekuraException exception)
        {
            Warn($"No estimate: {exception.Message}");
        }
        catch (OperationCanceledException)
        {
            Say("No estimate: the build was cancelled.");
        }

        return plan;
    }

    private void Warn(string text) =>
        log.Report(DiagnosticSeverity.Warning, DiagnosticCodes.NoEstimate, new SourceLocation("CekuraPrice", 0, 0), text);

    private void Say(string text) => log.LogMessage(MessageImportance.High, "{0}", text);
}
