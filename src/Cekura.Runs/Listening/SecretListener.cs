using Cekura.Runs.Conversations;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Listening;

/// <summary>Takes a secret out of verdicts on their way to everything that is made of them: programs that agents and callers start may say what they know.</summary>
/// <param name="listener">Who listens.</param>
/// <param name="clean">Takes the secret out of a text.</param>
internal sealed class SecretListener(ICaseListener listener, Func<string, string> clean) : ICaseListener
{
    /// <summary>The listener, behind one of these where there is a secret.</summary>
    public static ICaseListener Before(ICaseListener listener, string? key) => key is null ? listener : new SecretListener(listener, KeyRedaction.Of(key));

    /// <inheritdoc/>
    public void Started(ScenarioCase scenarioCase) => listener.Started(scenarioCase);

    /// <inheritdoc/>
    public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict) => listener.FinishedAsync(scenarioCase, verdict with
    {
        Message = verdict.Message is { } message ? clean(message) : null,
        Notes = Clean(verdict.Notes),
        Runs = [.. verdict.Runs.Select(run => run with { Message = clean(run.Message), FullMessage = clean(run.FullMessage), Notes = Clean(run.Notes) })],
    });

    /// <inheritdoc/>
    public void Message(MessageSeverity severity, string text) => listener.Message(severity, clean(text));

    private IReadOnlyList<string> Clean(IReadOnlyList<string> texts) => texts.Count == 0 ? texts : [.. texts.Select(clean)];
}
