namespace AppointmentAgent;

/// <summary>
/// Bugs that can be switched on, to see how a bad release looks in the test results: <c>AGENT_REGRESSION=1 dotnet test</c>.
/// </summary>
/// <param name="LosesMinutes">A time that is typed without a colon loses its minutes: "1030am" becomes 10:00 AM.</param>
/// <param name="MovesUnchecked">An appointment is moved without looking whether the new time is free.</param>
internal sealed record Faults(bool LosesMinutes, bool MovesUnchecked)
{
    public static Faults None { get; } = new(LosesMinutes: false, MovesUnchecked: false);

    public static Faults Regression { get; } = new(LosesMinutes: true, MovesUnchecked: true);

    public static Faults FromEnvironment() =>
        string.Equals(Environment.GetEnvironmentVariable("AGENT_REGRESSION"), "1", StringComparison.Ordinal) ? Regression : None;
}
