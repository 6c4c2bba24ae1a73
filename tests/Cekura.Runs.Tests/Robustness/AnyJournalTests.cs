using System.Text;
using Cekura.Manifests.Tests.Robustness;
using Cekura.Runs.Starts;
using FsCheck;
using FsCheck.Fluent;

namespace Cekura.Runs.Tests.Robustness;

/// <summary>A journal of any content is taken over or left alone; one that was cut off anywhere loses at most its last step.</summary>
public sealed class AnyJournalTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly string Head = JournalJson.Head(new JournalHead("P", "/p", new Uri("https://api.cekura.ai"), Noon));

    private static readonly string[] Lines =
    [
        Head,
        JournalJson.Intent(Start("a")),
        JournalJson.Intent(Start("b")),
        JournalJson.Step(Start("a") with { State = StartState.Started, ResultId = 987 }),
        JournalJson.Step(Start("b") with { State = StartState.Ended }),
        JournalJson.Step(Start("c") with { State = StartState.Over }),
        "",
        "{",
        "[]",
        "null",
        "{\"version\":1,\"version\":1}",
        "{\"version\":2}",
        "{\"start\":\"a\",\"start\":\"b\"}",
        "{\"start\":\"a\",\"state\":\"99\"}",
        "{\"start\":\"a\",\"state\":\"started\",\"result\":1e99}",
        "{\"start\":\"a\",\"hash\":7}",
        "{\"start\":\"\\ud800\",\"hash\":\"h\",\"named\":true,\"at\":\"2026-05-04\"}",
        "{\"start\":\"a\",\"hash\":\"h\",\"named\":true,\"agent\":\"x\",\"at\":\"never\"}",
        "\0\0\0\0",
        "\ufeff",
        "\r",
        new string('[', 50_000),
        string.Concat(Enumerable.Repeat("{\"a\":", 20_000)),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-journal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Any_lines() =>
        Prop.ForAll(Arb.From(Gen.Elements(Lines).ArrayOf(8).Zip(Gen.Elements(true, false))), input =>
                Claimed(Encoding.UTF8.GetBytes((input.Item2 ? Head + "\n" : "") + string.Join('\n', input.Item1)))
            )
            .Check(Trials.Of(500, 3, 9));

    [Fact]
    public void Any_bytes() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Claimed([.. Encoding.UTF8.GetBytes(Head + "\n"), .. bytes]))
            .Check(Trials.Of(500, 5, 11));

    [Fact]
    public void A_journal_that_was_cut_off_loses_at_most_its_last_step()
    {
        string[] lines =
        [
            Head,
            JournalJson.Intent(Start("a")),
            JournalJson.Step(Start("a") with { State = StartState.Started, ResultId = 987 }),
            JournalJson.Step(Start("a") with { State = StartState.Ended }),
        ];
        var whole = Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
        for (var length = Encoding.UTF8.GetByteCount(Head); length <= whole.Length; length++)
        {
            // A step counts once all of its line is there; that its line end is missing changes nothing.
            var complete = lines.Index().Count(line => Encoding.UTF8.GetByteCount(string.Join('\n', lines[..(line.Index + 1)])) <= length);
            StartState? wanted = complete switch
            {
                1 => null,
                2 => StartState.Intended,
                3 => StartState.Started,
                _ => StartState.Ended,
            };

            Assert.Equal(wanted, Claimed(whole[..length]).SingleOrDefault()?.State);
        }
    }

    private static StartRecord Start(string name) =>
        new()
        {
            Name = name,
            Hash = "h",
            IsNamed = true,
            AgentId = 12,
            At = Noon,
        };

    private List<StartRecord> Claimed(byte[] bytes)
    {
        var path = Path.Combine(_folder, "20260504-120000-000-0a0b0c0d.jsonl");
        File.WriteAllBytes(path, bytes);
        using var journal = OrphanedJournal.TryClaim(path);
        Assert.All(journal?.Starts ?? [], start => Assert.True(Enum.IsDefined(start.State), $"{start.State} is no state"));
        return [.. journal?.Starts ?? []];
    }
}
