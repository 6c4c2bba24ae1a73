namespace Cekura.NUnit;

/// <summary>What a language model answered.</summary>
public sealed class ModelAnswer
{
    /// <summary>An answer.</summary>
    /// <param name="text">The model's words: a JSON object, alone or between words.</param>
    public ModelAnswer(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
    }

    /// <summary>The model's words.</summary>
    public string Text { get; }

    /// <summary>The name that the endpoint gives the model; null: it is not known.</summary>
    public string? Model { get; init; }

    /// <summary>Why the model stopped, such as <c>stop</c> or <c>length</c>; null: it is not known.</summary>
    public string? StopReason { get; init; }

    /// <summary>Tokens of the question, at least 0; 0: they are not counted.</summary>
    public int InputTokens { get; init; }

    /// <summary>Tokens of the answer, at least 0; 0: they are not counted.</summary>
    public int OutputTokens { get; init; }
}
