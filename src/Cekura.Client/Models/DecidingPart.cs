namespace Cekura.Client;

/// <summary>A part of a run that its verdict depends on.</summary>
internal enum DecidingPart
{
    /// <summary>The service's own verdict.</summary>
    Success,

    /// <summary>What a review made of it.</summary>
    EvaluationStatus,

    /// <summary>The expected outcome, with its score and its parts.</summary>
    ExpectedOutcome,

    /// <summary>Deviations that the service's built-in check found.</summary>
    CriticalCategories,

    /// <summary>The metrics.</summary>
    Metrics,

    /// <summary>The project's rubric.</summary>
    Rubric,
}
