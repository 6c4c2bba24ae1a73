using AppointmentAgent.Understanding;

namespace AppointmentAgent.Tests.Understanding;

public sealed class MessageReaderTests
{
    // A Monday.
    private static readonly MessageReader Reader = new(new DateOnly(2026, 3, 2), new TimeReader(Faults.None));

    [Theory]
    [InlineData("I would like to book an appointment", nameof(Wish.Book))]
    [InlineData("checkup please", nameof(Wish.Book))]
    [InlineData("i need to move my appointment", nameof(Wish.Move))]
    [InlineData("Could I reschedule?", nameof(Wish.Move))]
    [InlineData("CANCEL my appointment", nameof(Wish.Cancel))]
    [InlineData("Can I talk to a real person about my appointment?", nameof(Wish.Person))]
    [InlineData("That’s all", nameof(Wish.Leave))]
    [InlineData("The weather is nice", nameof(Wish.None))]
    public void Knows_what_the_caller_wants(string message, string wish) => Assert.Equal(wish, Reader.Read(message).Wish.ToString());

    [Theory]
    [InlineData("Yes, please.", nameof(Answer.Yes))]
    [InlineData("ok", nameof(Answer.Yes))]
    [InlineData("No, that is not fine", nameof(Answer.No))]
    [InlineData("Nobody knows", nameof(Answer.None))]
    public void Tells_yes_from_no(string message, string answer) => Assert.Equal(answer, Reader.Read(message).Answer.ToString());

    [Theory]
    [InlineData("Thursday", "2026-03-05")]
    [InlineData("next thu", "2026-03-05")]
    [InlineData("monday at nine", "2026-03-09")]
    [InlineData("tomorrow", "2026-03-03")]
    [InlineData("the 6th of March", "2026-03-06")]
    [InlineData("mar 10", "2026-03-10")]
    public void Counts_days_from_today(string message, string day) => Assert.Equal(DateOnly.Parse(day), Reader.Read(message).Day);

    [Theory]
    [InlineData("31 February")]
    [InlineData("soon")]
    [InlineData("may I come at 10 am?")]
    public void Finds_no_day_where_there_is_none(string message) => Assert.Null(Reader.Read(message).Day);

    [Theory]
    [InlineData("Maria Lopez, born 12 April 1990.", "Maria Lopez")]
    [InlineData("hi, my name is maria lopez and i was born on april 12th, 1990", "maria lopez")]
    [InlineData("Sorry, it's Anna-Maria O'Neill 1990-04-12", "Anna-Maria O'Neill")]
    [InlineData("Sorry it is 12 April 1990", null)]
    public void Reads_name_and_date_of_birth(string message, string? name)
    {
        var heard = Reader.Read(message);

        Assert.Equal(name, heard.Name);
        Assert.Equal(new DateOnly(1990, 4, 12), heard.DateOfBirth);
    }

    [Fact]
    public void A_date_of_birth_is_not_the_day_of_the_appointment()
    {
        var heard = Reader.Read("Maria Lopez, born 12 April 1990, for Thursday at 10:30 AM");

        Assert.Equal((new DateOnly(2026, 3, 5), new TimeOnly(10, 30)), (heard.Day, heard.Time));
    }
}
