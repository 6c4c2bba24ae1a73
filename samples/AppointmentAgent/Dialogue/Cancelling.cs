using AppointmentAgent.Calendar;
using AppointmentAgent.Tools;
using AppointmentAgent.Understanding;

namespace AppointmentAgent.Dialogue;

/// <summary>Cancels the caller's appointment, after asking whether another day would do.</summary>
internal sealed class Cancelling(Toolbox tools) : Errand
{
    private Appointment? _appointment;
    private Heard _answer = new();

    public override void Hear(Heard heard) => _answer = heard;

    public override string GoOn(Patient patient)
    {
        if (_appointment is null)
        {
            return Ask(patient);
        }

        return _answer switch
        {
            { Wish: Wish.Cancel } or { Answer: Answer.Yes } => Cancel(_appointment),
            { Answer: Answer.No } => Finish("Then it stays as it is."),
            _ => "Shall I cancel your appointment? Please say yes or no.",
        };
    }

    private string Ask(Patient patient)
    {
        _appointment = tools.FindAppointment(patient);
        return _appointment is null
            ? Finish("I see no appointment in your name.")
            : $"Your appointment is on {_appointment.Slot}. Would you rather move it, or shall I cancel it?";
    }

    private string Cancel(Appointment appointment)
    {
        tools.CancelAppointment(appointment);
        return Finish($"I have cancelled your appointment on {appointment.Slot}.");
    }
}
