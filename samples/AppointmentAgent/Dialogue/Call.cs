using AppointmentAgent.Calendar;
using AppointmentAgent.Tools;
using AppointmentAgent.Understanding;

namespace AppointmentAgent.Dialogue;

/// <summary>
/// One call from greeting to goodbye. The caller names an errand, says who they are, and the errand asks for what it still needs;
/// then the next errand can follow.
/// </summary>
internal sealed class Call(MessageReader reader, Toolbox tools, Faults faults)
{
    private readonly Identification _identification = new(tools);
    private Errand? _errand;

    /// <summary>A call to the practice as it is at the start of every call.</summary>
    public static Call Begin(Faults faults) =>
        new(new MessageReader(Practice.Today, new TimeReader(faults)), new Toolbox(Practice.Patients, Practice.OpenDayBook()), faults);

    public Reply Greet() => Say("Thank you for calling Harbour Dental. How can I help you today?");

    public Reply Answer(string message)
    {
        var heard = reader.Read(message);
        if (heard.Wish is Wish.Person)
        {
            return HandOver("The caller asked for a person.");
        }

        _errand = Choose(heard.Wish);
        if (_errand is null)
        {
            return heard is { Wish: Wish.Leave } or { Answer: Understanding.Answer.No }
                ? HangUp("Thank you for calling Harbour Dental. Goodbye!")
                : Say("I can book, move or cancel an appointment for you. Which would you like?");
        }

        _errand.Hear(heard);
        return _identification.Patient is { } known ? GoOn(_errand, known) : Identify(_errand, heard);
    }

    /// <summary>Callers change their mind: a cancellation may become a move and the reverse, until it is done.</summary>
    private Errand? Choose(Wish wish) =>
        (wish, _errand) switch
        {
            (Wish.Cancel, not Cancelling) => new Cancelling(tools),
            (Wish.Move, null or Cancelling) => new Moving(tools, faults),
            (Wish.Book, null) => new Booking(tools),
            _ => _errand,
        };

    private Reply Identify(Errand errand, Heard heard)
    {
        var question = _identification.Ask(heard);
        return _identification switch
        {
            { Patient: { } patient } => GoOn(errand, patient, $"Thank you, {patient.FirstName}. "),
            { HasFailed: true } => HandOver("The caller could not be identified."),
            _ => Say(question),
        };
    }

    private Reply GoOn(Errand errand, Patient patient, string thanks = "")
    {
        var text = thanks + errand.GoOn(patient);
        if (!errand.IsDone)
        {
            return Say(text);
        }

        _errand = null;
        return Say(text + " Is there anything else I can do for you?");
    }

    private Reply HandOver(string reason)
    {
        tools.TransferToPerson(reason);
        return HangUp("I will put you through to a colleague at the front desk. Goodbye!");
    }

    private Reply Say(string text) => new(text, tools.TakeCalls(), EndsCall: false);

    private Reply HangUp(string text) => new(text, tools.TakeCalls(), EndsCall: true);
}
