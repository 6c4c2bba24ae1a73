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
    public async Task<PricedPlan> AskAsync(PricedPlan plan, CancellationToken cancellationToken)
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
            foreach (var trouble in priced.Batches.Where(batch => batch.Trouble is not null).GroupBy(batch => batch.Trouble))
            {
                Warn($"No estimate of {string.Join(", ", trouble.Select(batch => batch.Suite).Distinct(StringComparer.Ordinal))}: {trouble.Key}");
            }

            if (priced.Batches.Any(batch => batch is { Cost: null, Trouble: null }))
            {
                Say("The service estimates test suites only, not scenarios that it keeps. State what a run of those costs with CostPerRun.");
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

    private void Warn(string text) => log.Report(DiagnosticSeverity.Warning, DiagnosticCodes.NoEstimate, new SourceLocation("CekuraPrice", 0, 0), text);

    private void Say(string text) => log.LogMessage(MessageImportance.High, "{0}", text);
}
