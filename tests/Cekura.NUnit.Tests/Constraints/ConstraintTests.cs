using System.Globalization;
using System.Text;
using Cekura.Testing;
using NUnit.Framework;
using NUnit.Framework.Constraints;
using NUnit.Framework.Internal;
using Assert = Xunit.Assert;
using Theory = Xunit.TheoryAttribute;

namespace Cekura.NUnit.Tests.Constraints;

public sealed class ConstraintTests
{
    private static readonly CekuraRun Booked = Sample.Run();

    public static TheoryData<string, IResolveConstraint> Hold =>
        new()
        {
            { "pass", Does.Pass },
            { "tool", Has.ToolCall("book_slot") },
            { "arguments", Has.ToolCall("book_slot").With("date", "2026-05-05").With("guests", 2).With("urgent", false) },
            { "argument's constraint", Has.ToolCall("book_slot").With("date", Does.StartWith("2026-05")) },
            { "once", Has.ToolCall("book_slot").Exactly(1) },
            { "never", Has.ToolCall("cancel").Exactly(0) },
            { "no tool", Has.No.ToolCall("cancel") },
            { "no such argument", Has.No.ToolCall("book_slot").With("date", "2026-05-04") },
            { "says", Does.Say("confirmed") },
            { "by", Does.Say("confirmed").By(Speaker.Agent) },
            { "not by", Does.Not.Say("confirmed").By(Speaker.Caller) },
            { "in any case", Does.Say("YES").IgnoreCase.By(Speaker.Caller) },
            { "before", Does.Say("Shall I book").Before(Has.ToolCall("book_slot")) },
            { "after", Does.Say("confirmed").After(Has.ToolCall("book_slot")) },
            { "not before", Does.Not.Say("confirmed").Before(Has.ToolCall("book_slot")) },
            { "at least", Does.Say(".").By(Speaker.Agent).AtLeast(3) },
            { "and", Does.Pass.And.Say("confirmed").And.ToolCall("book_slot") },
            { "or", Has.ToolCall("cancel").Or.Say("confirmed") },
        };

    [Theory]
    [MemberData(nameof(Hold))]
    public void A_constraint_holds(string name, IResolveConstraint constraint) =>
        Assert.True(constraint.Resolve().ApplyTo(Booked).IsSuccess, name);

    [Fact]
    public void All_repetitions_can_be_looked_at() =>
        Assert.True(
            ((IResolveConstraint)Has.All.ToolCall("book_slot"))
                .Resolve()
                .ApplyTo(Sample.Of(Sample.Full(1, true), Sample.Full(2, true)).Repetitions)
                .IsSuccess
        );

    [Fact]
    public void A_transcript_is_as_good_as_its_run() => Assert.True(Does.Say("confirmed").ApplyTo(Booked.Transcript).IsSuccess);

    [Fact]
    public void Something_else_is_refused() => Assert.Throws<ArgumentException>(() => Does.Say("confirmed").ApplyTo("confirmed"));

    [Fact]
    public Task Failures_show_what_was_there_instead()
    {
        var text = new StringBuilder();
        Fail("verdict", Sample.Run(success: false), Does.Pass);
        Fail("another argument", Booked, Has.ToolCall("book_slot").With("date", "2026-05-04"));
        Fail("a missing argument", Booked, Has.ToolCall("book_slot").With("day", "2026-05-04"));
        Fail("a similar name", Booked, Has.ToolCall("book_slots"));
        Fail("another name", Booked, Has.ToolCall("transfer_to_person"));
        Fail("no tool at all", Sample.Run(turns: [.. Sample.Turns.Take(2)]), Has.ToolCall("book_slot"));
        Fail("too often", Booked, Does.Say("[Bb]ook|confirmed").By(Speaker.Agent).Exactly(1));
        Fail("nothing like it", Booked, Does.Say("cancelled").By(Speaker.Agent));
        Fail("by somebody else", Booked, Does.Say("confirmed").By(Speaker.Caller));
        Fail("too late", Booked, Does.Say("confirmed").By(Speaker.Agent).Before(Has.ToolCall("book_slot")));
        Fail("what it is before never happens", Booked, Does.Say("confirmed").Before(Has.ToolCall("cancel_slot")));
        Fail("not wanted", Booked, Has.No.ToolCall("book_slot"));
        Fail("not wanted either", Booked, Does.Not.Say("confirmed"));
        Fail("nothing was said", Sample.Run(turns: []), Does.Say("confirmed"));
        return Verifier.Verify(text.ToString().TrimEnd());

        void Fail(string title, CekuraRun run, IResolveConstraint constraint)
        {
            var result = constraint.Resolve().ApplyTo(run);
            Assert.False(result.IsSuccess, title);
            using var writer = new TextMessageWriter();
            result.WriteMessageTo(writer);
            text.Append(CultureInfo.InvariantCulture, $"## {title}\n{writer}\n");
        }
    }
}
