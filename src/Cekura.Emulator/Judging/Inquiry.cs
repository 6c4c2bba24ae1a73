using System.Text.Json.Nodes;
using Cekura.Emulator.Text;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Judging;

/// <summary>The questions about one conversation, asked of a model one after the other, and what it saw and said.</summary>
internal sealed class Inquiry(IChatModel model, JudgedCase about, Dialogue dialogue, CancellationToken stop)
{
    private const string Ended = "The run was ended before the judge had answered.";

    // A second judgement with nothing left to chance would only be the first once more.
    private const double TemperatureOfMore = 0.7;
    private const int MaxName = 80;

    private readonly List<JsonObject> _questions = [];

    /// <summary>The model's name; null: it never answered.</summary>
    public string? Model { get; private set; }

    /// <summary>An entry for each question: what was asked, and each answer.</summary>
    public JsonArray Questions => [.. _questions];

    /// <summary>
    /// The judgements that a model gives. One that cannot be taken, such as a quote that stands nowhere, is asked for once more; what is
    /// wrong then has a fault, as has everything when the model cannot be asked.
    /// </summary>
    /// <param name="question">What is asked.</param>
    /// <param name="sample">How often the same was asked before.</param>
    public async Task<IReadOnlyList<Reading>> AskAsync(Question question, int sample)
    {
        List<ChatMessage> messages = [new(ChatMessage.System, question.Rules), new(ChatMessage.User, question.Text)];
        var (first, answer) = await AskAsync(question, messages, sample, refused: null).ConfigureAwait(false);
        var faults = first
            .Index()
            .Where(reading => reading.Item.Fault is not null)
            .Select(reading => $"{question.Name(reading.Index)}{reading.Item.Fault}")
            .ToList();
        if (answer is null || faults.Count == 0)
        {
            return first;
        }

        var again = JudgePrompts.Again(faults);
        messages.Add(new(ChatMessage.Assistant, answer.ToJsonString()));
        messages.Add(new(ChatMessage.User, again));
        var (second, _) = await AskAsync(question, messages, sample, again).ConfigureAwait(false);
        return [.. first.Zip(second, (old, next) => old.Fault is null ? old : next)];
    }

    private async Task<(IReadOnlyList<Reading> Readings, JsonObject? Answer)> AskAsync(
        Question question,
        IReadOnlyList<ChatMessage> messages,
        int sample,
        string? refused
    )
    {
        var record = new JsonObject { ["sample"] = sample };
        if (refused is not null)
        {
            record["asked_again"] = refused;
        }

        Record(question, messages)["answers"]!.AsArray().Add((JsonNode)record);
        ModelReply reply;
        try
        {
            reply = await model.AskAsync(Request(question, [.. messages], sample, refused), stop).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Whatever became of the model: it is not the agent's failure, and the run comes to its end.
            var error = e switch
            {
                _ when stop.IsCancellationRequested => Ended,
                ModelException => e.Message,
                _ => $"The model failed: {e.GetType().Name}: {e.Message}",
            };
            record["error"] = error;
            return (Faulty(question, error), null);
        }

        Model = OneLine.Of(reply.Model, MaxName);
        record["model"] = Model;
        record["recorded"] = reply.IsRecorded;
        record["answer"] = reply.Answer.DeepClone();
        return (question.Read(reply.Answer), reply.Answer);
    }

    private ModelRequest Request(Question question, IReadOnlyList<ChatMessage> messages, int sample, string? refused)
    {
        List<KeyValuePair<string, string>> parts =
        [
            new("rules", question.Rules),
            new("criterion", question.Criterion),
            new("conversation", Wordings.Plain(dialogue.Recorded)),
        ];
        if (refused is not null)
        {
            parts.Add(new("refused", refused));
        }

        return new(ModelRole.Judge, messages, question.Shape)
        {
            Seed = sample + 1,
            Temperature = sample == 0 ? 0 : TemperatureOfMore,
            Key = new(about.Test, question.Kind, parts) { Sample = sample },
        };
    }

    private JsonObject Record(Question question, IReadOnlyList<ChatMessage> messages)
    {
        if (_questions.Find(entry => entry["question"]!.ToString() == question.Kind) is { } known)
        {
            return known;
        }

        var record = new JsonObject
        {
            ["question"] = question.Kind,
            ["asked"] = new JsonArray([
                .. messages.Select(message => new JsonObject { ["role"] = message.Author, ["content"] = message.Content }),
            ]),
            ["answers"] = new JsonArray(),
        };
        _questions.Add(record);
        return record;
    }

    private static IReadOnlyList<Reading> Faulty(Question question, string fault) =>
        [.. Enumerable.Repeat(Reading.Faulty(fault), question.Count)];
}
