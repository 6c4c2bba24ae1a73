using Cekura.Emulator.Script;

namespace Cekura.Emulator.Tests.Script;

public sealed class SituationTests
{
    [Theory]
    [InlineData("/date of birth/", "Your date of birth, please", true)]
    [InlineData("/date of birth/", "Your Date of Birth, please", false)]
    [InlineData("/date of birth/i", "Your Date of Birth, please", true)]
    [InlineData("/first.second/", "first\nsecond", false)]
    [InlineData("/first.second/s", "first\nsecond", true)]
    [InlineData("/^second/", "first\nsecond", false)]
    [InlineData("/^second/im", "first\nSecond", true)]
    [InlineData("/a\\/b/", "either a/b or c", true)]
    [InlineData("/what's your name/i", "What’s your name?", true)]
    [InlineData("/“yes”/", "Say \"yes\" now", true)]
    public void Matches_a_regular_expression(string condition, string message, bool fires) =>
        Assert.Equal(fires, Situation.Parse(condition).Matches(message));

    [Theory]
    // At least two thirds of the content words.
    [InlineData("The agent confirms the new time", "I have confirmed your new slot.", true)]
    [InlineData("The agent confirms the new time", "I have confirmed it.", false)]
    [InlineData("The agent offers a refund", "We offer refunds within a week.", true)]
    // Light stems.
    [InlineData("The agent mentions cancelling", "A cancellation costs nothing.", true)]
    [InlineData("The agent lists two cities", "That city is on both lists, two times.", true)]
    [InlineData("The agent plans bookings", "I planned a booking.", true)]
    // At least one content word.
    [InlineData("The agent says something about you", "Hello there", false)]
    [InlineData("The agent tells you that it is this", "It is this", false)]
    // A negation of the condition is wanted in the message.
    [InlineData("The agent says the slot is not available", "The slot is available.", false)]
    [InlineData("The agent says the slot is not available", "That slot isn't available.", true)]
    [InlineData("The agent says the slot is not available", "Unfortunately the slot is no longer available.", true)]
    public void Matches_key_words(string condition, string message, bool fires) =>
        Assert.Equal(fires, Situation.Parse(condition).Matches(message));

    [Theory]
    [InlineData("What is your date of birth?", true)]
    [InlineData("Please tell me your date of birth.", true)]
    [InlineData("May I have your birth date", true)]
    [InlineData("I will need your date of birth.", false)]
    [InlineData("I have noted your date of birth. Anything else?", false)]
    [InlineData("What is your name?", false)]
    public void Asks_wants_a_question_or_a_request(string message, bool fires) =>
        Assert.Equal(fires, Situation.Parse("The agent asks for your date of birth").Matches(message));

    [Fact]
    public void A_question_may_be_spread_over_sentences() =>
        Assert.True(Situation.Parse("The agent asks for name and birthday").Matches("Hi! What is your name? And your birthday?"));

    [Fact]
    public void A_hostile_expression_on_a_long_message_is_quick() =>
        Assert.False(Situation.Parse("/(a+)+$/").Matches(new string('a', 100_000) + "b"));
}
