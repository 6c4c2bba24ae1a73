namespace InProcess;

/// <summary>The tool of both agents.</summary>
internal static class Opening
{
    public static string Hours(string day) => day is "Saturday" or "Sunday" ? "closed" : "8 AM to 5 PM";
}
