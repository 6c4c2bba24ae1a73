using Cekura.Runs.Processes;
using Cekura.Runs.Starts;

namespace Cekura.Runs.Tests.Starts;

/// <summary>Which journals a process takes over, and why it leaves another alone.</summary>
public sealed class JournalFilesTests : IDisposable
{
    private readonly LeftBehind _left = new();

    public void Dispose() => _left.Dispose();

    [Fact]
    public void A_process_without_file_locks_that_runs_keeps_its_journal() =>
        Assert.Equal((false, null), Claim(Journal(ProcessIdentity.Current)));

    [Fact]
    public void A_process_without_file_locks_that_is_gone_leaves_its_journal() =>
        Assert.Equal((true, null), Claim(Journal(ProcessIdentity.Current with { Started = "1" })));

    [Fact]
    public void A_process_that_let_go_of_its_journal_may_run() =>
        Assert.Equal((true, null), Claim(Journal(ProcessIdentity.Current, JournalJson.Closed)));

    [Fact]
    public void Whether_a_process_of_another_machine_runs_cannot_be_known() =>
        Assert.Equal(
            (false, "There are no file locks, and whether its process runs cannot be known from here: 17 on the other machine."),
            Claim(Journal(new ProcessIdentity(17, "1", "the other machine")))
        );

    [Fact]
    public void A_journal_without_locks_that_names_no_process_is_left_alone() =>
        Assert.Equal((false, "There are no file locks, and it does not say which process wrote it."), Claim(Journal(owner: null)));

    [Theory]
    [InlineData("", false, null)]
    [InlineData("{\"version\":1,\"proj", false, null)]
    [InlineData("{\"version\":1,\"proj\n{}", false, "It is damaged: its first line does not say whose it is.")]
    [InlineData("\"version\"\n", false, "It is damaged: its first line does not say whose it is.")]
    [InlineData("{\"version\":2}\n{}", false, "A newer version of Cekura wrote it (format 2, and this one reads 1): update this one.")]
    [InlineData("{\"version\":0}\n{}", false, "It is damaged: its first line does not say whose it is.")]
    public void A_first_line_that_does_not_say_whose_it_is(string text, bool isClaimed, string? error) =>
        Assert.Equal((isClaimed, error), Claim(Written(text)));

    [Fact]
    public void A_file_of_any_length_is_not_read()
    {
        var path = Written("{");
        using (var file = File.OpenWrite(path))
        {
            file.SetLength((64 << 20) + 1);
        }

        Assert.Equal((false, "It is longer than any journal."), Claim(path));
    }

    [Fact]
    public void A_journal_that_is_held_is_left_alone_without_a_word()
    {
        using var journal = StartJournal.Create(_left.State, LeftBehind.Head());

        Assert.Equal((false, null), Claim(journal.Path));
        Assert.Equal((false, null), Claim(journal.Path + "l"));
    }

    [Fact]
    public void Of_journals_the_newest_comes_first_and_other_files_are_none()
    {
        Assert.Empty(JournalFiles.NewestFirst(_left.State));
        var old = _left.Crash(_left.Start(StartState.Started), LeftBehind.Head(TimeSpan.FromHours(2)));
        var young = _left.Crash(_left.Start(StartState.Started), LeftBehind.Head());
        var between = _left.Crash(_left.Start(StartState.Started), LeftBehind.Head(TimeSpan.FromHours(1)));
        File.WriteAllText(Path.Combine(JournalFiles.FolderOf(_left.State), "notes.txt"), "");

        Assert.Equal([young, between, old], JournalFiles.NewestFirst(_left.State));
    }

    [Fact]
    public void A_journal_says_all_that_it_was_told()
    {
        var path = Path.Combine(_left.State, "unused");
        using (var journal = StartJournal.Create(_left.State, LeftBehind.Head()))
        {
            path = journal.Path;
            journal.Intend(_left.Start(StartState.Started));
            journal.EndRun("S 1", 5001, TimeSpan.FromSeconds(30));
            journal.EndRun("S 1", 5002, limit: null);
        }

        // The one that resumes it writes it again.
        using (var earlier = OrphanedJournal.TryClaim(path)!)
        {
            var start = Assert.Single(earlier.Starts);
            AssertWhole(start);
            using var next = StartJournal.Create(_left.State, LeftBehind.Head());
            path = next.Path;
            next.Intend(start);
        }

        using var again = OrphanedJournal.TryClaim(path)!;
        AssertWhole(Assert.Single(again.Starts));
        Assert.Equal(("Clinic", "/clinic", LeftBehind.Api), (again.Head.Project, again.Head.ProjectDirectory, again.Head.ApiUrl));

        void AssertWhole(StartRecord start)
        {
            Assert.Equal(_left.Start(StartState.Started) with { OwnEnds = start.OwnEnds }, start);
            Assert.Equal([(5001L, TimeSpan.FromSeconds(30)), (5002L, null)], start.OwnEnds.Select(end => (end.Key, end.Value)).Order());
        }
    }

    [Theory]
    [InlineData("Clinic", "/clinic", "https://api.cekura.ai", true)]
    [InlineData("Hospital", "/clinic", "https://api.cekura.ai", false)]
    [InlineData("Clinic", "/other", "https://api.cekura.ai", false)]
    [InlineData("Clinic", "/clinic", "https://staging.example", false)]
    public void Two_checkouts_are_two_projects(string project, string folder, string api, bool isSame) =>
        Assert.Equal(isSame, LeftBehind.Head().IsSameProject(new JournalHead(project, folder, new Uri(api), DateTimeOffset.UnixEpoch)));

    private static (bool IsClaimed, string? Error) Claim(string path)
    {
        var (journal, error) = OrphanedJournal.Claim(path);
        using (journal)
        {
            return (journal is not null, error);
        }
    }

    private string Journal(ProcessIdentity? owner, params string[] more) =>
        Written(
            string.Join(
                '\n',
                [
                    JournalJson.Head(LeftBehind.Head() with { Owner = owner, IsLocked = false }),
                    JournalJson.Intent(_left.Start(StartState.Intended, result: null)),
                    .. more,
                    "",
                ]
            )
        );

    private string Written(string text)
    {
        var path = Path.Combine(_left.State, "20260504-120000-000-0a0b0c0d.jsonl");
        File.WriteAllText(path, text);
        return path;
    }
}
