namespace Cekura.Runs.Tests.Report.Html;

/// <summary>The report as people see it: light, dark, on a phone, at 200 % zoom, and without script.</summary>
public sealed class BrowserTests
{
    private const string WithoutScript = "without-script";

    [BrowserFact]
    public async Task Every_reader_sees_every_case_and_nothing_goes_wrong()
    {
        using var sample = new SampleReport();
        sample.Filled().Save();

        var readers = await Browser.OpenAsync(sample.Path, sample.Folder);

        Assert.Equal(["light", "dark", "phone", "zoomed", WithoutScript], readers.Select(reader => reader.GetProperty("name").GetString()));
        foreach (var reader in readers)
        {
            var name = reader.GetProperty("name").GetString();
            Assert.Equal((name, "[]"), (name, reader.GetProperty("problems").GetRawText()));
            Assert.Equal((name, 4), (name, reader.GetProperty("cases").GetInt32()));
            Assert.Contains("window.forged = 1", reader.GetProperty("text").GetString(), StringComparison.Ordinal);
            Assert.True(new FileInfo(Path.Combine(sample.Folder, $"{name}.png")).Length > 10_000, name);
            if (name != WithoutScript)
            {
                Assert.Equal(System.Text.Json.JsonValueKind.Null, reader.GetProperty("forged").ValueKind);
                Assert.Equal((name, 0), (name, reader.GetProperty("overflow").GetInt32()));
                Assert.Equal((name, 3), (name, reader.GetProperty("notPassed").GetInt32()));
            }
        }
    }
}
