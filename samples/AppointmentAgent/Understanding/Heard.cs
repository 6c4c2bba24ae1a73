namespace AppointmentAgent.Understanding;

/// <summary>What a caller's message says, as far as the agent understands it. Everything may be missing.</summary>
internal sealed record Heard
{
    public Wish Wish { get; init; }

    public Answer Answer { get; init; }

    public DateOnly? Day { get; init; }

    public TimeOnly? Time { get; init; }

    public string? Name { get; init; }

    public DateOnly? DateOfBirth { get; init; }
}

/// <summary>What the caller wants to be done.</summary>
internal enum Wish
{
    None,
    Book,
    Move,
    Cancel,
    Person,
    Leave,
}

/// <summary>What the caller answers to a yes-or-no question.</summary>
internal enum Answer
{
    None,
    Yes,
    No,
}
