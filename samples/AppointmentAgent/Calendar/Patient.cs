namespace AppointmentAgent.Calendar;

internal sealed record Patient(int Id, string Name, DateOnly DateOfBirth)
{
    public string FirstName => Name.Split(' ')[0];
}
