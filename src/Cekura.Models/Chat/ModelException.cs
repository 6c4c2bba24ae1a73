namespace Cekura.Models.Chat;

/// <summary>A model gave no answer that can be used. This is never the agent's failure.</summary>
/// <param name="kind">Why.</param>
/// <param name="message">What happened, where, and what to do about it.</param>
/// <param name="inner">What it came from.</param>
internal sealed class ModelException(ModelErrorKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why there is no answer.</summary>
    public ModelErrorKind Kind { get; } = kind;
}
