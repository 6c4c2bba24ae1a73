using System.Globalization;
using System.Text.Json;
using Cekura.Client;
using Cekura.Reports.Html;
using Cekura.Runs.Tests.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Html;

/// <summary>A failed case as a person works through it, in a real browser.</summary>
public sealed class WorkspaceTests
{
    private const int Turns = 40;
    private const int Decisive = 21;

    [BrowserFact]
    public async Task The_reason_stays_its_turn_is_found_and_what_was_asked_for_can_be_sent_to_others()
    {
        using var sample = Filled();
        sample.Save();

        var readers = await Browser.WorkAsync(sample.Path);

        Assert.Equal(["wide", "phone"], readers.Select(reader => reader.GetProperty("name").GetString()));
        foreach (var reader in readers)
        {
            Assert.Equal("[]", reader.GetProperty("problems").GetRawText());
            Reads(reader);
            Asks(reader);
            Copies(reader);
        }
    }

    private static void Reads(JsonElement reader)
    {
        var anchor = CaseAnchor.Of("Front_desk.Long call.Calm");
        Assert.InRange(Number("reasonAtTheEnd"), 0, 0.2);
        Assert.InRange(Number("reasonAtTheTurn"), 0, 0.2);
        Assert.Equal($"#{anchor}-1-t{Decisive.ToString(CultureInfo.InvariantCulture)}", Text("turn"));
        Assert.InRange(Number("turnAt"), 0.3, 0.7);
        Assert.InRange(Number("findingAt"), 0.3, 0.7);

        // One line: two digits that stack are twice as high.
        Assert.InRange(Number("highestNumber"), 8, 26);
        Assert.True(reader.GetProperty("numbersInside").GetBoolean());
        Assert.InRange(Number("playsFrom") / Number("seconds"), 0.48, 0.52);
        Assert.InRange(double.Parse(Text("playhead").TrimEnd('%'), CultureInfo.InvariantCulture), 48, 52);

        double Number(string property) => reader.GetProperty(property).GetDouble();
        string Text(string property) => reader.GetProperty(property).GetString()!;
    }

    private static void Asks(JsonElement reader)
    {
        string[] failed = ["Book [Calm]", "Long call [Calm]"];
        Assert.Equal("?outcome=failed&sort=name", reader.GetProperty("query").GetString());
        Assert.Equal(failed, Texts("filtered"));
        Assert.Equal(failed, Texts("again"));
        Assert.Equal("Long call [Calm]", reader.GetProperty("longest").GetString());
        Assert.Equal("Long call [Calm]", reader.GetProperty("lowest").GetString());
        Assert.Equal("?outcome=passed&sort=rate", reader.GetProperty("counted").GetProperty("query").GetString());
        Assert.Equal(2, reader.GetProperty("counted").GetProperty("count").GetInt32());
        Assert.Equal("?token=kept&sort=name", reader.GetProperty("kept").GetString());
        Assert.True(reader.GetProperty("opened").GetBoolean());
        Assert.InRange(reader.GetProperty("openedAt").GetDouble(), -0.05, 0.95);

        IEnumerable<string?> Texts(string property) => reader.GetProperty(property).EnumerateArray().Select(text => text.GetString());
    }

    private static void Copies(JsonElement reader)
    {
        var text = reader.GetProperty("text").GetString()!;
        Assert.StartsWith("✗ Failed: Long call [Calm]\n\nFailed: expected outcome 0", text, StringComparison.Ordinal);
        Assert.Contains("\n  ✗ The agent reads back its date and time\n", text, StringComparison.Ordinal);
        Assert.Contains("cekura.json, line 9\n", text, StringComparison.Ordinal);
        Assert.Contains("\n 21  [00:40.0] Agent calls book_slot {\"time\":\"10:00\"}\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  2  [00:02.0] Agent: Turn 2 says ``` and # and <b>\n     on two lines\n", text, StringComparison.Ordinal);

        var markdown = reader.GetProperty("markdown").GetString()!;
        Assert.StartsWith("### ✗ Long call \\[Calm\\]\n\n```text\nFailed: expected outcome 0", markdown, StringComparison.Ordinal);
        Assert.Contains("<details><summary>Conversation</summary>\n\n````text\n", markdown, StringComparison.Ordinal);
        Assert.EndsWith("\n````\n\n</details>\n", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("file:", markdown, StringComparison.Ordinal);

        Assert.StartsWith("✓ Passed: Book [In a hurry]\n", reader.GetProperty("passed").GetString(), StringComparison.Ordinal);
    }

    private static SampleReport Filled()
    {
        var sample = new SampleReport();
        var recording = SampleRecording.Of(sample.Folder, seconds: 2 * Turns, second => second % 100);
        return sample
            .Add("Book", "In a hurry", Passed)
            .Add("Book", "Calm", Failed, Passed with { Id = 5560 })
            .Add(
                SampleCase.Of("Long call", "Calm"),
                verdict => verdict with { Runs = [verdict.Runs[0] with { RecordingFile = recording }] },
                Failed with
                {
                    Duration = TimeSpan.FromSeconds(2 * Turns),
                    TranscriptTurns = [.. Enumerable.Range(1, Turns).Select(Said)],
                    ExpectedOutcome = new()
                    {
                        Score = 0,
                        Explanation = ["❌ The agent reads back its date and time"],
                        Alignments =
                        [
                            new()
                            {
                                PromptPart = "The agent reads back its date and time",
                                Aligned = Alignment.No,
                                Outcome = """The agent called book_slot({"time":"10:00"}), not book_slot({"time":"10:30"}).""",
                            },
                        ],
                    },
                }
            )
            .Add("Say goodbye", "Calm", Passed);
    }

    private static TranscriptTurn Said(int number)
    {
        var from = 2 * (number - 1);
        return number switch
        {
            Decisive => Turn(SpeakerRole.ToolCall, from, from, "") with { ToolName = "book_slot", Arguments = """{"time":"10:00"}""" },
            2 => Turn(SpeakerRole.Agent, from, from + 1, "Turn 2 says ``` and # and <b>\non two lines"),
            _ => Turn(number % 2 == 0 ? SpeakerRole.Agent : SpeakerRole.Caller, from, from + 1, $"This is turn {number}, and it is said."),
        };
    }
}
