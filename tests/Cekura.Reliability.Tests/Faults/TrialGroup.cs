using System.Globalization;
using System.Text.Json;

namespace Cekura.Reliability.Tests.Faults;

/// <summary>A group of trials, held one after the other in a process of their own.</summary>
internal sealed class TrialGroup(string root)
{
    /// <summary>The word that makes this program hold trials.</summary>
    public const string Verb = "trials";

    private const int MaxAttempts = 3;

    private int _trials;

    /// <summary>Holds a group.</summary>
    /// <param name="name">Which.</param>
    /// <param name="most">How many trials, spread over the whole group; null: all of it. Pairs are as many as that.</param>
    public async Task<TrialReport> HoldAsync(TrialGroupName name, int? most)
    {
        var grid = new Grid(NewDirectory);
        var planned = name switch
        {
            TrialGroupName.Faults => await grid.OfFaultsAsync(Situations.Disturbed),
            TrialGroupName.Outages => await grid.OfFaultsAsync(Situations.InOutages),
            TrialGroupName.Interruptions => await grid.OfInterruptionsAsync(),
            _ => await grid.OfPairsAsync(most ?? 0),
        };
        var step = most is { } few && few < planned.Count ? planned.Count / few : 1;
        var report = new TrialReport([], []);
        foreach (var trial in planned.Where((_, index) => index % step == 0))
        {
            await HoldAsync(trial, mustReach: name is TrialGroupName.Faults or TrialGroupName.Outages, report);
        }

        return report;
    }

    /// <summary>What a process of its own does.</summary>
    public static async Task MainAsync(string[] args)
    {
        var root = Directory.CreateTempSubdirectory("cekura-faults-").FullName;
        try
        {
            var report = await new TrialGroup(root).HoldAsync(
                Enum.Parse<TrialGroupName>(args[1]),
                int.TryParse(args[2], CultureInfo.InvariantCulture, out var most) ? most : null
            );
            await Console.Out.WriteAsync(JsonSerializer.Serialize(report));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    // On a busy machine a session may poll once less than when its calls were counted, and a place after its last call is none: each trial
    // must be safe, and one of three must reach its place.
    private async Task HoldAsync(Planned planned, bool mustReach, TrialReport report)
    {
        for (var attempt = 1; !await IsHeldAsync(planned, mustReach, isLast: attempt == MaxAttempts, report); attempt++)
        {
            // The next one.
        }
    }

    private async Task<bool> IsHeldAsync(Planned planned, bool mustReach, bool isLast, TrialReport report)
    {
        await using var trial = new Trial(planned.Situation, planned.Disturbances, NewDirectory());
        try
        {
            var outcome = await trial.RunAsync();
            report.Outcomes.Add(outcome);
            var isMissed = mustReach && !outcome.IsReached;
            if (!outcome.IsSafe || (isMissed && isLast))
            {
                report.Failures.Add($"{planned}: {outcome}\n    {trial.Story}");
            }

            return isLast || !isMissed || !outcome.IsSafe;
        }
        catch (Exception e)
        {
            report.Failures.Add($"{planned}: {e}\n    {trial.Story}");
            return true;
        }
    }

    private string NewDirectory() => Path.Combine(root, (++_trials).ToString(CultureInfo.InvariantCulture));
}

/// <summary>What is struck in a group of trials.</summary>
internal enum TrialGroupName
{
    Faults,
    Outages,
    Interruptions,
    Pairs,
}

/// <summary>What a group of trials found.</summary>
internal sealed record TrialReport(List<TrialOutcome> Outcomes, List<string> Failures);
