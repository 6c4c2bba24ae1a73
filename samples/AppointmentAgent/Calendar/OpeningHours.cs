namespace AppointmentAgent.Calendar;

/// <summary>When the practice sees patients.</summary>
internal static class OpeningHours
{
    public const string InWords = "Monday to Friday from 9:00 AM to 5:00 PM, and Saturday from 9:00 AM to noon";

    private static readonly TimeOnly Opens = new(9, 0);

    public static bool Include(Slot slot) => slot.Time >= Opens && slot.Time < ClosingTime(slot.Day);

    private static TimeOnly ClosingTime(DateOnly day) =>
        day.DayOfWeek switch
        {
            DayOfWeek.Sunday => Opens,
            DayOfWeek.Saturday => new TimeOnly(12, 0),
            _ => new TimeOnly(17, 0),
        };
}
