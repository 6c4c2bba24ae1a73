using Cekura.Models.Chat;
using Cekura.Testing;

namespace Cekura.Models.Tests.Endpoint;

/// <summary>What endpoints and models do wrong as far as it is the client's business, each over a real socket.</summary>
public class MisbehaviourTests
{
    private static readonly Func<StubQuestion, StubAnswer> Play = _ => Misbehaviour.Good;

    [Fact]
    public async Task A_good_answer_is_taken_with_its_tokens_and_the_whole_question_is_sent()
    {
        await using var stub = await ModelStub.StartAsync(Play);
        using var asked = new Asked(stub.Address);

        var reply = await asked.AskAsync();

        Assert.True((bool)reply.Answer["fine"]!);
        Assert.Equal(
            ("tiny", "stop", 100, 10, false),
            (reply.Model, reply.StopReason, reply.InputTokens, reply.OutputTokens, reply.IsRecorded)
        );
        var question = Assert.Single(stub.Questions);
        Assert.Equal(("/v1/chat/completions", $"Bearer {Asked.Key}"), (question.Path, question.Authorization));
        Assert.Equal(("json_schema", "turn", "tiny"), (question.Form, question.Schema, question.Model));
        Assert.Equal((0.0, 7), ((double)question.Body["temperature"]!, (int)question.Body["seed"]!));
        Assert.Equal([("system", "You are a caller."), ("user", "Hello?")], question.Messages);
    }

    [Fact]
    public async Task The_judge_is_asked_by_its_own_name_and_an_address_keeps_its_query()
    {
        await using var stub = await ModelStub.StartAsync(Play);
        using var asked = new Asked(new Uri($"{stub.Address}/?api-version=preview"), key: null);

        await asked.AskAsync(Asked.Question with { Role = ModelRole.Judge });

        var question = Assert.Single(stub.Questions);
        Assert.Equal(("wise", "/v1/chat/completions?api-version=preview", null), (question.Model, question.Path, question.Authorization));
    }

    [Fact]
    public Task Refuses_json_schema() => RemembersAsync(Play.RefusesSchema(), ["json_schema", "json_object"], "json_object");

    [Fact]
    public Task Refuses_json_schema_and_json_object() =>
        RemembersAsync(Play.RefusesEveryForm(), ["json_schema", "json_object", null], after: null);

    [Fact]
    public Task Refuses_every_form_without_saying_so() =>
        RemembersAsync(Play.RefusesEveryFormInSilence(), ["json_schema", "json_object", null], after: null);

    [Fact]
    public Task Leaves_the_form_out_without_a_word() => RemembersAsync(Play.IgnoresForm(), ["json_schema", null], after: null);

    [Fact]
    public async Task Where_no_form_is_taken_the_shape_stands_in_the_rules()
    {
        await using var stub = await ModelStub.StartAsync(Play.RefusesEveryForm());
        using var asked = new Asked(stub.Address);

        await asked.AskAsync();
        await asked.AskAsync(Asked.Question with { Messages = [new(ChatMessage.User, "Alone.")] });

        Assert.StartsWith("You are a caller.\n\nAnswer with one JSON object", stub.Questions[2].Rules);
        Assert.Contains("\"required\":[\"fine\"]", stub.Questions[2].Rules);
        Assert.Equal(["system", "user"], stub.Questions[3].Messages.Select(message => message.Author));
    }

    [Fact]
    public async Task Refuses_temperature()
    {
        await using var stub = await ModelStub.StartAsync(Play.RefusesTemperature());
        using var asked = new Asked(stub.Address);

        await asked.AskAsync();
        await asked.AskAsync();

        Assert.Equal([true, false, false], stub.Questions.Select(question => question.HasTemperature));
        Assert.All(stub.Questions, question => Assert.Equal(("json_schema", true), (question.Form, question.HasSeed)));
    }

    [Fact]
    public async Task Refuses_seed_and_temperature_and_json_schema()
    {
        await using var stub = await ModelStub.StartAsync(Play.RefusesSeed().RefusesTemperature().RefusesSchema());
        using var asked = new Asked(stub.Address);

        await asked.AskAsync();
        await asked.AskAsync();

        Assert.Equal(5, stub.Questions.Count);
        Assert.Equal(("json_object", false, false), (stub.Questions[4].Form, stub.Questions[4].HasSeed, stub.Questions[4].HasTemperature));
    }

    [Fact]
    public async Task What_one_model_refuses_another_may_take()
    {
        await using var stub = await ModelStub.StartAsync(question =>
            question.Model == "tiny" ? Play.RefusesSchema()(question) : Play(question)
        );
        using var asked = new Asked(stub.Address);

        await asked.AskAsync();
        await asked.AskAsync(Asked.Question with { Role = ModelRole.Judge });

        Assert.Equal("json_schema", stub.Questions[^1].Form);
    }

    [Fact]
    public async Task A_question_that_nothing_helps_is_refused_in_the_words_of_the_first_refusal()
    {
        await using var stub = await ModelStub.StartAsync(question => StubAnswer.Error(400, $"No such thing {question.Number}."));
        using var asked = new Asked(stub.Address);

        var error = await asked.FailAsync();

        Assert.Equal(ModelErrorKind.Refused, error.Kind);
        Assert.Equal(
            $"tiny at {stub.Address} answered HTTP 400: \"No such thing 0.\". Check ModelUrl and the name of the model.",
            error.Message
        );
        Assert.Equal(3, stub.Questions.Count);
    }

    [Fact]
    public Task Prose_around_JSON() => AnswersAsync(Play.ProseAroundJson());

    [Fact]
    public Task Reasoning_before_the_object() => AnswersAsync(Play.LeaksReasoning());

    [Fact]
    public Task Words_in_parts() =>
        AnswersAsync(_ => new StubAnswer
        {
            Raw =
                """{"choices": [{"message": {"content": [{"type": "text", "text": "{\"fine\": "}, {"type": "text", "text": "true}"}]}}]}""",
        });

    [Theory]
    [InlineData("Happy to help.", "The answer of tiny at * has no JSON object in it: \"Happy to help.\". Ask a model that writes JSON.")]
    [InlineData("{\"say\": \"Hel", "The answer of tiny at * has no JSON object in it: \"{\"say\": \"Hel\". Ask a model that writes JSON.")]
    [InlineData("[1, 2]", "The answer of tiny at * has no JSON object in it: \"[1, 2]\". Ask a model that writes JSON.")]
    [InlineData(
        "{\"a\": 1, \"a\": 2}",
        "The answer of tiny at * has no JSON object in it: \"{\"a\": 1, \"a\": 2}\". Ask a model that writes JSON."
    )]
    [InlineData(
        "{\"a\": \"\\ud83d\"}",
        "The answer of tiny at * has no JSON object in it: \"{\"a\": \"\\ud83d\"}\". Ask a model that writes JSON."
    )]
    [InlineData(" ", "The answer of tiny at * is empty. Ask another model.")]
    public Task No_object(string content, string message) => IsNonsenseAsync(_ => StubAnswer.Words(content), message);

    [Fact]
    public Task No_choice() =>
        IsNonsenseAsync(_ => new StubAnswer { Raw = """{"choices": []}""" }, "The answer of tiny at * is empty. Ask another model.");

    [Fact]
    public Task Empty() => IsNonsenseAsync(Play.Empty(), "The answer of tiny at * is empty. Ask another model.");

    [Fact]
    public Task Cut_off() =>
        IsNonsenseAsync(
            Play.CutOff(),
            "The answer of tiny at * was cut off at its limit of tokens: \"{\"fine\":true\". Raise that limit, or take another model: small ones repeat themselves without end."
        );

    [Fact]
    public Task Braces_without_end() => IsNonsenseAsync(_ => StubAnswer.Words(new string('{', 100_000)), message: null);

    [Fact]
    public Task An_answer_without_end() =>
        IsNonsenseAsync(
            _ => StubAnswer.Words(new string('a', 5_000_000)),
            "tiny at * sent an answer of more than 4 MB. Ask another model. This limit cannot be changed."
        );

    [Fact]
    public Task The_model_would_not_answer() =>
        FailsAsync(
            _ => new StubAnswer { Raw = """{"choices": [{"message": {"refusal": "I cannot do that."}}]}""" },
            ModelErrorKind.Refused,
            "tiny at * would not answer: \"I cannot do that.\". Ask another model."
        );

    [Fact]
    public Task The_content_filter_stopped_it() =>
        FailsAsync(
            _ => Misbehaviour.Good with { StopReason = "content_filter" },
            ModelErrorKind.Refused,
            "tiny at * would not answer: its content filter stopped it. Ask another model, or change the scenario."
        );

    [Theory]
    [InlineData(400, "This model's maximum context length is 8192 tokens.", "context_length_exceeded")]
    [InlineData(400, "the request exceeds the available context size", "exceed_context_size_error")]
    [InlineData(413, "Request body too large", "tokens_limit_reached")]
    public async Task A_question_that_is_too_long(int status, string message, string code)
    {
        await using var stub = await ModelStub.StartAsync(StubAnswer.Error(status, message, code));
        using var asked = new Asked(stub.Address);

        var error = await asked.FailAsync();

        Assert.Equal(ModelErrorKind.TooLong, error.Kind);
        Assert.StartsWith($"The question is longer than tiny at {stub.Address} takes: \"{message}\". Take a model", error.Message);
        Assert.Single(stub.Questions);
    }

    [Fact]
    public async Task Refuses_the_key()
    {
        await using var stub = await ModelStub.StartAsync(StubAnswer.Error(401, $"Incorrect API key provided: {Asked.Key}."));
        using var asked = new Asked(stub.Address);
        await using var keyless = await ModelStub.StartAsync(StubAnswer.Error(401, "Unauthorized"));
        using var without = new Asked(keyless.Address, key: null);

        Assert.Equal(
            $"tiny at {stub.Address} answered HTTP 401: \"Incorrect API key provided: ***.\". Check the key in the environment variable CEKURA_MODEL_KEY.",
            (await asked.FailAsync()).Message
        );
        Assert.EndsWith("It wants a key: set the environment variable CEKURA_MODEL_KEY.", (await without.FailAsync()).Message);
        Assert.Single(stub.Questions);
    }

    [Fact]
    public Task Has_no_such_model() =>
        FailsAsync(
            _ => StubAnswer.Error(404, "model 'tiny' not found"),
            ModelErrorKind.Refused,
            "tiny at * answered HTTP 404: \"model 'tiny' not found\". Check ModelUrl, and whether it has a model of the name tiny."
        );

    [Fact]
    public Task Is_no_endpoint() =>
        FailsAsync(
            _ => new StubAnswer { Raw = "<html>Welcome</html>" },
            ModelErrorKind.Refused,
            "tiny was asked at *, which does not answer as POST /chat/completions of an OpenAI-compatible endpoint does: \"<html>Welcome</html>\". Check ModelUrl; often it has to end in /v1."
        );

    private static async Task AnswersAsync(Func<StubQuestion, StubAnswer> play)
    {
        await using var stub = await ModelStub.StartAsync(play);
        using var asked = new Asked(stub.Address);

        Assert.Equal("""{"fine":true}""", (await asked.AskAsync()).Answer.ToJsonString());
        Assert.Single(stub.Questions);
    }

    private static async Task RemembersAsync(Func<StubQuestion, StubAnswer> play, string?[] first, string? after)
    {
        await using var stub = await ModelStub.StartAsync(play);
        using var asked = new Asked(stub.Address);

        await asked.AskAsync();
        await asked.AskAsync();

        Assert.Equal([.. first, after], stub.Questions.Select(question => question.Form));
    }

    private static Task IsNonsenseAsync(Func<StubQuestion, StubAnswer> play, string? message) =>
        FailsAsync(play, ModelErrorKind.Nonsense, message);

    private static async Task FailsAsync(Func<StubQuestion, StubAnswer> play, ModelErrorKind kind, string? message)
    {
        await using var stub = await ModelStub.StartAsync(play);
        using var asked = new Asked(stub.Address);

        var error = await asked.FailAsync();

        Assert.Equal(kind, error.Kind);
        if (message is not null)
        {
            Assert.Equal(message.Replace("*", stub.Address.ToString(), StringComparison.Ordinal), error.Message);
        }
    }
}
