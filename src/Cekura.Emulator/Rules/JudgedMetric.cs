using System.Text.Json;

namespace Cekura.Emulator.Rules;

/// <summary>What a model judged of a metric: true or false, a number, or a label.</summary>
/// <param name="Id">Id of the metric.</param>
/// <param name="Name">Its name, for messages.</param>
internal sealed record JudgedMetric(long Id, string Name) : JudgedPart
{
    public const string Pass = "pass";
    public const string Fail = "fail";

    /// <summary>The prompt of the metric, as its author wrote it.</summary>
    public string Criterion { get; init; } = "";

    /// <summary>Whether the metric has nothing to do with the conversation: its trigger did not fire.</summary>
    public bool IsNotApplicable { get; init; }

    public override bool HasVerdict => IsNotApplicable || Answer is not null;

    public override string Word =>
        IsNotApplicable
            ? "not applicable"
            : Answer?.GetValueKind() switch
            {
                JsonValueKind.True => Pass,
                JsonValueKind.False => Fail,
                _ => Answer?.ToString() ?? "",
            };
}
