using System.Globalization;

namespace AppointmentAgent.Calendar;

/// <summary>Half an hour that one patient can have.</summary>
internal sealed record Slot(DateOnly Day, TimeOnly Time)
{
    public DateTime Start => Day.ToDateTime(Time);

    /// <summary>As the agent says it: "Thursday, 5 March at 10:30 AM".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day:dddd, d MMMM} at {Time:h:mm tt}");
}
