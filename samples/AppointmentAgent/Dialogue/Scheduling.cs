using System.Globalization;
using AppointmentAgent.Calendar;
using AppointmentAgent.Tools;
using AppointmentAgent.Understanding;

namespace AppointmentAgent.Dialogue;

/// <summary>Agrees with the caller on a slot: a day, a time of the free ones, and a yes to what the agent reads back.</summary>
internal abstract class Scheduling(Toolbox tools) : Errand
{
    private DateOnly? _day;
    private TimeOnly? _time;
    private Slot? _proposed;
    private Slot? _agreed;

    protected Toolbox Tools { get; } = tools;

    protected abstract string Question { get; }

    public override void Hear(Heard heard)
    {
        if (heard.Answer is Answer.Yes && Fits(heard, _proposed))
        {
            _agreed = _proposed;
        }
        else if (heard.Day is not null || heard.Time is not null)
        {
            // A new day asks for a new time; a new time is for the day that was spoken of last.
            _time = heard.Time ?? (heard.Day == _day ? _time : null);
            _day = heard.Day ?? _proposed?.Day ?? _day;
            _proposed = null;
        }
        else if (heard.Answer is Answer.No)
        {
            (_time, _proposed) = (null, null);
        }
    }

    public override string GoOn(Patient patient) =>
        this switch
        {
            { _agreed: { } agreed } => Conclude(patient, agreed),
            { _day: { } day, _time: { } time } => Propose(new Slot(day, time)),
            { _day: { } day } => Offer(day),
            _ => "Which day would suit you?",
        };

    protected abstract string Conclude(Patient patient, Slot agreed);

    protected virtual bool IsFree(Slot slot) => Tools.CheckSlot(slot);

    /// <summary>"Yes, Thursday is fine" agrees to Thursday at 10:30, and not to Friday.</summary>
    private static bool Fits(Heard heard, Slot? proposed) =>
        proposed is not null && (heard.Day ?? proposed.Day) == proposed.Day && (heard.Time ?? proposed.Time) == proposed.Time;

    private string Propose(Slot slot)
    {
        if (!OpeningHours.Include(slot))
        {
            return ProposeNearest(slot, $"I am sorry, we are closed then. We are open {OpeningHours.InWords}.");
        }

        if (!IsFree(slot))
        {
            _time = null;
            return $"I am sorry, {slot} is taken. {Offer(slot.Day)}";
        }

        _proposed = slot;
        return $"{slot} is free. {Question}";
    }

    private string Offer(DateOnly day)
    {
        var times = Tools.ListSlots(day);
        return times.Count > 0
            ? string.Create(CultureInfo.InvariantCulture, $"On {day:dddd, d MMMM} I have {InWords(times)}. Which time would you like?")
            : ProposeNearest(
                new Slot(day, new TimeOnly(12, 0)),
                string.Create(CultureInfo.InvariantCulture, $"I have nothing free on {day:dddd, d MMMM}.")
            );
    }

    private string ProposeNearest(Slot wanted, string regret)
    {
        var nearest = Tools.FindNearestSlot(wanted);
        _proposed = nearest;
        return $"{regret} The nearest free time is {nearest}. {Question}";
    }

    private static string InWords(IReadOnlyList<TimeOnly> times)
    {
        var words = times.Select(time => time.ToString("h:mm tt", CultureInfo.InvariantCulture)).ToArray();
        return words is [var only] ? only : $"{string.Join(", ", words[..^1])} or {words[^1]}";
    }
}
