using NUnit.Framework.Constraints;

namespace Cekura.NUnit;

/// <summary>
/// The verdict of a <see cref="CekuraRun"/> is passed. When it is not, the failure says why, and shows the end of the conversation.
/// </summary>
public sealed class PassConstraint : Constraint
{
    /// <inheritdoc/>
    public override string Description => "a conversation that passes";

    /// <inheritdoc/>
    public override ConstraintResult ApplyTo<TActual>(TActual actual) =>
        actual is CekuraRun run
            ? new FindingResult(this, run.Verdict.Passed, Found(run))
            : throw new ArgumentException($"Does.Pass is about a {nameof(CekuraRun)}.", nameof(actual));

    private static Finding Found(CekuraRun run)
    {
        var message = run.Verdict.Message.Length > 0 ? run.Verdict.Reasons : [$"{run.Verdict}"];
        return run is { Verdict.Passed: false, Repetitions: [var only], HasConversation: true }
            ? new Finding(message[0], [.. message.Skip(1), .. only.Excerpt])
            : new Finding(message[0], [.. message.Skip(1)]);
    }
}
