using System.Reflection;
using System.Text;
using Cekura.Emulator;
using Cekura.Manifests.Settings;
using Cekura.NUnit.InProcess;
using Cekura.Testing;
using NUnit.Framework.Interfaces;

namespace Cekura.NUnit.Tests.Running;

/// <summary>A method of the tests is the agent: no socket is opened and nothing is launched.</summary>
[Collection(nameof(NUnitRun))]
public sealed class InProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cekura-in-process-");

    private string Seed => Path.Combine(_folder.FullName, "emulator.seed.json");

    public InProcessTests() => File.WriteAllText(Seed, SeedText());

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Words_and_tools_are_in_the_transcript_as_they_came()
    {
        var result = Run("Everything_it_does_is_heard.Books.Personality_3");

        Assert.True(result.ResultState.Status == TestStatus.Passed, $"{result.Message}\n{result.Output}");
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-01$", Fixtures.InProcess.LastTrace.Parent);
        Assert.True(Fixtures.InProcess.LastTrace.IsRecorded);
    }

    [Fact]
    public void The_same_method_answers_an_API_chat_of_the_emulator()
    {
        var result = Run("Answers_an_API_chat.Books_in_a_chat.Own_personality");

        Assert.True(result.ResultState.Status == TestStatus.Passed, $"{result.Message}\n{result.Output}");
    }

    [Fact]
    public async Task The_same_method_answers_an_API_chat_of_the_service()
    {
        await using var service = await LoopbackEmulator.StartAsync(EmulatorSeed.Parse(Encoding.UTF8.GetBytes(SeedText()), Seed));

        var result = Run("Answers_an_API_chat.Books_in_a_chat.Own_personality", new() { ["Cekura.ApiUrl"] = service.Address.ToString() });

        Assert.True(result.ResultState.Status == TestStatus.Passed, $"{result.Message}\n{result.Output}");
    }

    [Fact]
    public void A_method_of_the_tests_asks_the_model_that_plays_a_caller_and_once_recorded_it_is_not_asked()
    {
        Fixtures.InProcess.Asked = 0;
        const string Test = "A_model_plays_the_caller.Is_played.Personality_3";

        var first = Run(Test, new(Emulator()) { ["Cekura.CallerModel"] = "tiny", ["Cekura.Cassette"] = "Record" });
        var asked = Fixtures.InProcess.Asked;
        var second = Run(Test, new(Emulator()) { ["Cekura.CallerModel"] = "tiny", ["Cekura.Cassette"] = "Replay" });

        Assert.True(first.ResultState.Status == TestStatus.Passed, $"{first.Message}\n{first.Output}");
        Assert.True(second.ResultState.Status == TestStatus.Passed, $"{second.Message}\n{second.Output}");
        Assert.Equal((1, 1), (asked, Fixtures.InProcess.Asked));
        Assert.Contains(
            "\"answered_by\": \"tiny of mine\"",
            File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(_folder.FullName, "cassettes")))),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_exception_before_the_first_words_is_no_conversation()
    {
        var result = Run("Throws_at_once.Throws_at_once.Personality_3");

        Assert.Equal(ResultState.Failure.Status, result.ResultState.Status);
        Assert.Contains(
            "The agent at InProcess.Throw threw InvalidOperationException: There is no key. Set DESK_KEY. It was thrown at Cekura.NUnit.Tests.Fixtures.InProcess.Throw(",
            result.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("InProcess.cs:line ", result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("The method does not run", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_after_words_is_an_agent_that_broke_off()
    {
        var result = Run("Throws_later.Throws_later.Personality_3");

        Assert.Equal(TestStatus.Failed, result.ResultState.Status);
        Assert.Contains("threw TaskCanceledException: The model did not answer", result.Message, StringComparison.Ordinal);
        Assert.Contains("InProcess.ThrowLater(", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_that_ignores_its_token_is_left_at_its_time_limit()
    {
        var result = Run("Hangs.Hangs.Personality_3");

        Assert.Equal(TestStatus.Failed, result.ResultState.Status);
        Assert.Contains(
            "The agent at InProcess.Hang did not answer within 1 s. Look whether it hangs, or give it longer with TimeoutSeconds of [CekuraAgent].",
            result.Message,
            StringComparison.Ordinal
        );
        Assert.True(Fixtures.InProcess.LastToken.IsCancellationRequested);
    }

    [Fact]
    public void No_reply_at_all_is_an_answer_that_cannot_be_read()
    {
        var result = Run("Returns_null.Says_nothing.Personality_3");

        Assert.Equal(TestStatus.Failed, result.ResultState.Status);
        Assert.Contains("InProcess.Nothing returned null in the place of a reply", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Conversations_are_held_at_once()
    {
        (Fixtures.InProcess.Met, Fixtures.InProcess.Meeting) = (0, new(TaskCreationOptions.RunContinuationsAsynchronously));

        var results = NUnitRun.Run(
            $"<or>{Case("Two_conversations_are_held_at_once.Meets.Personality_3")}{Case("Two_conversations_are_held_at_once.Meets.Personality_7")}</or>",
            Emulator()
        );

        Assert.All(results.Values, result => Assert.Equal(TestStatus.Passed, result.ResultState.Status));
        Assert.Equal(2, Fixtures.InProcess.Met);
    }

    [Fact]
    public void A_stopped_run_cancels_what_the_method_waits_for()
    {
        var results = NUnitRun.Run(Case("Stopped.Stopped.Personality_3"), Emulator(), loaded: runner =>
            Fixtures.InProcess.Press = runner.StopRun
        );

        Assert.Equal(ResultState.Cancelled.Label, Assert.Single(results).Value.ResultState.Label);
        Assert.True(Fixtures.InProcess.LastToken.IsCancellationRequested);
    }

    [Fact]
    public void An_agent_that_the_seed_does_not_have_is_refused()
    {
        File.WriteAllText(
            Seed,
            SeedText()
                .Replace("\"id\": 97,", "\"id\": 98,", StringComparison.Ordinal)
                .Replace("\"agent\": 97,", "\"agent\": 98,", StringComparison.Ordinal)
        );

        var result = Run("Returns_null.Says_nothing.Personality_3");

        Assert.Contains(
            $"InProcess.Stop answers for agent 97, which {Seed} does not have. Its agents: 91, 92, 93, 94, 95, 96, 98. Correct [CekuraAgent(97)].",
            result.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(nameof(Methods.OfNoTask), 0, 100, "write the method as \"static Task<AgentReply> OfNoTask(AgentConversation conversation,")]
    [InlineData(nameof(Methods.OfAnInstance), 0, 100, "write the method as \"static Task<AgentReply> OfAnInstance(")]
    [InlineData(nameof(Methods.OfEvery), 0, 0, "[CekuraAgent] of Methods.OfEvery: TimeoutSeconds is 0. Give it 1 to 3600.")]
    [InlineData(nameof(Methods.OfEvery), -1, 100, "ids of agents are those that the service shows, from 1.")]
    public void A_method_that_cannot_be_an_agent_says_why(string method, int id, int seconds, string problem)
    {
        var agents = AgentMethods.Of([(typeof(Methods).GetMethod(method)!, new CekuraAgentAttribute(id) { TimeoutSeconds = seconds })]);

        Assert.Contains(problem, agents.Problem!, StringComparison.Ordinal);
        Assert.Empty(agents.All);
    }

    [Theory]
    [InlineData(0, "Methods.OfEvery and Methods.OfOthers answer for every agent: give [CekuraAgent] of each the id of its agent")]
    [InlineData(12, "Methods.OfEvery and Methods.OfOthers answer for agent 12: leave one [CekuraAgent(12)].")]
    public void An_agent_has_one_method(int id, string problem) =>
        Assert.StartsWith(
            problem,
            AgentMethods.Of([Agent(nameof(Methods.OfOthers), id), Agent(nameof(Methods.OfEvery), id)]).Problem!,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_method_that_names_its_agent_goes_before_one_that_names_none()
    {
        var agents = AgentMethods.Of([Agent(nameof(Methods.OfEvery), 0), Agent(nameof(Methods.OfOthers), 12)]);

        Assert.Equal("Methods.OfOthers", agents.Find(12)!.Name);
        Assert.Equal("Methods.OfEvery", agents.Find(13)!.Name);
        Assert.Equal("Methods.OfEvery", agents.Find(null)!.Name);
        Assert.Null(AgentMethods.Of([Agent(nameof(Methods.OfOthers), 12)]).Find(null));
    }

    [Fact]
    public void A_run_against_the_service_says_that_the_method_is_not_used()
    {
        var agents = AgentMethods.Of([Agent(nameof(Methods.OfEvery), 0)]);
        var cases = new[] { Sample.Case with { Mode = "voice" } };

        Assert.Equal(
            "Methods.OfEvery ([CekuraAgent]) does not answer in mode voice: https://api.cekura.ai/ reaches the agent by itself. The method answers with ApiUrl=emulator, and in mode api_chat.",
            agents.Ignored(cases, new CekuraSettings { ApiUrl = new("https://api.cekura.ai/") })
        );
        Assert.Null(agents.Ignored([cases[0] with { Mode = "api_chat" }], new CekuraSettings()));
        Assert.Null(AgentMethods.Of([]).Ignored(cases, new CekuraSettings()));
    }

    private static (MethodInfo, CekuraAgentAttribute) Agent(string method, int id) =>
        (typeof(Methods).GetMethod(method)!, new CekuraAgentAttribute(id));

    private ITestResult Run(string test, Dictionary<string, string>? parameters = null) =>
        Assert.Single(NUnitRun.Run(Case(test), parameters ?? Emulator())).Value;

    private static string Case(string test) => NUnitRun.Case(typeof(Fixtures.InProcess), test);

    private Dictionary<string, string> Emulator() => new() { ["Cekura.ApiUrl"] = "emulator", ["Cekura.Seed"] = Seed };

    private static string SeedText()
    {
        var agents = Enumerable
            .Range(91, 7)
            .Select(id =>
                $$"""{ "id": {{id}}, "agent_name": "Agent {{id}}", "agent_gives_first_message": {{(id == 91 ? "true" : "false")}} }"""
            );
        var scenarios = Enumerable
            .Range(91, 7)
            .Select(id =>
                $$"""
                    { "id": {{id}}1, "name": "Scenario of {{id}}", "agent": {{id}}, "personality": 3, "scenario_type": "conditional_actions",
                      "outcomes": [ { "text": "It is heard", "rule": { "agent_says": "." } } ], "optional_conditions": [1, 2],
                      "conditional_actions": { "role": "A caller", "conditions": [
                        { "id": 0, "condition": "FIRST_MESSAGE", "action": "{{(
                        id == 91 ? "" : "Hello"
                    )}}", "type": "standard", "fixed_message": true },
                        { "id": 1, "condition": "/Monday good/", "action": "On Monday", "type": "standard", "fixed_message": true },
                        { "id": 2, "condition": "/shall I book/", "action": "Yes", "type": "standard", "fixed_message": true } ] } }
                    """
            );
        return $$"""
            { "project": 742,
              "agents": [ {{string.Join(", ", agents)}} ],
              "personalities": [ { "id": 3, "name": "Normal Male", "style": "plain" }, { "id": 7, "name": "In a hurry", "style": "terse" } ],
              "scenarios": [ {{string.Join(", ", scenarios)}},
                { "id": 912, "name": "Is played", "agent": 91, "personality": 3, "scenario_type": "instruction",
                  "instructions": "You want to book on Monday.",
                  "outcomes": [ { "text": "It is heard", "rule": { "agent_says": "." } } ] } ] }
            """.Replace(
            "\"agent_name\": \"Agent 91\",",
            """
            "agent_name": "Agent 91", "websocket_url": "ws://127.0.0.1:9/chat", "launch": { "command": "no-such-program-of-cekura" },
            """,
            StringComparison.Ordinal
        );
    }

    public sealed class Methods
    {
        public static AgentReply OfNoTask(AgentConversation conversation, CancellationToken cancellationToken) => new();

        private readonly AgentReply _reply = new("Hello");

        public Task<AgentReply> OfAnInstance(AgentConversation conversation, CancellationToken cancellationToken) =>
            Task.FromResult(_reply);

        public static Task<AgentReply> OfEvery(AgentConversation conversation, CancellationToken cancellationToken) =>
            Task.FromResult(new AgentReply("Hello"));

        public static Task<AgentReply> OfOthers(AgentConversation conversation, CancellationToken cancellationToken) =>
            OfEvery(conversation, cancellationToken);
    }
}
