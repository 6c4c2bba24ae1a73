using System.Text.RegularExpressions;

namespace AppointmentAgent.Understanding;

/// <summary>Finds what the caller wants. The order decides when a message names several: "move my appointment" is not a booking.</summary>
internal static partial class WishReader
{
    public static Wish ReadWish(string text) =>
        text switch
        {
            _ when Person().IsMatch(text) => Wish.Person,
            _ when Cancel().IsMatch(text) => Wish.Cancel,
            _ when Move().IsMatch(text) => Wish.Move,
            _ when Book().IsMatch(text) => Wish.Book,
            _ when Leave().IsMatch(text) => Wish.Leave,
            _ => Wish.None,
        };

    public static Answer ReadAnswer(string text) =>
        text switch
        {
            _ when No().IsMatch(text) => Answer.No,
            _ when Yes().IsMatch(text) => Answer.Yes,
            _ => Answer.None,
        };

    [GeneratedRegex(@"\b(human|person|someone|somebody|receptionist|operator|front desk)\b", Patterns.Options, Patterns.Timeout)]
    private static partial Regex Person();

    [GeneratedRegex(@"\b(cancel|call off|drop)", Patterns.Options, Patterns.Timeout)]
    private static partial Regex Cancel();

    [GeneratedRegex(
        @"\b(move|moving|reschedul|postpone|change|another (day|time)|different (day|time))",
        Patterns.Options,
        Patterns.Timeout
    )]
    private static partial Regex Move();

    [GeneratedRegex(@"\b(book|appointment|schedule|check-?up|see (the|a) (dentist|doctor))", Patterns.Options, Patterns.Timeout)]
    private static partial Regex Book();

    [GeneratedRegex(
        @"\b(bye|goodbye|that's all|that is all|that's it|that is it|nothing else|thanks|thank you)\b",
        Patterns.Options,
        Patterns.Timeout
    )]
    private static partial Regex Leave();

    [GeneratedRegex(@"\b(no|nope|not|don't)\b", Patterns.Options, Patterns.Timeout)]
    private static partial Regex No();

    [GeneratedRegex(
        @"\b(yes|yeah|yep|yup|sure|ok|okay|fine|correct|perfect|go ahead|please do|sounds good|that works|suits)\b",
        Patterns.Options,
        Patterns.Timeout
    )]
    private static partial Regex Yes();
}
