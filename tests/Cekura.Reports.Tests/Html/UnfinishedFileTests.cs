using Cekura.Reports.Html;
using Cekura.Runs.Conversations;

namespace Cekura.Reports.Tests.Html;

public sealed class UnfinishedFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-unfinished-").FullName;

    [Fact]
    public void Only_leftovers_of_ours_go_when_a_report_begins()
    {
        string[] ours = [Leave($".cekura-report-{new string('a', 32)}.tmp"), Leave($".cekura-report-{new string('7', 32)}.tmp")];
        string[] others =
        [
            Leave(".cekura-report-notes.tmp"),
            Leave("cekura-report.html"),
            Leave($".cekura-report-{new string('x', 32)}.tmp"),
            Leave($".cekura-report-{new string('b', 32)}.tmp", isOld: false),
        ];
        var open = Leave($".cekura-report-{new string('c', 32)}.tmp");
        using var held = new FileStream(open, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        using var report = new HtmlReport("T", "T", DashboardLink.Emulated, _folder, TimeProvider.System);

        Assert.All(ours, file => Assert.False(File.Exists(file), file));
        Assert.All(others.Append(open), file => Assert.True(File.Exists(file), file));
    }

    [Fact]
    public void A_process_that_is_killed_while_a_report_is_made_leaves_nothing()
    {
        using var report = new HtmlReport("T", "T", DashboardLink.Emulated, _folder, TimeProvider.System);

        // On Windows the system deletes it with the process.
        Assert.Equal(OperatingSystem.IsWindows() ? 1 : 0, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void A_report_is_there_whole_or_not_at_all()
    {
        using var report = new HtmlReport("T", "T", DashboardLink.Emulated, _folder, TimeProvider.System);
        var path = Path.Combine(_folder, "cekura-report.html");
        File.WriteAllText(path, "the last one");
        using (var reader = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            report.Save(path);

            // Whoever had the old one open still reads all of it: nothing was written over it.
            Assert.Equal("the last one", new StreamReader(reader).ReadToEnd());
        }

        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(path), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Directory.GetFiles(_folder), file =>
            file.EndsWith(".tmp", StringComparison.Ordinal) && !OperatingSystem.IsWindows()
        );
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Leave(string name, bool isOld = true)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, "");
        if (isOld)
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-1));
        }

        return path;
    }
}
