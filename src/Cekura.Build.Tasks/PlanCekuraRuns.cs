using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Text;
using Cekura.Runs.Plan;
using Microsoft.Build.Framework;

namespace Cekura.Build.Tasks;

/// <summary>Prints what <c>dotnet test</c> would start: cases, runs and requests. Nothing is started.</summary>
[MSBuildMultiThreadableTask]
public sealed class PlanCekuraRuns : CekuraTask, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>A filter as <c>dotnet test --filter</c> takes it; empty: everything.</summary>
    public string? Filter { get; set; }

    /// <summary>Whether to ask the service for the estimated cost, the only thing here that uses the network.</summary>
    public bool Price { get; set; }

    /// <summary>Gives up waiting for the service.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _cancellation.Dispose();

    /// <summary>False when the plan cannot be made.</summary>
    public override bool Execute()
    {
        // Read here and not taken as a property: what is a property ends up in the build's log.
        var environment = BuildEnvironment.Read();
        var read = environment.ReadSettings(RunSettings, NamedSettings, Path.GetDirectoryName(Project)!);
        Log.Report(
            read.Diagnostics.Select(diagnostic => new ManifestDiagnostic(
                diagnostic.Code,
                diagnostic.Severity,
                diagnostic.Message,
                new SourceLocation(diagnostic.Source, 0, 0)
            ))
        );
        if (read.Settings is not { } settings || Expression() is not { } filter)
        {
            return false;
        }

        var problems = new List<ManifestDiagnostic>();
        var suites = CaseDiscovery.Discover(Files(), settings, problems);
        Log.Report(problems);
        var plans = suites.Select(suite => (suite.Name, Plan: RunPlan.For([.. suite.Cases.Where(filter.Matches)]))).ToList();
        var plan = CostEstimate.Stated(plans, settings.CostPerRun);
        if (Price && !Log.HasLoggedErrors)
        {
            plan = new PriceList(Log, settings, read.Credentials).AskAsync(plan, _cancellation.Token).GetAwaiter().GetResult();
        }

        if (read.OriginLine is { } origins)
        {
            Log.LogMessage(MessageImportance.High, "{0}\n", origins);
        }

        foreach (var line in PlanTable.Render(suites, filter.Matches, plan))
        {
            Log.LogMessage(MessageImportance.High, "{0}", line);
        }

        return !Log.HasLoggedErrors;
    }

    private FilterExpression? Expression()
    {
        try
        {
            return FilterExpression.Parse(Filter);
        }
        catch (FormatException exception)
        {
            Log.Report(
                DiagnosticSeverity.Error,
                DiagnosticCodes.InvalidFilter,
                new SourceLocation("CekuraFilter", 0, 0),
                exception.Message
            );
            return null;
        }
    }
}
