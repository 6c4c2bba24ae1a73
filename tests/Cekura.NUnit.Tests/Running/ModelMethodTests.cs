using System.Reflection;
using System.Text.Json.Nodes;
using Cekura.Manifests.Settings;
using Cekura.Models.Chat;
using Cekura.NUnit.InProcess;

namespace Cekura.NUnit.Tests.Running;

/// <summary>A method of the tests asks the language model.</summary>
public sealed class ModelMethodTests
{
    private static ModelQuestion? _asked;

    private static readonly ModelRequest Question = new(
        ModelRole.Judge,
        [new(ChatMessage.System, "Be fair."), new(ChatMessage.User, "Was it?")],
        new("verdict", JsonNode.Parse("""{"type":"object"}""")!.AsObject())
    )
    {
        Seed = 7,
        Model = "wise",
        Key = new("Book", "judge outcome", []),
    };

    [Fact]
    public async Task It_gets_the_question_and_its_answer_is_the_model_s()
    {
        var reply = await Model(nameof(Fair)).AskAsync(Question, default);

        Assert.Equal("""{"met":true}""", reply.Answer.ToJsonString());
        Assert.Equal(("mine", "stop", 12, 3), (reply.Model, reply.StopReason, reply.InputTokens, reply.OutputTokens));
        Assert.Equal(
            ("wise", true, "verdict", 0.0, 7),
            (_asked!.Model, _asked.IsJudge, _asked.SchemaName, _asked.Temperature, _asked.Seed)
        );
        Assert.Equal(
            [
                new(
                    "system",
                    "Be fair.\n\nAnswer with one JSON object and nothing else. It has to fit this JSON schema: {\"type\":\"object\"}"
                ),
                new("user", "Was it?"),
            ],
            _asked.Messages
        );
    }

    [Theory]
    [InlineData(
        nameof(Chats),
        ModelErrorKind.Nonsense,
        "returned an answer without a JSON object: \"Of course.\". Ask for one of the question's Schema."
    )]
    [InlineData(
        nameof(CutOff),
        ModelErrorKind.Nonsense,
        "returned an answer that was cut off at its limit of tokens: \"{\". Raise that limit, or ask another model."
    )]
    [InlineData(nameof(Nothing), ModelErrorKind.Nonsense, "returned null in the place of an answer. Let it return a ModelAnswer.")]
    [InlineData(
        nameof(Hangs),
        ModelErrorKind.Unreachable,
        "did not answer within 1 s. Look whether it hangs, or give it longer with TimeoutSeconds of [CekuraModel]."
    )]
    [InlineData(
        nameof(Throws),
        ModelErrorKind.Refused,
        "threw InvalidOperationException: There is no key. It was thrown at Cekura.NUnit.Tests.Running.ModelMethodTests.Throws("
    )]
    internal async Task What_is_no_answer_is_told_with_the_method_s_name(string method, ModelErrorKind kind, string message)
    {
        var error = await Assert.ThrowsAsync<ModelException>(() => Model(method, seconds: 1).AskAsync(Question, default));

        Assert.Equal(kind, error.Kind);
        Assert.StartsWith($"ModelMethodTests.{method} ([CekuraModel]) {message}", error.Message);
    }

    [Fact]
    public async Task A_conversation_that_is_over_waits_for_no_method()
    {
        using var stop = new CancellationTokenSource();
        var asking = Model(nameof(Hangs)).AskAsync(Question, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public void A_method_of_another_form_two_of_them_and_none()
    {
        Assert.StartsWith(
            "[CekuraModel] of ModelMethodTests.Wrong: write the method as \"static Task<ModelAnswer> Wrong(ModelQuestion question, CancellationToken cancellationToken)\"",
            Read(nameof(Wrong)).Problem
        );
        Assert.Equal("[CekuraModel] of ModelMethodTests.Fair: TimeoutSeconds is 0. Give it 1 to 3600.", Read(0, nameof(Fair)).Problem);
        Assert.Equal(
            "ModelMethodTests.Chats and ModelMethodTests.Fair ask for every caller and judge: leave one [CekuraModel].",
            Read(nameof(Fair), nameof(Chats)).Problem
        );
        Assert.Equal(new ModelMethod("", Model: null, Problem: null), Read());
    }

    [Fact]
    public void Where_the_service_plays_callers_it_is_said_that_the_method_is_not_asked()
    {
        Assert.Equal(
            "ModelMethodTests.Fair ([CekuraModel]) is not asked: https://api.cekura.ai/ plays callers and judges by itself. The method answers with ApiUrl=emulator.",
            Read(nameof(Fair)).Ignored(new CekuraSettings())
        );
        Assert.Null(Read(nameof(Fair)).Ignored(new CekuraSettings { ApiUrl = null }));
        Assert.Null(Read().Ignored(new CekuraSettings()));
    }

    private static Task<ModelAnswer> Fair(ModelQuestion question, CancellationToken cancellationToken)
    {
        _asked = question;
        return Task.FromResult(
            new ModelAnswer("Well: {\"met\": true}")
            {
                Model = "mine",
                StopReason = "stop",
                InputTokens = 12,
                OutputTokens = 3,
            }
        );
    }

    private static Task<ModelAnswer> Chats(ModelQuestion question, CancellationToken cancellationToken) =>
        Task.FromResult(new ModelAnswer("Of course."));

    private static Task<ModelAnswer> CutOff(ModelQuestion question, CancellationToken cancellationToken) =>
        Task.FromResult(new ModelAnswer("{") { StopReason = "length" });

    private static Task<ModelAnswer> Nothing(ModelQuestion question, CancellationToken cancellationToken) => NoTask!;

    private static Task<ModelAnswer>? NoTask => field;

    private static Task<ModelAnswer> Hangs(ModelQuestion question, CancellationToken cancellationToken) =>
        new TaskCompletionSource<ModelAnswer>().Task;

    private static Task<ModelAnswer> Throws(ModelQuestion question, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("There is no key.");

    private static Task<string> Wrong(ModelQuestion question) => Task.FromResult("");

    private static IChatModel Model(string method, int seconds = 120) => Read(seconds, method).Model!;

    private static ModelMethod Read(params string[] methods) => Read(120, methods);

    private static ModelMethod Read(int seconds, params string[] methods) =>
        ModelMethod.Of([
            .. methods.Select(name =>
                (
                    typeof(ModelMethodTests).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!,
                    new CekuraModelAttribute { TimeoutSeconds = seconds }
                )
            ),
        ]);
}
