namespace Cekura.Models.Chat;

/// <summary>Why a model gave no answer that can be used.</summary>
internal enum ModelErrorKind
{
    /// <summary>The endpoint cannot be reached, or did not answer in time.</summary>
    Unreachable,

    /// <summary>The endpoint refuses the question: key, model name, its own limits, its own error.</summary>
    Refused,

    /// <summary>The question has more tokens than the model takes.</summary>
    TooLong,

    /// <summary>There is no JSON object in the answer, or it was cut off.</summary>
    Nonsense,

    /// <summary>The calls or the money that the settings allow are used up.</summary>
    UsedUp,

    /// <summary>The cassette has no such question, and no model may be asked.</summary>
    NotRecorded,
}
