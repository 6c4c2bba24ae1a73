namespace AppointmentAgent.Calendar;

internal sealed record Appointment(int Id, int PatientId, Slot Slot);
