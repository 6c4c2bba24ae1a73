using Cekura.Manifests.Cases;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Listening;

/// <summary>
/// Redacts a secret in verdicts and messages, before anything is made of them: programs that agents and callers start may say what they
/// know.
/// </summary>
/// <param name="redact">Redacts the secret in a text.</param>
internal sealed class RedactionStep(Func<string, string> redact) : IReportStep
{
    /// <summary>The step where there is a key; none without one.</summary>
    public static IEnumerable<IReportStep> Of(string? key) => key is null ? [] : [new RedactionStep(KeyRedaction.Of(key))];

    /// <inheritdoc/>
    public ValueTask<CaseVerdict> ApplyAsync(ScenarioCase scenarioCase, CaseVerdict verdict) =>
        ValueTask.FromResult(
            verdict with
            {
                Message = verdict.Message is { } message ? redact(message) : null,
                Notes = Redact(verdict.Notes),
                Runs =
                [
                    .. verdict.Runs.Select(run =>
                        run with
                        {
                            Message = redact(run.Message),
                            FullMessage = redact(run.FullMessage),
                            Notes = Redact(run.Notes),
                            Reasons = run.Reasons.Count == 0 ? run.Reasons : [.. run.Reasons.Select(Redact)],
                        }
                    ),
                ],
            }
        );

    /// <inheritdoc/>
    public string Redact(string text) => redact(text);

    private Reason Redact(Reason reason)
    {
        var subject = redact(reason.Subject);
        return reason with
        {
            Text = redact(reason.Text),
            Explanations = Redact(reason.Explanations),
            Subject = subject,
            // A key is in small letters, in which the secret is not found.
            Key = subject == reason.Subject ? reason.Key : ReasonKey.Of(subject),
        };
    }

    private IReadOnlyList<string> Redact(IReadOnlyList<string> texts) => texts.Count == 0 ? texts : [.. texts.Select(redact)];
}
