namespace AppointmentAgent.Tests.Dialogue;

public sealed class CallTests
{
    private const string Maria = "Maria Lopez, born 12 April 1990.";
    private const string Omar = "omar haddad, 3 november 1978";
    private const string Ida = "Ida Lindqvist, born 29 July 2001.";

    [Theory]
    [InlineData("10:30 AM would be good.")]
    [InlineData("1030am would be good")]
    [InlineData("Could we perhaps say half past ten?")]
    public async Task Books_the_time_that_the_caller_chooses(string choice)
    {
        await using var agent = await AgentHost.StartAsync();

        var turn = await Caller.TalkAsync(agent, "I would like to book an appointment on Thursday.", Maria, choice, "Yes, please.");

        Assert.Equal("You are booked for Thursday, 5 March at 10:30 AM. Is there anything else I can do for you?", turn.Text);
        Assert.Equal(
            """book_slot {"date":"2026-03-05","time":"10:30","patient_id":17} -> {"date":"2026-03-05","time":"10:30","appointment_id":503}""",
            Assert.Single(turn.Calls)
        );
    }

    [Theory]
    [InlineData("book thu 10:30am", "yes", "You are booked for Thursday, 5 March at 10:30 AM.")]
    [InlineData("appointment saturday 9", "make it 11:30", "Saturday, 7 March at 11:30 AM is free. Shall I book it?")]
    [InlineData("checkup friday 2pm", "ok", "You are booked for Friday, 6 March at 2:00 PM.")]
    [InlineData("book tuesday", "9", "Tuesday, 3 March at 9:00 AM is free. Shall I book it?")]
    [InlineData(
        "Hello! I was hoping that you could possibly find me an appointment, ideally on Friday the 6th of March, at around half past nine in the morning, if that is not too much trouble.",
        "Yes, that would be lovely, thank you so much.",
        "You are booked for Friday, 6 March at 9:30 AM."
    )]
    public async Task Copes_with_terse_and_wordy_callers(string opening, string last, string answer)
    {
        await using var agent = await AgentHost.StartAsync();

        var turn = await Caller.TalkAsync(agent, opening, Maria, last);

        Assert.StartsWith(answer, turn.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offers_the_free_times_of_the_day()
    {
        await using var agent = await AgentHost.StartAsync();

        var turn = await Caller.TalkAsync(agent, "book thursday", Maria);

        Assert.Equal(
            "Thank you, Maria. On Thursday, 5 March I have 10:00 AM, 10:30 AM, 11:00 AM, 3:00 PM or 4:00 PM. Which time would you like?",
            turn.Text
        );
        Assert.Collection(
            turn.Calls,
            call => Assert.Equal("""find_patient {"name":"Maria Lopez","date_of_birth":"1990-04-12"} -> {"patient_id":17}""", call),
            call => Assert.Equal("""list_slots {"date":"2026-03-05"} -> {"free":["10:00","10:30","11:00","15:00","16:00"]}""", call)
        );
    }

    [Theory]
    [InlineData("Actually, 4 PM would be better.", "Thursday, 5 March at 4:00 PM is free. Shall I book it?")]
    [InlineData("No, on Friday please", "On Friday, 6 March I have 9:30 AM, 11:00 AM or 2:00 PM. Which time would you like?")]
    [InlineData("no", "On Thursday, 5 March I have 10:00 AM, 10:30 AM, 11:00 AM, 3:00 PM or 4:00 PM. Which time would you like?")]
    [InlineData("hmm", "Thursday, 5 March at 11:00 AM is free. Shall I book it?")]
    public async Task A_caller_may_change_their_mind_before_the_booking(string second, string answer)
    {
        await using var agent = await AgentHost.StartAsync();

        var turn = await Caller.TalkAsync(agent, "Book Thursday at 11 AM", Maria, second);

        Assert.Equal(answer, turn.Text);
    }

    [Theory]
    [InlineData("Yes, Thursday is fine.", "You are booked for Thursday, 5 March at 11:00 AM.")]
    [InlineData("ok 11am", "You are booked for Thursday, 5 March at 11:00 AM.")]
    [InlineData("Yes, 4 PM is fine.", "Thursday, 5 March at 4:00 PM is free. Shall I book it?")]
    public async Task A_yes_counts_for_what_was_read_back(string yes, string answer)
    {
        await using var agent = await AgentHost.StartAsync();

        var turn = await Caller.TalkAsync(agent, "Book Thursday at 11 AM", Maria, yes);

        Assert.StartsWith(answer, turn.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Saturday at 6 PM",
        "We are open Monday to Friday from 9:00 AM to 5:00 PM, and Saturday from 9:00 AM to noon. The nearest free time is Saturday, 7 March at 11:30 AM. Shall I book it?"
    )]
    [InlineData("Sunday at 10 AM", "The nearest free time is Saturday, 7 March at 11:30 AM. Shall I book it?")]
    [InlineData("Friday at 5 PM", "The nearest free time is Friday, 6 March at 2:00 PM. Shall I book it?")]
    public async Task Refuses_a_time_when_the_practice_is_closed_and_names_another(string wanted, string answer)
    {
        await using var agent = await AgentHost.StartAsync();

        var turn = await Caller.TalkAsync(agent, $"I need an appointment on {wanted}.", Maria);

        Assert.Contains("I am sorry, we are closed then.", turn.Text, StringComparison.Ordinal);
        Assert.EndsWith(answer, turn.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_without_a_free_time_leads_to_the_nearest_one()
    {
        await using var agent = await AgentHost.StartAsync();

        var turn = await Caller.TalkAsync(agent, "book something on Sunday", Maria);

        Assert.EndsWith(
            "I have nothing free on Sunday, 8 March. The nearest free time is Monday, 9 March at 9:00 AM. Shall I book it?",
            turn.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Asks_for_what_is_missing_one_thing_at_a_time()
    {
        await using var agent = await AgentHost.StartAsync();
        using var caller = await agent.CallAsync();
        await caller.ListenAsync();

        Assert.Equal("I can book, move or cancel an appointment for you. Which would you like?", (await caller.SayAsync("hello")).Text);
        Assert.Equal("Of course. May I have your full name and your date of birth?", (await caller.SayAsync("an appointment")).Text);
        Assert.Equal("Thank you. And what is your date of birth?", (await caller.SayAsync("I'm Maria Lopez")).Text);
        Assert.Equal("Thank you, Maria. Which day would suit you?", (await caller.SayAsync("april 12, 1990")).Text);
    }

    [Fact]
    public async Task Gives_up_on_a_caller_whom_it_cannot_find()
    {
        await using var agent = await AgentHost.StartAsync();
        using var caller = await agent.CallAsync();
        await caller.ListenAsync();
        await caller.SayAsync("cancel");

        Assert.Contains("once more?", (await caller.SayAsync("Maria Lopez, 1 April 1990")).Text, StringComparison.Ordinal);
        Assert.Contains("once more?", (await caller.SayAsync("2 April 1990")).Text, StringComparison.Ordinal);
        var turn = await caller.SayAsync("3 April 1990");

        Assert.True(turn.EndsCall);
        Assert.Contains(turn.Calls, call => call.StartsWith("transfer_to_person", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Moves_an_appointment()
    {
        await using var agent = await AgentHost.StartAsync();

        var turn = await Caller.TalkAsync(agent, "I need to move my appointment to Friday at 11 AM.", Omar, "Yes, please.");

        Assert.StartsWith("I have moved your appointment to Friday, 6 March at 11:00 AM.", turn.Text, StringComparison.Ordinal);
        Assert.StartsWith(
            """move_appointment {"date":"2026-03-06","time":"11:00","appointment_id":501}""",
            Assert.Single(turn.Calls),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Does_not_move_to_a_time_that_is_taken()
    {
        await using var agent = await AgentHost.StartAsync();

        var turn = await Caller.TalkAsync(agent, "Move my appointment to Thursday at 2 PM", Omar);

        Assert.Contains(
            "Your appointment is on Wednesday, 4 March at 9:30 AM. I am sorry, Thursday, 5 March at 2:00 PM is taken. On Thursday,",
            turn.Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("No, just cancel it.")]
    [InlineData("yes")]
    public async Task Cancels_after_asking(string confirmation)
    {
        await using var agent = await AgentHost.StartAsync();

        var turn = await Caller.TalkAsync(agent, "i have to cancel my appointment", Ida, confirmation);

        Assert.StartsWith("I have cancelled your appointment on Friday, 6 March at 10:00 AM.", turn.Text, StringComparison.Ordinal);
        Assert.StartsWith("cancel_appointment", Assert.Single(turn.Calls), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancellation_may_become_a_move()
    {
        await using var agent = await AgentHost.StartAsync();

        var turn = await Caller.TalkAsync(agent, "cancel my appointment", Ida, "I would like to move it to Monday at 9 AM.", "yes");

        Assert.StartsWith("I have moved your appointment to Monday, 9 March at 9:00 AM.", turn.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cancel my appointment")]
    [InlineData("move my appointment")]
    public async Task Sees_that_a_patient_has_no_appointment(string wish)
    {
        await using var agent = await AgentHost.StartAsync();

        var turn = await Caller.TalkAsync(agent, wish, Maria);

        Assert.Contains("I see no appointment in your name.", turn.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_one_thing_after_another_for_the_same_caller()
    {
        await using var agent = await AgentHost.StartAsync();

        var turn = await Caller.TalkAsync(
            agent,
            "book Thursday at 10:30 AM",
            Maria,
            "yes",
            "Yes, please move it to Tuesday at 9 AM",
            "yes"
        );

        Assert.StartsWith("I have moved your appointment to Tuesday, 3 March at 9:00 AM.", turn.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Puts_a_caller_through_to_a_person()
    {
        await using var agent = await AgentHost.StartAsync();

        var turn = await Caller.TalkAsync(agent, "Book something on Friday", Maria, "I would rather talk to a person.");

        Assert.True(turn.EndsCall);
        Assert.StartsWith("transfer_to_person", Assert.Single(turn.Calls), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_call_does_not_take_the_slots_of_another()
    {
        await using var agent = await AgentHost.StartAsync();
        string[] booking = ["book Thursday at 10:30 AM", Maria, "yes"];

        var first = await Caller.TalkAsync(agent, booking);
        var second = await Caller.TalkAsync(agent, booking);

        Assert.Equal(first.Text, second.Text);
        Assert.StartsWith("You are booked", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_regression_books_another_time_than_the_one_typed_without_a_colon()
    {
        await using var agent = await AgentHost.StartAsync(Faults.Regression);

        var turn = await Caller.TalkAsync(agent, "book thursday", Maria, "1030am would be good", "yes");

        Assert.StartsWith("You are booked for Thursday, 5 March at 10:00 AM.", turn.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_regression_promises_a_time_that_is_taken()
    {
        await using var agent = await AgentHost.StartAsync(Faults.Regression);

        var turn = await Caller.TalkAsync(agent, "Move my appointment to Thursday at 2 PM", Omar, "yes");

        Assert.StartsWith("I have moved your appointment to Thursday, 5 March at 2:00 PM.", turn.Text, StringComparison.Ordinal);
    }
}
