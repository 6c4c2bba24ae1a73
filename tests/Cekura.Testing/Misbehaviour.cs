using System.Text.Json.Nodes;

namespace Cekura.Testing;

/// <summary>What models and their servers do wrong: each makes of a player of a <see cref="ModelStub"/> one that does it.</summary>
public static class Misbehaviour
{
    /// <summary>Any object.</summary>
    public static StubAnswer Good { get; } = StubAnswer.Json(new JsonObject { ["fine"] = true });

    /// <summary>Refuses <c>response_format: json_schema</c>.</summary>
    public static Func<StubQuestion, StubAnswer> RefusesSchema(this Func<StubQuestion, StubAnswer> play) =>
        question =>
            question.Form == "json_schema"
                ? StubAnswer.Error(400, "'response_format.type' must be one of 'text', 'json_object'.")
                : play(question);

    /// <summary>Refuses <c>response_format</c> of any kind.</summary>
    public static Func<StubQuestion, StubAnswer> RefusesEveryForm(this Func<StubQuestion, StubAnswer> play) =>
        question => question.Form is null ? play(question) : StubAnswer.Error(400, "Unknown parameter: 'response_format'.");

    /// <summary>Refuses <c>response_format</c> without saying what it does not like.</summary>
    public static Func<StubQuestion, StubAnswer> RefusesEveryFormInSilence(this Func<StubQuestion, StubAnswer> play) =>
        question => question.Form is null ? play(question) : StubAnswer.Error(422, "Unprocessable.");

    /// <summary>Refuses <c>temperature</c>, as some models that reason do.</summary>
    public static Func<StubQuestion, StubAnswer> RefusesTemperature(this Func<StubQuestion, StubAnswer> play) =>
        question =>
            question.HasTemperature
                ? StubAnswer.Error(400, "Unsupported value: 'temperature' does not support 0 with this model.", "unsupported_value")
                : play(question);

    /// <summary>Refuses <c>seed</c>.</summary>
    public static Func<StubQuestion, StubAnswer> RefusesSeed(this Func<StubQuestion, StubAnswer> play) =>
        question => question.HasSeed ? StubAnswer.Error(400, "Unrecognized request argument supplied: seed") : play(question);

    /// <summary>Leaves out <c>response_format</c> without a word, and chats unless the rules themselves ask for JSON.</summary>
    public static Func<StubQuestion, StubAnswer> IgnoresForm(this Func<StubQuestion, StubAnswer> play) =>
        question =>
            question.Rules.Contains("JSON schema", StringComparison.Ordinal) ? play(question) : StubAnswer.Words("Sure, happy to help!");

    /// <summary>Puts words around the object.</summary>
    public static Func<StubQuestion, StubAnswer> ProseAroundJson(this Func<StubQuestion, StubAnswer> play) =>
        With(play, content => $"Sure! Here is the {{JSON}} that you asked for:\n```json\n{content}\n```\nIs there {{anything}} else?");

    /// <summary>Thinks aloud before its answer, with an object that is not meant.</summary>
    public static Func<StubQuestion, StubAnswer> LeaksReasoning(this Func<StubQuestion, StubAnswer> play) =>
        With(play, content => $"<think>I could answer {{\"fine\": false}}, but no.</think>\n{content}");

    /// <summary>Says nothing.</summary>
    public static Func<StubQuestion, StubAnswer> Empty(this Func<StubQuestion, StubAnswer> play) => With(play, _ => "");

    /// <summary>Is cut off at its limit of tokens.</summary>
    public static Func<StubQuestion, StubAnswer> CutOff(this Func<StubQuestion, StubAnswer> play) =>
        question =>
        {
            var answer = play(question);
            return answer with { Content = answer.Content![..^1], StopReason = "length" };
        };

    /// <summary>Fails so often before it answers.</summary>
    public static Func<StubQuestion, StubAnswer> FailsFirst(this Func<StubQuestion, StubAnswer> play, int times, StubAnswer error)
    {
        var left = times;
        return question => Interlocked.Decrement(ref left) >= 0 ? error : play(question);
    }

    /// <summary>Says as a caller what only the agent says.</summary>
    public static StubAnswer RoleInversion { get; } = StubAnswer.Says("Thank you for calling! How may I help you today?");

    /// <summary>Leaks as a caller what it thinks.</summary>
    public static StubAnswer LeakedReasoning { get; } =
        StubAnswer.Words("Okay, the user wants me to play a caller. I should state my goal first. Hello, I need an appointment.");

    /// <summary>Says as a caller what nothing that it knows says.</summary>
    public static StubAnswer InventedFact { get; } = StubAnswer.Says("My customer number is 4711-0815.");

    private static Func<StubQuestion, StubAnswer> With(Func<StubQuestion, StubAnswer> play, Func<string, string> change) =>
        question =>
        {
            var answer = play(question);
            return answer with { Content = change(answer.Content!) };
        };
}
