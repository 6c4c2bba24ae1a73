using Cekura.Emulator.Facts;

namespace Cekura.Emulator.Tests.Facts;

/// <summary>Which facts a caller may give: those that it was told, in any form in which people say them.</summary>
public sealed class FactTests
{
    private const string Told = """
        You are Maria Lopez, born 12 April 1990, and you want a check-up on Thursday at 10:30 AM.
        Your phone number is +1 (415) 555-0134, your e-mail address maria.lopez@example.com, your order BK-20417. You pay 1,500 euros for 2 people.
        The agent: We have 15:00 or 4:45 PM on Friday. Your room is 25, Jane Porter will see you.
        """;

    [Theory]
    [InlineData("One moment, please.")]
    [InlineData("Just one second, let me check two things.")]
    [InlineData("First of all, thanks a million! I have one more question.")]
    [InlineData("Give me 2 minutes. I'm one hundred percent sure.")]
    [InlineData("The second option, or option 1, the 1st one.")]
    [InlineData("Sorry, the 3rd time I say this: no.")]
    [InlineData("At first I thought so, at least at one point.")]
    [InlineData("I work nine to five, I need you 24/7.")]
    [InlineData("May I ask something? I may be late. March on!")]
    [InlineData("I would like an appointment on Thursday at 10:30 AM, please.")]
    [InlineData("Thursday at 10.30, ten thirty in the morning, half past ten.")]
    [InlineData("1030am would be good.")]
    [InlineData("At 3, please.")]
    [InlineData("3 works.")]
    [InlineData("3pm on Friday. Three o'clock is fine.")]
    [InlineData("at three, or a quarter to five.")]
    [InlineData("four forty-five")]
    [InlineData("I was born on April 12th, 1990.")]
    [InlineData("The twelfth of April, nineteen ninety.")]
    [InlineData("04/12/1990. Or 12.04.1990, or 1990-04-12.")]
    [InlineData("It is the 12th.")]
    [InlineData("My number is 415 555 0134, the last four are 0134.")]
    [InlineData("four one five, five five five, oh one three four")]
    [InlineData("Call me on (415) 555-0134.")]
    [InlineData("maria dot lopez at example dot com")]
    [InlineData("It's Maria.Lopez@example.com.")]
    [InlineData("Order BK20417, that is B-K 20417.")]
    [InlineData("My name is Maria Lopez. This is Maria speaking. I'm Maria Lopez.")]
    [InlineData("My name is María López.")]
    [InlineData("With Jane Porter, please. Ms. Porter, or Dr. Porter.")]
    [InlineData("It costs 1500 euros, fifteen hundred. For two people, a table for two.")]
    [InlineData("Room twenty-five.")]
    [InlineData("Good Morning! I'm Sorry. I'm English.")]
    [InlineData("I'm 36 years old.")]
    [InlineData("A 24-hour hotline, a 5-minute break, a G7 thing.")]
    [InlineData("Is Friday still free? Happy New Year!")]
    [InlineData("Yes, that's right. Thank you, goodbye!")]
    public void What_was_told_may_be_said_and_ordinary_talk_as_well(string said) => Assert.Equal([], Invented(said));

    [Theory]
    [InlineData("I was born on 13 April 1990.", "13 April 1990")]
    [InlineData("I was born on 12 April 1985.", "12 April 1985")]
    [InlineData("The fifth of May.", "fifth of May")]
    [InlineData("Thursday at 11 AM, please.", "11 AM")]
    [InlineData("At 9:15.", "9:15")]
    [InlineData("3 am", "3 am")]
    [InlineData("At 7, please.", "7")]
    [InlineData("Half past eight.", "Half past eight")]
    [InlineData("Around noon.", "noon")]
    [InlineData("My number is 415 555 0199.", "415 555 0199")]
    [InlineData("five five five one two three four", "five five five one two three four")]
    [InlineData("maria@example.org", "maria@example.org")]
    [InlineData("john dot smith at mail dot com", "john dot smith at mail dot com")]
    [InlineData("My order is BK-20418.", "BK-20418")]
    [InlineData("For 6 people.", "6")]
    [InlineData("It costs eighty-five euros.", "eighty-five")]
    [InlineData("My name is Sarah Miller.", "Sarah Miller")]
    [InlineData("I'm Maria Gomez.", "Maria Gomez")]
    [InlineData("This is Tom calling.", "Tom")]
    [InlineData("I saw Dr. Smith.", "Smith")]
    [InlineData("My wife Anna comes too.", "Anna")]
    [InlineData("An appointment with Peter Parker.", "Peter Parker")]
    [InlineData("My insurance number is 99812.", "99812")]
    [InlineData("I'm 52 years old.", "52")]
    public void What_was_not_told_is_invented(string said, string fact) => Assert.Equal([fact], Invented(said));

    [Fact]
    public void A_day_of_the_week_is_invented_unless_it_may_follow_from_a_date()
    {
        Assert.Equal(["Tuesday"], Invented("Tuesday would be good.", "You want an appointment on Monday."));
        Assert.Equal([], Invented("Tuesday would be good.", "You want an appointment tomorrow."));
        Assert.Equal([], Invented("Tuesday the 14th of July.", "You want an appointment on 14 July."));
    }

    [Fact]
    public void A_month_may_be_added_to_a_day_that_was_told() =>
        Assert.Equal([], Invented("July 14 is fine.", "The agent: Tuesday the 14th is free."));

    private static IEnumerable<string> Invented(string said, string told = Told)
    {
        var known = new KnownFacts(2026);
        known.Add(told);
        return FactReader.Read(said).Where(fact => !known.Knows(fact)).Select(fact => fact.Text).Distinct();
    }
}
