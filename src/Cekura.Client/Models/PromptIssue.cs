namespace Cekura.Client;

/// <summary>Something that a better prompt would mend (<c>POST /test_framework/v1/runs/improve_prompt_issues/</c>).</summary>
public sealed record PromptIssue
{
    /// <summary>Place in the order of weight, from 1.</summary>
    public int Rank { get; init; }

    /// <summary>The runs that show it.</summary>
    public IReadOnlyList<long> RunIds
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>What it is. Untrusted text.</summary>
    public string Description
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>How many runs show it.</summary>
    public int AffectedCount { get; init; }
}
