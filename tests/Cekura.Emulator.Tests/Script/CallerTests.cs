using System.Text.Json.Nodes;
using Cekura.Emulator.Script;
using static Cekura.Emulator.Tests.Script.Scripts;

namespace Cekura.Emulator.Tests.Script;

public sealed class CallerTests
{
    private const string Again = "Sorry, could you say that again?";

    [Fact]
    public void Opens_with_entry_0()
    {
        var caller = CallerOf(Of("Hi, I need help."));

        Assert.Equal("Hi, I need help.", caller.Open().Text);
        Assert.Equal([0], caller.Fired);
    }

    [Fact]
    public void Says_nothing_for_an_empty_opening() => Assert.Equal(new Utterance("").Text, CallerOf(Of("")).Open().Text);

    [Fact]
    public void A_follow_up_goes_first_whatever_the_agent_said()
    {
        var caller = CallerOf(Of("Hi", When(1, "/day/", "Friday"), After(2, 1, "In the morning")));
        caller.Open();

        Assert.Equal("Friday", caller.Answer("Which day?").Text);
        Assert.Equal("In the morning", caller.Answer("Any day of the week works?").Text);
        Assert.Equal("Friday", caller.Answer("Which day again?").Text);
        Assert.Equal("In the morning", caller.Answer("Noted.").Text);
    }

    [Fact]
    public void Follow_ups_chain_from_the_opening_on()
    {
        var caller = CallerOf(Of("", After(1, 0, "One"), After(2, 1, "Two"), After(3, 2, "Three")));
        caller.Open();

        Assert.Equal(["One", "Two", "Three", Again], Enumerable.Range(0, 4).Select(_ => caller.Answer("Go on").Text));
        Assert.Equal([0, 1, 2, 3], caller.Fired.Order());
    }

    [Fact]
    public void A_follow_up_waits_for_its_own_turn_only()
    {
        var caller = CallerOf(Of("", When(1, "/day/", "Friday"), When(2, "/time/", "Ten"), After(3, 2, "In the morning")));
        caller.Open();

        Assert.Equal("Friday", caller.Answer("day?").Text);
        Assert.Equal(Again, caller.Answer("Hm").Text);
        Assert.Equal([0, 1], caller.Fired.Order());
    }

    [Fact]
    public void Several_matches_are_merged_lowest_id_first()
    {
        var caller = CallerOf(Of("", When(5, "/name/", "I am Omar."), When(2, "/birth/", "Born in May.")));

        Assert.Equal("Born in May. I am Omar.", caller.Answer("name and birth?").Text);
        Assert.Equal([2, 5], caller.Fired.Order());
    }

    [Fact]
    public void Follow_ups_of_merged_entries_are_merged_too()
    {
        var caller = CallerOf(Of("", When(1, "/a/", "A"), When(2, "/b/", "B"), After(3, 2, "after B"), After(4, 1, "after A")));
        caller.Answer("a b");

        Assert.Equal("after B after A", caller.Answer("c").Text);
    }

    [Fact]
    public void What_comes_after_hanging_up_is_neither_said_nor_fired()
    {
        var caller = CallerOf(Of("", When(1, "/a/", "Bye <endcall />"), When(2, "/a/", "Wait")));

        var utterance = caller.Answer("a");
        Assert.Equal("Bye", utterance.Text);
        Assert.True(utterance.EndsCall);
        Assert.Equal([1], caller.Fired);
    }

    [Fact]
    public void An_entry_can_fire_again()
    {
        var caller = CallerOf(Of("", When(1, "/name/", "Omar")));

        Assert.Equal(["Omar", "Omar"], Enumerable.Range(0, 2).Select(_ => caller.Answer("name?").Text));
    }

    [Fact]
    public void Asks_three_times_in_a_row_to_repeat_and_then_hangs_up()
    {
        var caller = CallerOf(Of("", When(1, "/name/", "Omar")));

        Assert.Equal([Again, Again], Enumerable.Range(0, 2).Select(_ => caller.Answer("Hm").Text));
        Assert.Equal("Omar", caller.Answer("name").Text);
        var last = Enumerable.Range(0, 4).Select(_ => caller.Answer("Hm")).ToList();
        Assert.Equal([Again, Again, Again, ""], last.Select(utterance => utterance.Text));
        Assert.Equal([false, false, false, true], last.Select(utterance => utterance.EndsCall));
    }

    [Fact]
    public void A_caller_that_may_not_hang_up_stays()
    {
        var caller = new Caller(Of("", When(1, "/bye/", "Bye <endcall />")), new Phrasing(CallerStyle.Plain, 1), profile: null)
        {
            EndCallEnabled = false,
            HasEndCallTool = true,
        };

        Assert.False(caller.Answer("bye").EndsCall);
        Assert.All(Enumerable.Range(0, 6).Select(_ => caller.Answer("Hm")), utterance => Assert.Equal(Again, utterance.Text));
    }

    [Fact]
    public void With_the_end_call_tool_it_hangs_up_when_its_script_is_over()
    {
        var caller = new Caller(Of("Hi", When(1, "/name/", "Omar")), new Phrasing(CallerStyle.Plain, 1), profile: null)
        {
            HasEndCallTool = true,
        };
        caller.Open();

        Assert.Equal(Again, caller.Answer("Hm").Text);
        Assert.False(caller.Answer("name").EndsCall);
        Assert.True(caller.Answer("Goodbye").EndsCall);
    }

    [Fact]
    public void A_fixed_message_is_word_for_word_in_every_style() =>
        Assert.All(Enum.GetValues<CallerStyle>(), style =>
            Assert.Equal(
                "Say  that I would like 10:30 AM, please.",
                CallerOf(Of("", When(1, "/./", "Say  that I would like 10:30 AM, please.")), style).Answer("?").Text
            )
        );

    [Fact]
    public void What_is_not_fixed_is_put_in_words_of_the_style()
    {
        var script = Of("", When(1, "/./", "Say that {{test_profile.time}} would be good. <endcall />", fixedMessage: false));
        var utterance = CallerOf(script, CallerStyle.Lowercase, new JsonObject { ["time"] = "10:30 AM" }).Answer("?");

        Assert.Equal("1030am would be good.", utterance.Text);
        Assert.True(utterance.EndsCall);
    }
}
