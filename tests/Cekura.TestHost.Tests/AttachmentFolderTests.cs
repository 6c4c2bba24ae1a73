using Microsoft.Extensions.Time.Testing;

namespace Cekura.TestHost.Tests;

/// <summary>What earlier runs attached does not pile up, and nothing of anybody else's is ever deleted.</summary>
public sealed class AttachmentFolderTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly FakeTimeProvider _time = new();
    private readonly string _results = Directory.CreateTempSubdirectory("cekura-attachments-").FullName;

    // No process has an id like this.
    private int _process = int.MaxValue - 1000;

    private string Ours => Path.Combine(_results, "cekura");

    public void Dispose() => Directory.Delete(_results, recursive: true);

    [Fact]
    public void Of_runs_of_other_days_the_newest_are_kept()
    {
        var runs = Enumerable.Range(0, 25).Select(_ => Run("Clinic", Hour * 2)).ToList();
        _time.Advance(Day);

        var now = Run("Clinic", Hour);

        Assert.Equal([.. runs.TakeLast(AttachmentFolder.Kept - 1), now], Left());
    }

    [Fact]
    public void The_folder_of_a_run_is_found_by_the_time_that_the_record_of_the_run_has()
    {
        var attachments = AttachmentFolder.Under(_results, "Clinic", _time, _process);
        _time.Advance(TimeSpan.FromMilliseconds(13));
        var recorded = _time.GetUtcNow();

        attachments.ForTest();

        Assert.True(EarlierAttachments.IsOf(Assert.Single(Left()), "Clinic", recorded));
    }

    [Fact]
    public void What_ran_within_a_day_stays_because_a_job_may_still_publish_it()
    {
        var runs = Enumerable.Range(0, 25).Select(_ => Run("Clinic", Hour / 2)).ToList();

        Assert.Equal([.. runs, Run("Clinic", Hour)], Left());
    }

    [Fact]
    public void Many_runs_of_one_project_cost_another_none_of_its_own()
    {
        var other = Run("Billing", Day);
        var runs = Enumerable.Range(0, 25).Select(_ => Run("Clinic", Day)).ToList();

        Run("Clinic", Day);

        Assert.Contains(other, Left());
        Assert.DoesNotContain(runs[0], Left());
    }

    [Fact]
    public void A_run_whose_process_still_lives_stays()
    {
        var living = Run("Clinic", Day, Environment.ProcessId);
        for (var run = 0; run < 25; run++)
        {
            Run("Clinic", Day);
        }

        Assert.Contains(living, Left());
    }

    [Theory]
    [InlineData("notes")]
    [InlineData("20200101-000000-0000000-1")]
    [InlineData("20200101-000000-0000000-1-xxxxxxxx")]
    [InlineData("2020-01-01")]
    public void A_folder_with_another_name_stays(string name)
    {
        var theirs = Directory.CreateDirectory(Path.Combine(Ours, name, "0001")).FullName;
        File.WriteAllText(Path.Combine(theirs, "transcript.md"), "x");
        for (var run = 0; run < 25; run++)
        {
            Run("Clinic", Day);
        }

        Assert.True(File.Exists(Path.Combine(theirs, "transcript.md")));
    }

    [Fact]
    public void What_somebody_else_put_into_a_folder_of_ours_stays()
    {
        var old = Path.Combine(Ours, Run("Clinic", Day));
        var outside = Directory.CreateDirectory(Path.Combine(_results, "outside")).FullName;
        string[] theirs =
        [
            Path.Combine(old, "why.txt"),
            Path.Combine(old, "0001", "my transcript.md"),
            Path.Combine(old, "keep", "run.json"),
            Path.Combine(outside, "transcript.md"),
        ];
        foreach (var file in theirs)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "theirs");
        }

        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateSymbolicLink(Path.Combine(old, "0002"), outside);
        }

        for (var run = 0; run < 25; run++)
        {
            Run("Clinic", Day);
        }

        Assert.All(theirs, file => Assert.True(File.Exists(file), file));
        Assert.False(File.Exists(Path.Combine(old, "0001", "transcript.md")));
        Assert.False(Directory.Exists(Path.Combine(old, "recordings")));
    }

    /// <summary>A run as it leaves its folder.</summary>
    private string Run(string project, TimeSpan until, int? process = null)
    {
        var run = AttachmentFolder.Under(_results, project, _time, process ?? _process++);
        var test = run.ForTest();
        AttachmentFolder.Write(test, "transcript.md", text => text.Write("a conversation"u8));
        AttachmentFolder.Write(test, "run-2.json", text => text.Write("{}"u8));
        Directory.CreateDirectory(run.Recordings);
        File.WriteAllText(Path.Combine(run.Recordings, "recording-5003.wav"), "sound");
        _time.Advance(until);
        return Path.GetFileName(Path.GetDirectoryName(test)!);
    }

    private IEnumerable<string> Left() =>
        Directory.GetDirectories(Ours).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);
}
