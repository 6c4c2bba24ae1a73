namespace Cekura.Client;

/// <summary>A proposal for a better prompt (<c>POST /test_framework/v1/runs/improve_prompt/</c>).</summary>
public sealed record PromptImprovement
{
    /// <summary>The whole new prompt. Untrusted text.</summary>
    public string ImprovedPrompt
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>What was changed, and why. Untrusted text.</summary>
    public string? SummaryOfChanges { get; init; }
}
