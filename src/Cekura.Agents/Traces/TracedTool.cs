using System.Text.Json.Nodes;

namespace Cekura.Agents.Traces;

/// <summary>A tool call as a trace shows it, with its result.</summary>
/// <param name="Id">The model's id of the call, or that of the span.</param>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">As the agent recorded them, JSON in a string or a value; null: it records none.</param>
/// <param name="Result">The same of the result.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended.</param>
/// <param name="Error">What went wrong; null: nothing did.</param>
internal sealed record TracedTool(
    string Id,
    string Name,
    JsonNode? Arguments,
    JsonNode? Result,
    DateTimeOffset Start,
    DateTimeOffset End,
    string? Error
);
