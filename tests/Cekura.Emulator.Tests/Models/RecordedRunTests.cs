using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Callers;
using Cekura.Models.Options;
using Cekura.Testing;

namespace Cekura.Emulator.Tests.Models;

/// <summary>Conversations with a caller and a judge behind a real endpoint, and again from their cassettes with the network cut.</summary>
public sealed class RecordedRunTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:1/v1");

    [Fact]
    public async Task What_an_endpoint_played_is_replayed_without_it_and_changes_no_byte()
    {
        await using var bench = await EndpointBench.StartAsync();
        var stub = await Cekura.Testing.ModelStub.StartAsync(EndpointBench.Play);
        JsonNode recorded;
        await using (var emulator = bench.Open(stub.Address))
        {
            recorded = await EndpointBench.RunAsync(emulator);
        }

        await stub.DisposeAsync();
        var file = Assert.Single(Directory.GetFiles(bench.Cassettes));
        var text = await File.ReadAllTextAsync(file);
        JsonNode replayed;
        await using (var emulator = bench.Open(Nowhere))
        {
            replayed = await EndpointBench.RunAsync(emulator);
        }

        Assert.Equal(("completed", true, ""), PlayedRunTests.Outcome(recorded));
        Assert.Equal(("completed", true, ""), PlayedRunTests.Outcome(replayed));
        Assert.Equal(Talk(recorded), Talk(replayed));
        Assert.Equal(
            [("tiny", "caller_turn"), ("tiny", "caller_turn"), ("wise", "judged_statements")],
            stub.Questions.Select(question => (question.Model, question.Schema!))
        );
        Assert.All(stub.Questions, question => Assert.Equal($"Bearer {EndpointBench.Key}", question.Authorization));
        Assert.Equal(text, await File.ReadAllTextAsync(file));
        Assert.DoesNotContain(EndpointBench.Key, text, StringComparison.Ordinal);
        Assert.Equal(
            [$"3 answers of models were recorded in {bench.Cassettes}. Commit them with the change that caused them."],
            bench.Notes
        );
    }

    [Fact]
    public async Task Conversations_at_once_say_the_same_from_cassettes()
    {
        await using var bench = await EndpointBench.StartAsync();
        await using (var stub = await Cekura.Testing.ModelStub.StartAsync(EndpointBench.Play))
        await using (var emulator = bench.Open(stub.Address))
        {
            await EndpointBench.RunAsync(emulator);
        }

        bench.Variables["CI"] = "true";
        await using var replay = bench.Open(url: null);
        var runs = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => EndpointBench.RunAsync(replay)));

        Assert.All(runs, run =>
            Assert.Equal((run["error_message"]!.ToString(), ("completed", true, "")), ("", PlayedRunTests.Outcome(run)))
        );
        Assert.Single(runs.Select(Talk).Distinct());
    }

    [Fact]
    public async Task In_CI_a_question_that_is_not_recorded_is_infrastructure_and_no_model_is_asked()
    {
        await using var bench = await EndpointBench.StartAsync();
        await using var stub = await Cekura.Testing.ModelStub.StartAsync(EndpointBench.Play);
        await using (var emulator = bench.Open(stub.Address))
        {
            await EndpointBench.RunAsync(emulator);
        }

        bench.Variables["CI"] = "true";
        var file = Assert.Single(Directory.GetFiles(bench.Cassettes));
        await File.WriteAllTextAsync(
            file,
            (await File.ReadAllTextAsync(file)).Replace("We have 10:30 on Thursday", "We have 10:45 on Thursday", StringComparison.Ordinal)
        );
        await using var strict = bench.Open(stub.Address);
        var (status, success, error) = PlayedRunTests.Outcome(await EndpointBench.RunAsync(strict));

        Assert.Equal(("failed", false), (status, success));
        Assert.Contains(
            "The nearest that it has is \"caller turn 1\", whose part \"agent\" differs first at character 24: \"...ch time? We have 10:45 on Thursday.\" was recorded, \"...ch time? We have 10:30 on Thursday.\" is asked.",
            error,
            StringComparison.Ordinal
        );
        Assert.Equal(3, stub.Questions.Count);
    }

    [Fact]
    public async Task Calls_that_are_used_up_are_infrastructure()
    {
        await using var bench = await EndpointBench.StartAsync();
        await using var stub = await Cekura.Testing.ModelStub.StartAsync(EndpointBench.Play);
        await using var emulator = bench.Open(stub.Address, CassetteMode.Off, new() { MaxCalls = 1 });

        var (status, success, error) = PlayedRunTests.Outcome(await EndpointBench.RunAsync(emulator));

        Assert.Equal(("failed", false), (status, success));
        Assert.Contains("Not asked: 1 question to models was allowed (MaxModelCalls)", error, StringComparison.Ordinal);
        Assert.Single(stub.Questions);
        Assert.False(Directory.Exists(bench.Cassettes));
    }

    [Theory]
    [InlineData(503, "Look at the endpoint's own log.")]
    [InlineData(401, "Check the key in the environment variable MY_KEY.")]
    public async Task An_endpoint_that_refuses_is_infrastructure(int status, string advice)
    {
        await using var bench = await EndpointBench.StartAsync();
        bench.Model = """, "key_variable": "MY_KEY" """;
        bench.Variables["MY_KEY"] = "sk-mine-0123456789";
        await using var stub = await Cekura.Testing.ModelStub.StartAsync(StubAnswer.Error(status, "No sk-mine-0123456789 today."));
        await using var emulator = bench.Open(stub.Address);

        var run = await EndpointBench.RunAsync(emulator);

        Assert.Equal(("failed", false), (PlayedRunTests.Outcome(run).Status, PlayedRunTests.Outcome(run).Success));
        Assert.Contains(
            $"tiny at {stub.Address} answered HTTP {status}: \"No *** today.\". {advice}",
            PlayedRunTests.Outcome(run).Error,
            StringComparison.Ordinal
        );
        Assert.Equal("Bearer sk-mine-0123456789", stub.Questions[0].Authorization);
        Assert.DoesNotContain("sk-mine-0123456789", run.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seed_that_is_read_anew_may_name_another_endpoint()
    {
        await using var bench = await EndpointBench.StartAsync();
        await using var first = await Cekura.Testing.ModelStub.StartAsync(EndpointBench.Play);
        await using var second = await Cekura.Testing.ModelStub.StartAsync(EndpointBench.Play);
        bench.Model = $""", "url": "{first.Address}" """;
        await using var emulator = bench.Open(url: null, CassetteMode.Off);
        await EndpointBench.RunAsync(emulator);

        bench.Model = $""", "url": "{second.Address}" """;
        emulator.Emulator.Reload(EmulatorSeed.Parse(System.Text.Encoding.UTF8.GetBytes(bench.Seed()), "emulator.seed.json"));
        await EndpointBench.RunAsync(emulator);

        Assert.Equal((3, 3), (first.Questions.Count, second.Questions.Count));
    }

    [Fact]
    public async Task Answers_that_no_conversation_used_are_told_and_not_after_one_that_was_cut_short()
    {
        await using var bench = await EndpointBench.StartAsync();
        await using var stub = await Cekura.Testing.ModelStub.StartAsync(EndpointBench.Play);
        await using (var emulator = bench.Open(stub.Address))
        {
            await EndpointBench.RunAsync(emulator);
        }

        var file = Assert.Single(Directory.GetFiles(bench.Cassettes));
        await File.WriteAllTextAsync(
            file,
            (await File.ReadAllTextAsync(file)).Replace(
                "\"kind\": \"judge outcome\"",
                "\"kind\": \"judge metric 7\"",
                StringComparison.Ordinal
            )
        );
        bench.Notes.Clear();
        await using (var emulator = bench.Open(stub.Address, CassetteMode.Replay))
        {
            await EndpointBench.RunAsync(emulator);
        }

        Assert.Empty(bench.Notes);
        await using (var emulator = bench.Open(stub.Address))
        {
            await EndpointBench.RunAsync(emulator);
        }

        Assert.Equal($"{file}: 1 answer of 4 was not used (judge metric 7). cekura cassette prune removes it.", bench.Notes[^1]);
    }

    private static string Talk(JsonNode run) =>
        string.Join(
            '\n',
            run["transcript_object"]!.AsArray().Select(turn => $"{turn!["role"]}: {turn["content"]}").Append(run["success"]?.ToJsonString())
        );
}
