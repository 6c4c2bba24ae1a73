using AppointmentAgent.Calendar;
using AppointmentAgent.Understanding;

namespace AppointmentAgent.Dialogue;

/// <summary>One thing that the caller wants done.</summary>
internal abstract class Errand
{
    public bool IsDone { get; private set; }

    /// <summary>Takes in what the caller said, also before it is known who is calling.</summary>
    public abstract void Hear(Heard heard);

    /// <summary>Does what can be done now and says it, or asks for what is missing.</summary>
    public abstract string GoOn(Patient patient);

    /// <summary>The last words of this errand.</summary>
    protected string Finish(string text)
    {
        IsDone = true;
        return text;
    }
}
