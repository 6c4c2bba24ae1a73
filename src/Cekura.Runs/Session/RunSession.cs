using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Plan;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Session;

/// <summary>
/// Runs selected tests from plan to verdict: plan → start → watch → verdict → report. What goes wrong with one test fails that test;
/// what is running when the session is cancelled is ended.
/// </summary>
/// <param name="client">The service, or an emulator of it.</param>
/// <param name="settings">How scenarios run and are judged.</param>
/// <param name="listener">Hears each test start and finish.</param>
/// <param name="options">Clock, randomness, polling.</param>
internal sealed class RunSession(CekuraClient client, CekuraSettings settings, ICaseListener listener, SessionOptions options)
{
    private readonly VerdictRules _rules = VerdictRules.From(settings);
    private readonly CaseReporter _reporter = CaseReporter.Of(listener);

    /// <summary>Runs <paramref name="cases"/>; each gets one final verdict through the listener, whatever happens to the others.</summary>
    /// <param name="cases">The selected cases, any subset of a manifest's.</param>
    /// <param name="cancellationToken">Ends every conversation that this session started, and then the session.</param>
    /// <exception cref="OperationCanceledException">The session was cancelled; cases without a verdict stay without one.</exception>
    public async Task RunAsync(IReadOnlyList<ScenarioCase> cases, CancellationToken cancellationToken = default)
    {
        var plan = options.Permit?.PlanOf(cases) ?? RunPlan.For(cases);
        await SkipAsync(plan.Skipped).ConfigureAwait(false);
        var permit = options.Permit;
        if (permit is null)
        {
            permit = await new RunBudget(settings).AskAsync(client, [(options.Suite, plan)], cancellationToken).ConfigureAwait(false);
            plan = permit.Plan;
        }

        if (settings.DryRun)
        {
            await new DryRun(new CaseJudge(_rules), _reporter).RunAsync(permit.Plan.Of(cases), permit.Refusal).ConfigureAwait(false);
        }
        else if (permit.Refusal is { } refusal)
        {
            await RefuseAsync(_reporter, cases.Except(plan.Skipped), refusal).ConfigureAwait(false);
        }
        else
        {
            plan = await plan.UnderAsync(settings.ConcurrencyLimit, options.Durations).ConfigureAwait(false);
            await StartAsync(plan, permit, cases.Count - plan.Skipped.Count, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task StartAsync(RunPlan plan, RunPermit permit, int cases, CancellationToken cancellationToken)
    {
        var timeLeft = new TimeLeft(TimeSpan.FromSeconds(settings.TimeoutSeconds), options.Time);
        using var recordings = options.RecordingDirectory is { } directory
            ? new RecordingStep(client.Recordings, settings.Recordings, directory, timeLeft, cancellationToken)
            : null;
        IEnumerable<IReportStep?> steps =
        [
            settings.ShareLink ? new ShareLinkStep(_reporter, client, options.Time) : null,
            recordings,
            SpanStep.IfHeard(options.Time),
        ];
        var reporter = _reporter.After(
            steps.OfType<IReportStep>(),
            options.TellsProgress ? new RunProgress(cases, plan.RunCount, options.Suite, options.Time) : null
        );
        await using (reporter.ConfigureAwait(false))
        {
            var judge = new CaseJudge(_rules);
            var verdicts = new SessionVerdicts(judge, new InfrastructureRetries(settings.InfrastructureRetries, permit, judge), reporter);
            var batches = new BatchRunner(client, settings, options, new RunJudge(_rules, options.Dashboard), verdicts, timeLeft);
            await batches.RunAsync(plan, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SkipAsync(IReadOnlyList<ScenarioCase> skipped)
    {
        foreach (var scenarioCase in skipped)
        {
            _reporter.Started(scenarioCase);
            await _reporter.FinishedAsync(scenarioCase, CaseVerdict.WithoutRun(Outcome.Skipped, scenarioCase.Skip!)).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Fails every case for a reason that concerns all of them. The whole of it is said once, for the session; each case has its first line
    /// and points there.
    /// </summary>
    /// <param name="listener">Hears each case start and finish.</param>
    /// <param name="cases">The cases, none of which was started.</param>
    /// <param name="reason">What happened, and what to do next.</param>
    internal static async Task RefuseAsync(ICaseListener listener, IEnumerable<ScenarioCase> cases, string reason)
    {
        listener.Message(MessageSeverity.Error, reason);
        var lines = reason.Split('\n', 2);
        var line = lines.Length == 1 ? reason : $"{lines[0].TrimEnd('\r')} The rest stands once in the messages of the test run.";
        var verdict = CaseVerdict.WithoutRun(Outcome.Failed, line) with { IsRefused = true };
        foreach (var scenarioCase in cases)
        {
            listener.Started(scenarioCase);
            await listener.FinishedAsync(scenarioCase, verdict).ConfigureAwait(false);
        }
    }
}
