namespace Cekura.Client;

/// <summary>
/// A deviation from the agent's described behaviour (<c>critical_categories[]</c> of <c>GET /test_framework/v2/runs/{id}/</c>).
/// </summary>
public sealed record CriticalCategory
{
    /// <summary>Id of the category.</summary>
    public long CategoryId { get; init; }

    /// <summary>Name of the category.</summary>
    public string Category
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>How far the agent deviated, without unit.</summary>
    public double? Deviation { get; init; }

    /// <summary>Whether a person marked this finding as wrong.</summary>
    public bool WronglyMarked { get; init; }

    /// <summary>The reviewer's words.</summary>
    public string? Feedback { get; init; }

    /// <summary><c>critical</c>, <c>non-critical</c> or <c>not_a_bug</c>.</summary>
    public string? Priority { get; init; }
}
