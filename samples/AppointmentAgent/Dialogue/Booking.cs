using AppointmentAgent.Calendar;
using AppointmentAgent.Tools;

namespace AppointmentAgent.Dialogue;

/// <summary>Makes a new appointment.</summary>
internal sealed class Booking(Toolbox tools) : Scheduling(tools)
{
    protected override string Question => "Shall I book it?";

    protected override string Conclude(Patient patient, Slot agreed) =>
        Finish($"You are booked for {Tools.BookSlot(patient, agreed).Slot}.");
}
