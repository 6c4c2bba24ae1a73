namespace AppointmentAgent.Calendar;

/// <summary>Which slots are free, and who has which appointment.</summary>
internal sealed class DayBook(IEnumerable<Slot> free, IEnumerable<Appointment> appointments)
{
    private readonly HashSet<Slot> _free = [.. free];
    private readonly Dictionary<int, Appointment> _appointments = appointments.ToDictionary(appointment => appointment.Id);

    public bool IsFree(Slot slot) => _free.Contains(slot);

    public IReadOnlyList<TimeOnly> FreeTimes(DateOnly day) => [.. _free.Where(slot => slot.Day == day).Select(slot => slot.Time).Order()];

    public Slot NearestFree(Slot wanted) =>
        _free.OrderBy(slot => (slot.Start - wanted.Start).Duration()).ThenBy(slot => slot.Start).First();

    public Appointment? AppointmentOf(Patient patient) =>
        _appointments.Values.FirstOrDefault(appointment => appointment.PatientId == patient.Id);

    public Appointment Book(Patient patient, Slot slot) =>
        Enter(new Appointment(_appointments.Keys.DefaultIfEmpty(500).Max() + 1, patient.Id, slot));

    public Appointment Move(Appointment appointment, Slot slot)
    {
        Cancel(appointment);
        return Enter(appointment with { Slot = slot });
    }

    public void Cancel(Appointment appointment)
    {
        _appointments.Remove(appointment.Id);
        _free.Add(appointment.Slot);
    }

    private Appointment Enter(Appointment appointment)
    {
        _free.Remove(appointment.Slot);
        return _appointments[appointment.Id] = appointment;
    }
}
