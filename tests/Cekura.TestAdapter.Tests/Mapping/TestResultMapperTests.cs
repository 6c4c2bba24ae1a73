using System.Text.Json;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;
using Cekura.TestAdapter.Mapping;
using Cekura.TestHost;
using Microsoft.Extensions.Time.Testing;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace Cekura.TestAdapter.Tests.Mapping;

public sealed class TestResultMapperTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-mapper-").FullName;
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_failed_test_points_at_the_line_of_its_scenario()
    {
        var result = Map(Judge(Run(1, success: false)));

        Assert.Equal(TestOutcome.Failed, result.Outcome);
        Assert.Equal("   at S.Book.Calm in /project/cekura.json:line 14", result.ErrorStackTrace);
        Assert.StartsWith("Failed: ", result.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verdict_about_a_place_of_the_suite_points_there()
    {
        var refused = Judge(Run(1, success: false)) with { Location = new("/project/refunds.tests.json", 41, 9) };

        Assert.Equal("   at S.Book.Calm in /project/refunds.tests.json:line 41", (Map(refused)).ErrorStackTrace);
    }

    [Fact]
    public void A_passed_test_has_no_stack_and_little_output()
    {
        var result = Map(Judge(Run(1, success: true)));

        Assert.Null(result.ErrorStackTrace);
        Assert.Null(result.ErrorMessage);
        Assert.True(Output(result).Split('\n').Length <= 6, Output(result));
        Assert.DoesNotContain("Hello", Output(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attachments_have_short_ascii_names_under_the_results_directory()
    {
        var result = Map(Judge(Run(1, success: false)));

        var files = Files(result);
        Assert.Equal(["transcript.md", "run.json"], files.Select(file => Path.GetFileName(file)));
        Assert.All(files, file => Assert.StartsWith(_folder, file, StringComparison.Ordinal));
        Assert.Contains("Hello", await File.ReadAllTextAsync(files[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Repetitions_are_numbered_as_in_the_message()
    {
        var result = Map(Judge(Run(1, success: true)), Judge(Run(2, success: false)));

        Assert.Contains("#2 failed: ", result.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(
            ["transcript-1.md", "run-1.json", "transcript-2.md", "run-2.json"],
            Files(result).Select(file => Path.GetFileName(file))
        );
    }

    [Fact]
    public void Repetitions_are_results_of_their_own_inside_the_test_s_with_their_files()
    {
        var all = MapAll(new CekuraSettings(), hasRepetitions: true, null, Judge(Run(1, success: true)), Judge(Run(2, success: false)));

        var parent = all[0].GetPropertyValue<Guid>(TestProperties.ExecutionId, Guid.Empty);
        Assert.Equal(
            [("Book [Calm]", TestOutcome.Failed), ("Book [Calm] #1", TestOutcome.Passed), ("Book [Calm] #2", TestOutcome.Failed)],
            all.Select(result => (result.DisplayName!, result.Outcome))
        );
        Assert.NotEqual(Guid.Empty, parent);
        Assert.Equal(2, all[0].GetPropertyValue<int>(TestProperties.InnerResultsCount, 0));
        Assert.All(all.Skip(1), result =>
            Assert.Equal(parent, result.GetPropertyValue<Guid>(TestProperties.ParentExecutionId, Guid.Empty))
        );
        Assert.Equal(3, all.Select(result => result.GetPropertyValue<Guid>(TestProperties.ExecutionId, Guid.Empty)).Distinct().Count());
        Assert.StartsWith("Failed: ", all[2].ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(Files(all[0]));
        Assert.Equal(["transcript-2.md", "run-2.json"], Files(all[2]).Select(file => Path.GetFileName(file)));
    }

    [Fact]
    public void No_repetition_fails_a_test_that_did_not()
    {
        var all = MapAll(new CekuraSettings(), hasRepetitions: true, 1, Judge(Run(1, success: true)), Judge(Run(2, success: false)));

        Assert.Equal([TestOutcome.Passed, TestOutcome.Passed, TestOutcome.Skipped], all.Select(result => result.Outcome));
        Assert.StartsWith("Failed, and the test did not fail for it. Failed: ", all[2].ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_conversation_is_one_result() =>
        Assert.Single(MapAll(new CekuraSettings(), hasRepetitions: true, null, Judge(Run(1, success: false))));

    [Fact]
    public void Each_line_keeps_its_exclamation_mark_on_the_way_to_a_terminal()
    {
        var run = Run(1, success: false) with
        {
            TranscriptTurns =
            [
                new() { Role = SpeakerRole.Agent, Content = "Hello there, you!" },
                new() { Role = SpeakerRole.Caller, Content = "Thank you!" },
            ],
            Metrics =
            [
                new()
                {
                    Name = "Polite!",
                    Type = "binary",
                    Score = 0,
                    Explanation = ["Rude!"],
                },
            ],
        };

        var result = Map(Judge(run));

        var shown = (result.ErrorMessage + "\n" + Output(result))
            .Replace("\n", "!!!!", StringComparison.Ordinal)
            .Replace("!!!!", "\n", StringComparison.Ordinal);
        Assert.Contains("Agent: Hello there, you! \n", shown, StringComparison.Ordinal);
        Assert.Contains("Polite!: Rude! \n", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\n!", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TranscriptSelection.All)]
    [InlineData(TranscriptSelection.None)]
    internal void A_known_failure_has_its_reasons_as_its_first_attachment(TranscriptSelection transcripts)
    {
        var known = "Known failure (baseline: 0 of 1 passed).";
        var result = MapAll(
            new CekuraSettings { Transcripts = transcripts },
            hasRepetitions: false,
            null,
            verdict => verdict with { Outcome = Outcome.Skipped, KnownFailure = known, Message = $"{known}\n{verdict.Message}" },
            Judge(Run(1, success: false))
        )[0];

        Assert.Equal("known-failure.md", Path.GetFileName(Files(result)[0]));
        var lines = File.ReadAllLines(Files(result)[0]);
        Assert.Equal(($"# {known}", "Failed: Polite.  "), (lines[0], lines[2]));
        Assert.Equal(transcripts == TranscriptSelection.All ? 3 : 1, Files(result).Count);
    }

    [Theory]
    [InlineData(TranscriptSelection.All, true, 2)]
    [InlineData(TranscriptSelection.Failed, true, 0)]
    [InlineData(TranscriptSelection.Failed, false, 2)]
    [InlineData(TranscriptSelection.None, false, 0)]
    internal void The_settings_say_which_tests_carry_their_transcript(TranscriptSelection selection, bool success, int files) =>
        Assert.Equal(files, Files(Map(new CekuraSettings { Transcripts = selection }, Judge(Run(1, success)))).Count);

    [Fact]
    public async Task A_recording_is_attached_whether_or_not_transcripts_are()
    {
        var recording = Path.Combine(_folder, "recording-1.wav");
        await File.WriteAllTextAsync(recording, "RIFF");

        var result = Map(
            new CekuraSettings { Transcripts = TranscriptSelection.None },
            Judge(Run(1, success: true)) with
            {
                RecordingFile = recording,
            }
        );

        Assert.Equal([recording], Files(result));
        Assert.Equal("Recording", result.Attachments[0].Attachments[0].Description);
    }

    [Fact]
    public async Task A_refusal_too_long_for_the_message_is_complete_in_the_attachment()
    {
        var refusal = StartFailure.Of(
            new CekuraValidationException("refused")
            {
                StatusCode = 400,
                Messages = [.. Enumerable.Range(1, 500).Select(number => $"scenarios[{number}].name is missing")],
            },
            scenarioId: null,
            startName: null
        );

        var result = Map(refusal);

        Assert.InRange(result.ErrorMessage!.Length, 3000, 4000);
        var file = Assert.Single(Files(result));
        Assert.Equal("transcript.md", Path.GetFileName(file));
        Assert.Contains(
            "scenarios[500].name is missing",
            (await File.ReadAllTextAsync(file)).ReplaceLineEndings(" "),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Secrets_of_a_run_reach_no_attachment_and_no_output()
    {
        using var source = JsonDocument.Parse(
            """
            { "id": 1, "voice_recording_url": "https://store.example.com/canary-0/1.wav?X-Amz-Signature=canary-1", "metadata": { "listen_url": "wss://l.example.com/canary-2", "token": "canary-3" },
              "provider_call_details": { "monitor": { "listenUrl": "wss://l.example.com/canary-4" }, "note": "see https://x.example.com/?token=canary-5 and key-canary-6" } }
            """
        );
        var run = Run(1, success: false) with
        {
            Source = source.RootElement.Clone(),
            RecordingUrl = "https://store.example.com/canary-0/1.wav?X-Amz-Signature=canary-1",
        };

        var result = Map(Judge(run));

        var all = string.Join('\n', Files(result).Select(File.ReadAllText)) + Output(result) + result.ErrorMessage;
        Assert.DoesNotContain("canary", all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(5000)]
    public void Metadata_that_is_nested_without_end_costs_no_test(int levels)
    {
        var json =
            $$$"""{ "id": 1, "metadata": {{{string.Concat(Enumerable.Repeat("{\"a\":", levels))}}}1{{{new string('}', levels)}}} }""";
        var run = Run(1, success: false) with { Source = JsonElement.Parse(json, new() { MaxDepth = 10_000 }) };

        var result = Map(Judge(run));

        Assert.Equal(TestOutcome.Failed, result.Outcome);
        Assert.Equal(["transcript.md", "run.json"], Files(result).Select(file => Path.GetFileName(file)));
    }

    [Theory]
    [InlineData("true", "transcript.md", "run.json", "judge.json")]
    [InlineData("false", "transcript.md", "run.json")]
    public void What_a_judge_saw_and_said_is_attached_when_the_emulator_says_it(string emulated, params string[] files)
    {
        var json =
            $$$"""{ "id": 1, "metadata": { "emulated": {{{emulated}}}, "emulator_judge": { "model": "stub", "questions": [{ "asked": "with key-canary-6" }] } } }""";

        var result = Map(Judge(Run(1, success: false) with { Source = JsonElement.Parse(json) }));

        Assert.Equal(files, Files(result).Select(file => Path.GetFileName(file)));
        if (files is [.., "judge.json"])
        {
            var text = File.ReadAllText(Files(result)[^1]);
            Assert.StartsWith("{\n  \"model\": \"stub\",\n  \"questions\": [", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
            Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_attachment_that_cannot_be_written_is_named_and_costs_no_other()
    {
        // Where the run's file would be is a folder.
        Directory.CreateDirectory(
            Path.Combine(
                _folder,
                "cekura",
                EarlierAttachments.NameOf("Clinic", _time.GetUtcNow(), Environment.ProcessId),
                "0001",
                "run.json"
            )
        );

        var result = Map(Judge(Run(1, success: false)));

        Assert.Equal(TestOutcome.Failed, result.Outcome);
        Assert.StartsWith("Failed: ", result.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(["transcript.md"], Files(result).Select(file => Path.GetFileName(file)));
        Assert.Contains("warning: run.json is not attached: ", Output(result), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_folder_can_be_made_the_verdict_says_so()
    {
        File.WriteAllText(Path.Combine(_folder, "cekura"), "not a folder");

        var result = Map(Judge(Run(1, success: false)));

        Assert.Equal(TestOutcome.Failed, result.Outcome);
        Assert.Empty(Files(result));
        Assert.Contains("warning: What belongs to the test is not attached: ", Output(result), StringComparison.Ordinal);
    }

    [Fact]
    public void Times_that_no_calendar_has_cost_no_test()
    {
        var run = Run(1, success: false) with { ExecutedAt = DateTimeOffset.MaxValue, Duration = TimeSpan.FromSeconds(9e8) };
        Assert.Equal((TestOutcome.Failed, _time.GetUtcNow()), (Map(Judge(run)).Outcome, Map(Judge(run)).EndTime));

        Assert.Equal(TestOutcome.Failed, Map(Judge(run with { ExecutedAt = DateTimeOffset.MinValue, Duration = null })).Outcome);
    }

    private TestResult Map(params RunVerdict[] runs) => Map(new CekuraSettings(), runs);

    private TestResult Map(CekuraSettings settings, params RunVerdict[] runs) => MapAll(settings, false, null, runs)[0];

    private IReadOnlyList<TestResult> MapAll(CekuraSettings settings, bool hasRepetitions, int? passAtLeast, params RunVerdict[] runs) =>
        MapAll(settings, hasRepetitions, passAtLeast, verdict => verdict, runs);

    private IReadOnlyList<TestResult> MapAll(
        CekuraSettings settings,
        bool hasRepetitions,
        int? passAtLeast,
        Func<CaseVerdict, CaseVerdict> change,
        params RunVerdict[] runs
    )
    {
        var scenarioCase = new ScenarioCase
        {
            FullyQualifiedName = "S.Book.Calm",
            DisplayName = "Book [Calm]",
            ScenarioId = 101,
            ScenarioName = "Book",
            Mode = "text",
            Location = new SourceLocation("/project/cekura.json", 14, 5),
        };
        var dashboard = DashboardLink.ForProject(742);
        var files = new CaseFiles(
            settings.Transcripts,
            dashboard,
            new RunDocument("key-canary-6"),
            AttachmentFolder.Under(_folder, "Clinic", _time, Environment.ProcessId)
        );
        var mapper = new TestResultMapper(new CaseResults(dashboard, files, _time), hasRepetitions);
        return mapper.ToTestResults(
            new TestCaseMapper("/project/bin/tests.dll", hasTraits: false).ToTestCase(scenarioCase),
            scenarioCase,
            change(new CaseJudge(new()).Aggregate(runs, passAtLeast))
        );
    }

    private static RunVerdict Judge(Run run) => new RunJudge(new()).Judge(run, [], WatchEnd.Settled);

    private static Run Run(long id, bool success) =>
        new()
        {
            Id = id,
            ResultId = 987,
            Status = RunStatus.Completed,
            Success = success,
            Metrics =
            [
                new()
                {
                    Name = "Polite",
                    Type = "binary",
                    Score = success ? 5 : 0,
                    Explanation = ["It said \"Hello there, you\"."],
                },
            ],
            TranscriptTurns = [new() { Role = SpeakerRole.Agent, Content = "Hello there, you." }],
        };

    private static string Output(TestResult result) => string.Concat(result.Messages.Select(message => message.Text));

    private static List<string> Files(TestResult result) =>
        [.. result.Attachments.SelectMany(set => set.Attachments).Select(attachment => attachment.Uri.LocalPath)];
}
