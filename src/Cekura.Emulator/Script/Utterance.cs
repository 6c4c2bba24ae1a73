namespace Cekura.Emulator.Script;

/// <summary>What the caller does in its turn.</summary>
/// <param name="Text">What it says; empty when it only waits or only hangs up.</param>
internal sealed record Utterance(string Text)
{
    /// <summary>The caller hangs up with these words.</summary>
    public bool EndsCall { get; init; }

    /// <summary>A pause before it speaks that the agent's words cut short.</summary>
    public TimeSpan Silence { get; init; }

    /// <summary>A pause before it speaks that nothing cuts short.</summary>
    public TimeSpan Hold { get; init; }

    /// <summary>Texts of the short messages that the service would send.</summary>
    public IReadOnlyList<string> Sms { get; init; } = [];

    /// <summary>Both in one turn. What would come after hanging up is not said.</summary>
    public Utterance Then(Utterance next) =>
        EndsCall
            ? this
            : next with
            {
                Text = string.Join(' ', new[] { Text, next.Text }.Where(text => text.Length > 0)),
                Silence = Silence + next.Silence,
                Hold = Hold + next.Hold,
                Sms = [.. Sms, .. next.Sms],
            };
}
