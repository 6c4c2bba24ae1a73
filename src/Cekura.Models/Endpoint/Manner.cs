namespace Cekura.Models.Endpoint;

/// <summary>What an endpoint takes for a model.</summary>
/// <param name="Form">How the answer's shape is said.</param>
/// <param name="Temperature">Whether <c>temperature</c> is sent.</param>
/// <param name="Seed">Whether <c>seed</c> is sent.</param>
/// <param name="IsProven">Whether a question of this manner was answered before.</param>
internal sealed record Manner(AnswerForm Form, bool Temperature, bool Seed, bool IsProven)
{
    /// <summary>Before anything is known.</summary>
    public static Manner First { get; } = new(AnswerForm.Schema, Temperature: true, Seed: true, IsProven: false);

    /// <summary>The same with the next form of answers; null: there is none.</summary>
    public Manner? Looser => Form == AnswerForm.Words ? null : this with { Form = Form + 1, IsProven = false };

    /// <summary>What to try after a refusal; null: it is not the manner that was refused.</summary>
    public Manner? After(EndpointRefusal refusal)
    {
        if (refusal.Status is not (400 or 404 or 415 or 422 or 500 or 501))
        {
            return null;
        }

        var next = this with { Temperature = Temperature && !refusal.Speaks("temperature"), Seed = Seed && !refusal.Speaks("seed") };
        var isForm =
            refusal.Speaks("response_format")
            || refusal.Speaks("json_schema")
            || refusal.Speaks("json_object")
            || refusal.Speaks("structured output");
        return isForm && next.Looser is { } looser ? looser
            : next != this ? next
            // Not every endpoint says what it does not like.
            : !IsProven && refusal.Status is 400 or 422 ? Looser
            : null;
    }
}
