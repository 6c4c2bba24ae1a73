using Cekura.Models.Chat;
using Cekura.Models.Options;
using Cekura.Testing;

namespace Cekura.Models.Tests.Limits;

/// <summary>How often models are asked, for how much money, and how many questions wait at once.</summary>
public class LimitTests
{
    private static readonly Func<StubQuestion, StubAnswer> Play = _ => Misbehaviour.Good;

    // A question costs 100 of 1 and 10 of 2 for a million: 0.00012.
    private static readonly Dictionary<string, ModelPrice> Prices = new() { ["tiny"] = new(1, 2), ["wise"] = new(1, 2) };

    [Fact]
    public async Task No_more_questions_are_asked_than_are_allowed_however_many_want_to()
    {
        await using var stub = await ModelStub.StartAsync(Play);
        using var asked = new Asked(stub.Address, new() { MaxCalls = 3 });

        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => KindAsync(asked)));

        Assert.Equal(3, all.Count(kind => kind is null));
        Assert.All(all.OfType<ModelErrorKind>(), kind => Assert.Equal(ModelErrorKind.UsedUp, kind));
        Assert.Equal(3, stub.Questions.Count);
        Assert.Equal(
            "Not asked: 3 questions to models were allowed (MaxModelCalls), and all were asked. Raise it, or run fewer tests.",
            (await asked.FailAsync()).Message
        );
    }

    [Fact]
    public async Task What_is_asked_again_for_its_form_counts_and_what_was_refused_does_not()
    {
        await using var ignoring = await ModelStub.StartAsync(Play.IgnoresForm());
        await using var refusing = await ModelStub.StartAsync(Play.RefusesEveryForm());
        using var ignored = new Asked(ignoring.Address, new() { MaxCalls = 1 });
        using var refused = new Asked(refusing.Address, new() { MaxCalls = 1 });

        Assert.Equal(ModelErrorKind.UsedUp, (await ignored.FailAsync()).Kind);
        await refused.AskAsync();

        Assert.Single(ignoring.Questions);
    }

    [Fact]
    public async Task Questions_end_when_the_money_is_spent()
    {
        await using var stub = await ModelStub.StartAsync(Play);
        using var asked = new Asked(stub.Address, new() { MaxCost = 0.0002m, Prices = Prices });

        await asked.AskAsync();
        await asked.AskAsync();

        Assert.Equal(
            "Not asked: questions to models may cost 0.0002 (MaxModelCost), and those that were answered cost 0.0002. Raise it, or run fewer tests.",
            (await asked.FailAsync()).Message
        );
    }

    [Fact]
    public async Task Nonsense_costs_too()
    {
        await using var stub = await ModelStub.StartAsync(Play.CutOff());
        using var asked = new Asked(stub.Address, new() { MaxCost = 0.0001m, Prices = Prices });

        Assert.Equal(ModelErrorKind.Nonsense, (await asked.FailAsync()).Kind);
        Assert.Equal(ModelErrorKind.UsedUp, (await asked.FailAsync()).Kind);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    public async Task An_answer_without_an_object_costs_also_when_the_next_question_is_refused(int status)
    {
        await using var stub = await ModelStub.StartAsync(StubAnswer.Words("Sure, happy to help!"), StubAnswer.Error(status, "No."));
        using var asked = new Asked(stub.Address, new() { MaxCost = 0.0001m, Prices = Prices });

        Assert.Equal(ModelErrorKind.Refused, (await asked.FailAsync()).Kind);
        Assert.Equal(ModelErrorKind.UsedUp, (await asked.FailAsync()).Kind);
    }

    [Fact]
    public async Task An_endpoint_that_counts_no_tokens_cannot_be_held_to_a_cost()
    {
        await using var stub = await ModelStub.StartAsync(Misbehaviour.Good with { InputTokens = null });
        using var asked = new Asked(stub.Address, new() { MaxCost = 1, Prices = Prices });

        var reply = await asked.AskAsync();

        Assert.Equal((0, 0), (reply.InputTokens, reply.OutputTokens));
        Assert.Equal(
            "Not asked: MaxModelCost cannot be kept: the endpoint does not say how many tokens the answers of tiny have. Use MaxModelCalls.",
            (await asked.FailAsync()).Message
        );
    }

    [Fact]
    public async Task No_more_questions_wait_at_once_than_are_allowed()
    {
        var (waiting, most) = (0, 0);
        var gate = new Lock();
        await using var stub = await ModelStub.StartAsync(_ =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++waiting);
            }

            return Misbehaviour.Good with
            {
                Until = LeaveAsync(),
            };
        });
        using var asked = new Asked(stub.Address, new() { Concurrency = 2 });

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => asked.AskAsync()));

        Assert.InRange(most, 1, 2);

        async Task LeaveAsync()
        {
            await Task.Yield();
            lock (gate)
            {
                waiting--;
            }
        }
    }

    [Theory]
    [InlineData(
        true,
        null,
        "ModelUrl says where models are, and nothing says which one to ask. Set CallerModel, or \"caller\" in \"model\" of the seed."
    )]
    [InlineData(true, "tiny", null)]
    [InlineData(
        true,
        "huge",
        "MaxModelCost cannot be kept: nothing says what huge costs. Write \"prices\": { \"huge\": { \"input\": 0.15, \"output\": 0.60 } }, for a million tokens each, into \"model\" of the seed, or use MaxModelCalls."
    )]
    [InlineData(false, null, null)]
    public void Settings_that_cannot_be_kept_are_told(bool hasUrl, string? model, string? problem)
    {
        var settings = new ModelSettings
        {
            Url = hasUrl ? new Uri("http://localhost/v1") : null,
            CallerModel = model,
            MaxCost = 1,
            Prices = Prices,
        };

        Assert.Equal(problem, settings.Problem);
    }

    private static async Task<ModelErrorKind?> KindAsync(Asked asked)
    {
        try
        {
            await asked.AskAsync();
            return null;
        }
        catch (ModelException e)
        {
            return e.Kind;
        }
    }
}
