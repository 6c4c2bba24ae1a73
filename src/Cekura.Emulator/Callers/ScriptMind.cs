using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Emulator.Script;
using Cekura.Emulator.Text;
using Cekura.Emulator.Transcripts;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Callers;

/// <summary>A language model beside a script. What it did stands in the notes of the run.</summary>
internal sealed class ScriptMind(CallerBrief brief, CallerModel model) : IScriptMind
{
    private const int MaxLength = 80;

    private static readonly AnswerShape Choice = new("conditions", ChoiceShape());
    private static readonly AnswerShape Wording = new("caller_words", CallerPrompt.Shape(("say", "string"), ("reason", "string")));

    private readonly List<string> _notes = [];
    private readonly List<string> _told = [brief.Told];
    private readonly HashSet<string> _own = new(StringComparer.Ordinal);
    private int _questions;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<int>> FiringAsync(
        string message,
        IReadOnlyList<ScriptCondition> conditions,
        CancellationToken cancellationToken
    )
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var list = string.Join('\n', conditions.Select(condition => $"{condition.Id}: {condition.Text}"));
        var answer = await AskAsync(
                Choice,
                $"""
                You read what an agent says in a call, and decide which of these situations it is. Several may hold, or none. Say only what holds beyond doubt.
                {list}
                Answer with a JSON object: "fires" is the list of the numbers that hold, [] when none does, "reason" is why, in a few words.
                """,
                message,
                list,
                read: object? (answer) => Numbers(answer["fires"]),
                cancellationToken
            )
            .ConfigureAwait(false);
        var fires = (IReadOnlyList<int>)answer;
        IReadOnlyList<int> known = [.. conditions.Select(condition => condition.Id).Where(fires.Contains)];
        if (known.Count > 0)
        {
            var ids = string.Join(", ", known.Select(id => id.ToString(CultureInfo.InvariantCulture)));
            _notes.Add($"No rule matched \"{OneLine.Of(message, MaxLength)}\": {model.Name} took it for condition {ids} of the script.");
        }

        return known;
    }

    /// <inheritdoc/>
    public async ValueTask<string> SayAsync(string instruction, string message, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var said = (string)
            await AskAsync(
                    Wording,
                    $"""
                    You play a person who talks with an agent. You are the caller. Put this instruction in the words of that person, one or two short sentences, and nothing else: no thoughts, no stage directions.
                    Invent nothing: every name, number, date, time and address comes from the instruction, from what stands below or from what the agent said.
                    The instruction: {instruction}
                    Who you are: {brief.Persona}
                    {(
                        brief.Language is { } language
                            ? $"You speak this language: {language}."
                            : "You speak the language of the instruction."
                    )}
                    What you have called for: {brief.Instructions}
                    What you know: {string.Join("; ", brief.Facts)}
                    Answer with a JSON object: "say" is what you say, "reason" is why, in a few words.
                    """,
                    message,
                    $"{instruction}\n{brief.Told}",
                    read: object? (answer) =>
                        answer["say"] is JsonValue value && value.TryGetValue<string>(out var say) && say.Trim() is { Length: > 0 } words
                            ? words
                            : null,
                    cancellationToken
                )
                .ConfigureAwait(false);
        _told.Add(instruction);
        _own.Add(said);
        _notes.Add($"{model.Name} put \"{OneLine.Of(instruction, MaxLength)}\" in words.");
        return said;
    }

    /// <inheritdoc/>
    public CallerReview Review(IReadOnlyList<RecordedTurn> turns) =>
        _questions == 0
            ? CallerReview.Nothing
            : new(
                FactCheck.Check(turns, said => _own.Any(own => said.Contains(own, StringComparison.Ordinal)), _told, brief.Year, model),
                [.. _notes, model.Note]
            );

    private async Task<object> AskAsync(
        AnswerShape shape,
        string rules,
        string message,
        string material,
        Func<JsonObject, object?> read,
        CancellationToken cancellationToken
    )
    {
        var number = ++_questions;
        var problem = (string?)null;
        var answers = 0;
        for (var attempt = 0; ; attempt++)
        {
            var heard = $"{CallerPrompt.Connected}\n\n{message}{(problem is null ? "" : CallerPrompt.Again(problem))}";
            var request = new ModelRequest(ModelRole.Caller, [new(ChatMessage.System, rules), new(ChatMessage.User, heard)], shape)
            {
                Seed = brief.Seed,
                Key = brief.Key($"caller {shape.Name} {number}", material, message, answers),
            };
            var reply = await model.AskAsync(request, isLast: attempt > 0, cancellationToken).ConfigureAwait(false);
            answers += reply is null ? 0 : 1;
            var answer = reply is null ? null : read(reply.Answer);
            var slip = answer is string said ? TurnRules.Of(said, message, brief.Told) : null;
            if (answer is not null && slip is null)
            {
                return answer;
            }

            problem = slip ?? "it had not the form that was asked for";
            if (attempt > 0)
            {
                throw new CallerException(
                    slip is null
                        ? model.Unusable(reply)
                        : model.Invalid(
                            $"it was asked twice for its words, and {slip}",
                            $"The agent had said: \"{OneLine.Of(message, 200)}\"."
                        )
                );
            }
        }
    }

    private static List<int>? Numbers(JsonNode? node)
    {
        if (node is not JsonArray items)
        {
            return null;
        }

        var numbers = new List<int>();
        foreach (var item in items)
        {
            if (item is JsonValue value && value.TryGetValue<int>(out var number))
            {
                numbers.Add(number);
            }
            else
            {
                return null;
            }
        }

        return numbers;
    }

    private static JsonObject ChoiceShape()
    {
        var shape = CallerPrompt.Shape(("fires", "array"), ("reason", "string"));
        shape["properties"]!["fires"]!["items"] = new JsonObject { ["type"] = "integer" };
        return shape;
    }
}
