namespace AppointmentAgent.Calendar;

/// <summary>
/// The practice as every call finds it: it is always the same Monday morning, with the same patients and the same free times,
/// so that a test passes or fails for what the agent does and never for the date on which it runs.
/// </summary>
internal static class Practice
{
    public static DateOnly Today { get; } = new(2026, 3, 2);

    public static IReadOnlyList<Patient> Patients { get; } =
    [
        new(17, "Maria Lopez", new DateOnly(1990, 4, 12)),
        new(18, "Omar Haddad", new DateOnly(1978, 11, 3)),
        new(19, "Ida Lindqvist", new DateOnly(2001, 7, 29)),
    ];

    /// <summary>A calendar of its own for each call: calls that run at the same time do not take each other's slots.</summary>
    public static DayBook OpenDayBook() =>
        new(
            free:
            [
                .. On(3, "09:00", "13:30"),
                .. On(4, "11:30", "15:30"),
                .. On(5, "10:00", "10:30", "11:00", "15:00", "16:00"),
                .. On(6, "09:30", "11:00", "14:00"),
                .. On(7, "09:00", "11:30"),
                .. On(9, "09:00", "10:30", "14:30"),
                .. On(10, "12:00", "16:30"),
            ],
            appointments: [new Appointment(501, 18, On(4, "09:30").Single()), new Appointment(502, 19, On(6, "10:00").Single())]
        );

    private static IEnumerable<Slot> On(int dayOfMarch, params string[] times) =>
        times.Select(time => new Slot(new DateOnly(2026, 3, dayOfMarch), TimeOnly.ParseExact(time, "HH:mm")));
}
