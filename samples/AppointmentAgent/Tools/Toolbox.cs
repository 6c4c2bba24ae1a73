using System.Globalization;
using System.Text.Json.Nodes;
using AppointmentAgent.Calendar;

namespace AppointmentAgent.Tools;

/// <summary>Everything that the agent can look up or do. Each use is noted, so that tests can see what really happened.</summary>
internal sealed class Toolbox(IReadOnlyList<Patient> patients, DayBook dayBook)
{
    private readonly List<ToolCall> _calls = [];
    private int _count;

    /// <summary>The calls since the last time this was asked.</summary>
    public IReadOnlyList<ToolCall> TakeCalls()
    {
        ToolCall[] calls = [.. _calls];
        _calls.Clear();
        return calls;
    }

    public Patient? FindPatient(string name, DateOnly dateOfBirth)
    {
        var patient = patients.FirstOrDefault(known =>
            known.DateOfBirth == dateOfBirth && string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase)
        );
        Note("find_patient", new() { ["name"] = name, ["date_of_birth"] = Iso(dateOfBirth) }, new() { ["patient_id"] = patient?.Id });
        return patient;
    }

    public Appointment? FindAppointment(Patient patient)
    {
        var appointment = dayBook.AppointmentOf(patient);
        Note(
            "find_appointment",
            new() { ["patient_id"] = patient.Id },
            appointment is null ? new() { ["appointment_id"] = null } : Describe(appointment)
        );
        return appointment;
    }

    public IReadOnlyList<TimeOnly> ListSlots(DateOnly day)
    {
        var times = dayBook.FreeTimes(day);
        Note(
            "list_slots",
            new() { ["date"] = Iso(day) },
            new() { ["free"] = new JsonArray([.. times.Select(time => (JsonNode)Iso(time))]) }
        );
        return times;
    }

    public bool CheckSlot(Slot slot)
    {
        var free = dayBook.IsFree(slot);
        Note("check_slot", Describe(slot), new() { ["free"] = free });
        return free;
    }

    public Slot FindNearestSlot(Slot wanted)
    {
        var nearest = dayBook.NearestFree(wanted);
        Note("find_nearest_slot", Describe(wanted), Describe(nearest));
        return nearest;
    }

    public Appointment BookSlot(Patient patient, Slot slot)
    {
        var appointment = dayBook.Book(patient, slot);
        Note("book_slot", With(Describe(slot), "patient_id", patient.Id), Describe(appointment));
        return appointment;
    }

    public Appointment MoveAppointment(Appointment appointment, Slot slot)
    {
        var moved = dayBook.Move(appointment, slot);
        Note("move_appointment", With(Describe(slot), "appointment_id", appointment.Id), Describe(moved));
        return moved;
    }

    public void CancelAppointment(Appointment appointment)
    {
        dayBook.Cancel(appointment);
        Note("cancel_appointment", new() { ["appointment_id"] = appointment.Id }, new() { ["cancelled"] = true });
    }

    public void TransferToPerson(string reason) =>
        Note("transfer_to_person", new() { ["reason"] = reason }, new() { ["queue"] = "front desk" });

    private void Note(string name, JsonObject arguments, JsonObject result) =>
        _calls.Add(new ToolCall(string.Create(CultureInfo.InvariantCulture, $"call_{++_count}"), name, arguments, result));

    private static JsonObject Describe(Slot slot) => new() { ["date"] = Iso(slot.Day), ["time"] = Iso(slot.Time) };

    private static JsonObject Describe(Appointment appointment) => With(Describe(appointment.Slot), "appointment_id", appointment.Id);

    private static JsonObject With(JsonObject description, string key, int value)
    {
        description[key] = value;
        return description;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Iso(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
