namespace Cekura.Reliability.Tests.Faults;

/// <summary>
/// What sessions are about: together they make every call that a session, its guard, a sweep and a second attempt can make.
/// </summary>
internal static class Situations
{
    private static readonly Situation Endless = new("stopped in the middle")
    {
        BookEnds = false,
        MoveEnds = false,
        CancelAfter = TimeSpan.FromSeconds(6),
    };

    /// <summary>Struck by one fault each, or by two.</summary>
    public static IReadOnlyList<Situation> Disturbed { get; } =
    [
        new("ordinary"),
        new("ordinary, no name") { Form = Form.WebSocket },
        new("ordinary, suite") { Form = Form.Suite },
        new("answer to the start lost") { Always = [LostAnswer("scenarios/run_scenarios_text/")] },
        new("answer to the start lost, suite") { Form = Form.Suite, Always = [LostAnswer("scenarios/run_scenarios_json/")] },
        Endless,
        Endless with
        {
            Name = "stopped in the middle, no name",
            Form = Form.WebSocket,
        },
        new("batch out of time")
        {
            BookEnds = false,
            MoveEnds = false,
            BatchTimeout = 60,
        },
        new("case out of time") { MoveEnds = false, CaseTimeout = 30 },
        new("decided early")
        {
            Frequency = 3,
            Slots = 6,
            StopWhenDecided = true,
        },
        Killed("killed, guard", Successor.Guard),
        Killed("killed, sweep", Successor.Sweep),
        Killed("killed, second attempt", Successor.SecondAttempt) with
        {
            BookEnds = true,
            MoveEnds = true,
        },
    ];

    /// <summary>In each the service cannot be read any more, for good or for a while, whatever else goes wrong.</summary>
    public static IReadOnlyList<Situation> InOutages { get; } =
    [
        new("gone for good")
        {
            IsUnreadable = true,
            Within = TimeSpan.FromMinutes(7),
            Always = Outage("status:503", times: 100_000),
        },
        new("gone for good, in silence")
        {
            IsUnreadable = true,
            Within = TimeSpan.FromMinutes(7),
            Always = Outage("never_answer", times: 100_000),
        },
        new("batch out of time in an outage")
        {
            BookEnds = false,
            MoveEnds = false,
            BatchTimeout = 60,
            Within = TimeSpan.FromMinutes(2),
            Always = Outage("status:503", times: 20),
        },
        new("batch out of time in silence")
        {
            BookEnds = false,
            MoveEnds = false,
            BatchTimeout = 60,
            Within = TimeSpan.FromMinutes(2),
            Always = Outage("never_answer", times: 8),
        },
        new("case out of time in an outage")
        {
            MoveEnds = false,
            CaseTimeout = 30,
            Always = [Outage("status:503", times: 12)[0]],
        },
    ];

    /// <summary>Struck at each request and at each line of the journal.</summary>
    public static IReadOnlyList<Situation> Interrupted { get; } =
    [
        new("ordinary, then killed"),
        new("ordinary, then killed, second attempt") { Successor = Successor.SecondAttempt },
        new("answer to the start lost, then killed")
        {
            Always = [LostAnswer("scenarios/run_scenarios_text/")],
            BookEnds = false,
            MoveEnds = false,
            BatchTimeout = 60,
        },
        new("answer to the start lost, then killed, second attempt")
        {
            Always = [LostAnswer("scenarios/run_scenarios_text/")],
            Successor = Successor.SecondAttempt,
        },
        Endless with
        {
            Name = "killed while it is stopped",
        },
        Endless with
        {
            Name = "killed while it is stopped, sweep",
            Successor = Successor.Sweep,
        },
        new("killed around the batch's limit")
        {
            BookEnds = false,
            MoveEnds = false,
            BatchTimeout = 60,
        },
        new("killed around a case's limit") { MoveEnds = false, CaseTimeout = 30 },
        new("killed around a case's limit, sweep")
        {
            MoveEnds = false,
            CaseTimeout = 30,
            Successor = Successor.Sweep,
        },
        new("killed around an early decision")
        {
            Frequency = 3,
            Slots = 6,
            StopWhenDecided = true,
        },
        new("killed, suite")
        {
            Form = Form.Suite,
            BookEnds = false,
            MoveEnds = false,
            BatchTimeout = 60,
        },
    ];

    private static Situation Killed(string name, Successor successor) =>
        new(name)
        {
            BookEnds = false,
            MoveEnds = false,
            Successor = successor,
            Interruption = new Interruption(Strike.Killed, Place.Request, 4, Moment.After),
        };

    private static Disturbance LostAnswer(string path) => new("drop_after_accept", new Call("POST", path), 0);

    /// <summary>After it was seen to have begun, neither the result nor its runs can be read.</summary>
    private static Disturbance[] Outage(string kind, int times) =>
        [new(kind, new Call("GET", "results/{id}/"), 2, times), new(kind, new Call("GET", "runs/bulk/"), 0, times)];
}
