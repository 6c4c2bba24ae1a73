using AppointmentAgent.Calendar;
using AppointmentAgent.Tools;
using AppointmentAgent.Understanding;

namespace AppointmentAgent.Dialogue;

/// <summary>Finds out who is calling: name and date of birth, in one message or in two.</summary>
internal sealed class Identification(Toolbox tools)
{
    private const int MaxAttempts = 3;

    private string? _name;
    private DateOnly? _dateOfBirth;
    private bool _asked;
    private int _attempts;

    public Patient? Patient { get; private set; }

    public bool HasFailed => Patient is null && _attempts == MaxAttempts;

    /// <summary>Takes in what the caller said and gives the next question; it is empty once the patient is known.</summary>
    public string Ask(Heard heard)
    {
        if (_asked || heard.DateOfBirth is not null)
        {
            // Before that, two words at the start of a message are more likely a wish than a name.
            _name = heard.Name ?? _name;
            _dateOfBirth = heard.DateOfBirth ?? _dateOfBirth;
        }

        _asked = true;
        return (_name, _dateOfBirth) switch
        {
            ({ } name, { } dateOfBirth) => Find(name, dateOfBirth),
            ({ }, null) => "Thank you. And what is your date of birth?",
            (null, { }) => "Thank you. And what is your full name?",
            _ => "Of course. May I have your full name and your date of birth?",
        };
    }

    private string Find(string name, DateOnly dateOfBirth)
    {
        Patient = tools.FindPatient(name, dateOfBirth);
        if (Patient is not null)
        {
            return "";
        }

        _attempts++;
        _dateOfBirth = null;
        return $"I cannot find {name} with that date of birth. Could you tell me the date of birth once more?";
    }
}
