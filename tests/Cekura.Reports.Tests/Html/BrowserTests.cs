using System.Text.Json;
using Cekura.Reports.Html;
using Cekura.Runs.Tests.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Html;

/// <summary>
/// The report as people see it: light, dark, on a phone, at 200 % zoom, with the system's own colors, without script, and on paper.
/// </summary>
public sealed class BrowserTests
{
    private const string WithoutScript = "without-script";

    [BrowserFact]
    public async Task Every_reader_sees_every_case_and_nothing_goes_wrong()
    {
        using var sample = new SampleReport();
        sample
            .Filled()
            .Add(
                SampleCase.Of("Listen", "Normal Male"),
                verdict => verdict with { Runs = [verdict.Runs[0] with { RecordingFile = SampleRecording.Of(sample.Folder, seconds: 6) }] },
                Passed
            )
            .Save();

        var readers = await Browser.OpenAsync(sample.Path, sample.Folder);

        Assert.Equal(
            ["light", "dark", "phone", "zoomed", "forced-colors", WithoutScript],
            readers.Select(reader => reader.GetProperty("name").GetString())
        );
        foreach (var reader in readers)
        {
            var name = reader.GetProperty("name").GetString()!;
            Assert.Equal((name, "[]"), (name, reader.GetProperty("problems").GetRawText()));
            Assert.Equal((name, 5), (name, reader.GetProperty("cases").GetInt32()));
            Assert.Contains("window.forged = 1", reader.GetProperty("text").GetString(), StringComparison.Ordinal);
            Assert.True(new FileInfo(Path.Combine(sample.Folder, $"{name}.png")).Length > 10_000, name);
            Assert.Equal((name, 0), (name, reader.GetProperty("printed").GetInt32()));
            Assert.Equal((name, 0), (name, reader.GetProperty("printedOfPassed").GetInt32()));
            Assert.False(reader.GetProperty("printedTools").GetBoolean());
            if (name != WithoutScript)
            {
                Interactive(name, reader);
            }
        }
    }

    private static void Interactive(string name, JsonElement reader)
    {
        Assert.Equal(JsonValueKind.Null, reader.GetProperty("forged").ValueKind);
        Assert.Equal((name, 0, 0), (name, Number("overflow"), Number("overflowOpen")));
        Assert.Equal((name, 2, 1, 1), (name, Number("failed"), Number("hurried"), Number("forgers")));
        Assert.Equal((name, 0, 2), (name, Number("folded"), Number("opened")));
        Assert.Equal(
            (name, CaseAnchor.Of("Front_desk.Book.In a hurry"), CaseAnchor.Of("Front_desk.Move.Normal Male")),
            (name, Text("firstFailure"), Text("below"))
        );
        Assert.True(reader.GetProperty("focusIsVisible").GetBoolean(), name);
        Assert.Equal((name, "recording.wav"), (name, Text("recording")));
        Assert.InRange(reader.GetProperty("playsFrom").GetDouble(), 3.3, 4);

        int Number(string property) => reader.GetProperty(property).GetInt32();
        string? Text(string property) => reader.GetProperty(property).GetString();
    }
}
