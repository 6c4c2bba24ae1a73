using Cekura.Emulator.Script;

namespace Cekura.Emulator.Tests.Script;

public sealed class PhrasingTests
{
    [Theory]
    [InlineData("Say that Saturday morning is best.", "Saturday morning is best.")]
    [InlineData("Say actually 4 PM would be better.", "Actually 4 PM would be better.")]
    [InlineData("Say: \"no thanks\".", "no thanks")]
    [InlineData("Tell the agent that you are in a hurry and your bus leaves.", "I am in a hurry and my bus leaves.")]
    [InlineData("Tell the agent you're new", "I'm new")]
    [InlineData("Mention you've called before", "I've called before")]
    [InlineData("Provide your name, Omar", "My name, Omar")]
    [InlineData("Provide 12 April 1990", "12 April 1990")]
    [InlineData("Ask for a refund.", "A refund, please.")]
    [InlineData("Ask whether they are open on Sunday.", "They are open on Sunday?")]
    [InlineData("Ask the agent if you can pay later", "I can pay later?")]
    [InlineData("Ask: which floor is it?", "Which floor is it?")]
    [InlineData("Say thank you", "Thank you")]
    [InlineData("Yes, can you do it?", "Yes, can you do it?")]
    [InlineData("Sayonara", "Sayonara")]
    [InlineData("Say", "Say")]
    [InlineData("Say that is all.", "That is all.")]
    [InlineData("Say that's fine", "That's fine")]
    [InlineData("Say that one works for you.", "That one works for me.")]
    [InlineData("Complain that the wait was too long.", "The wait was too long.")]
    [InlineData("Complain to the agent about your bill.", "I want to complain about my bill.")]
    [InlineData("Complain that nobody called you back", "Nobody called me back")]
    [InlineData("Ask the agent to transfer you to a person.", "Could you transfer me to a person?")]
    [InlineData("Ask to speak to a manager", "I would like to speak to a manager.")]
    [InlineData("Ask about your invoice.", "I have a question about my invoice.")]
    [InlineData("Ask when they open on Friday.", "Can you tell me when they open on Friday?")]
    [InlineData("Politely decline the 4 PM slot.", "I decline the 4 PM slot.")]
    [InlineData("Agree.", "Yes, I agree.")]
    [InlineData("Confirm that Tuesday works.", "Tuesday works.")]
    [InlineData("Insist on a refund", "I insist on a refund.")]
    [InlineData("Thank the agent for the help.", "Thank you for the help.")]
    [InlineData("Apologize for being late", "I am sorry for being late.")]
    [InlineData("Greet the agent.", "Hello.")]
    [InlineData("You should then say that you need it.", "I need it.")]
    [InlineData("Tell the agent that you are new. Your name is Omar.", "I am new. My name is Omar.")]
    [InlineData("Say I need a table. Then hang up.", "I need a table.")]
    [InlineData("Shout \"Get me a person!\" at once", "Get me a person!")]
    [InlineData("Say \"I read \u201cOpen\u201d. Is it?\"", "I read \u201cOpen\u201d. Is it?")]
    [InlineData("Give me a refund.", "Give me a refund.")]
    [InlineData("Repeat that, please.", "Repeat that, please.")]
    [InlineData("Do not call me again.", "Do not call me again.")]
    [InlineData("Say nothing.", "")]
    [InlineData("Sound annoyed.", "Sound annoyed.")]
    public void An_instruction_becomes_speech(string instruction, string speech) => Assert.Equal(speech, Instruction.ToSpeech(instruction));

    [Theory]
    [InlineData("Say that is all.", nameof(InstructionSense.Understood))]
    [InlineData("I want to cancel.", nameof(InstructionSense.Understood))]
    [InlineData("Sound annoyed.", nameof(InstructionSense.ReadOut))]
    [InlineData("Say goodbye. Hang up.", nameof(InstructionSense.Silent))]
    public void It_is_known_whether_that_was_meant(string instruction, string sense) =>
        Assert.Equal(sense, Instruction.Understand(instruction).Sense.ToString());

    [Theory]
    [InlineData("I would like to book an appointment on Thursday.", "Book an appointment on Thursday")]
    [InlineData("Actually 4 PM would be better.", "4 PM")]
    [InlineData("10:30 AM would be good.", "10:30 AM")]
    [InlineData("3 PM is fine then.", "3 PM")]
    [InlineData("I need an appointment on Saturday at 6 PM.", "An appointment on Saturday at 6 PM")]
    [InlineData("I have to cancel my appointment.", "Cancel my appointment")]
    [InlineData("Please cancel it.", "Cancel it")]
    [InlineData("Yes, that is fine. Thank you!", "Yes, that is fine")]
    [InlineData("Thank you!", "Thank you!")]
    [InlineData("I am Omar. I need a new date, please.", "I am Omar. A new date")]
    [InlineData("When are you open on Saturday?", "When open on Saturday?")]
    [InlineData("Do you take cards?", "Take cards?")]
    [InlineData("How are you?", "How are you?")]
    public void Terse_keeps_the_essential_clause(string text, string terse) =>
        Assert.Equal(terse, new Phrasing(CallerStyle.Terse, 1).Apply(text));

    [Theory]
    [InlineData("Thursday at 10:30 AM is Good", "thursday at 1030am is good")]
    [InlineData("4 PM or 9:05 p.m., not 16:00", "4pm or 905pm, not 16:00")]
    public void Lowercase_drops_capitals_and_the_colon_of_times(string text, string lower) =>
        Assert.Equal(lower, new Phrasing(CallerStyle.Lowercase, 1).Apply(text));

    [Theory]
    [InlineData(nameof(CallerStyle.Plain), "Friday, please", "Friday, please")]
    [InlineData(nameof(CallerStyle.Hesitant), "Friday, please", "Um, Friday, please")]
    [InlineData(nameof(CallerStyle.Wordy), "Friday", "So, let me see. Friday. I would really appreciate your help with this.")]
    [InlineData(nameof(CallerStyle.Wordy), "Friday?", "So, let me see. Friday? I would really appreciate your help with this.")]
    public void Other_styles_put_words_around_it(string style, string text, string said) =>
        Assert.Equal(said, new Phrasing(Enum.Parse<CallerStyle>(style), 1).Apply(text));

    [Fact]
    public void No_style_makes_words_of_nothing() =>
        Assert.All(Enum.GetValues<CallerStyle>(), style => Assert.Equal("", new Phrasing(style, 1).Apply("")));

    [Fact]
    public void Typos_swap_letters_of_some_words_and_never_a_digit()
    {
        const string Text = "Thursday the 12th at 1030 with doctor B1234CD would certainly be wonderful";

        foreach (var seed in Enumerable.Range(0, 200))
        {
            var said = new Phrasing(CallerStyle.Typos, seed).Apply(Text);

            Assert.NotEqual(Text, said);
            Assert.Equal(Text.Length, said.Length);
            Assert.Contains(" the 12th at 1030 ", said, StringComparison.Ordinal);
            Assert.Contains(" B1234CD ", said, StringComparison.Ordinal);
            Assert.Equal(Text.Order(), said.Order());
        }
    }

    [Fact]
    public void The_same_seed_makes_the_same_typos()
    {
        string[] texts = ["Wednesday morning would be good", "Something else entirely"];

        Assert.Equal(Say(7), Say(7));
        Assert.NotEqual(Say(7), Say(8));

        string Say(int seed)
        {
            var phrasing = new Phrasing(CallerStyle.Typos, seed);
            return string.Join('|', texts.Select(phrasing.Apply));
        }
    }
}
