namespace AppointmentAgent.Understanding;

/// <summary>Reads a message of the caller: terse or wordy, in any case, with times and dates as people type them.</summary>
internal sealed class MessageReader(DateOnly today, TimeReader times)
{
    private readonly DayReader _days = new(today);

    public Heard Read(string message)
    {
        var text = message.Trim().ToLowerInvariant().Replace('’', '\'');
        var dateOfBirth = BirthReader.Read(text, out var rest);
        return new Heard
        {
            Wish = WishReader.ReadWish(rest),
            Answer = WishReader.ReadAnswer(rest),
            Day = _days.Read(rest),
            Time = times.Read(rest),
            Name = NameReader.Read(message),
            DateOfBirth = dateOfBirth,
        };
    }
}
