using System.Text.Json.Nodes;

namespace Cekura.Emulator.Prompts;

/// <summary>A prompt with a line for each issue: the same issues always give the same proposal.</summary>
internal static class PromptProposal
{
    public static JsonObject Of(string prompt, IReadOnlyList<Issue> issues) =>
        issues.Count == 0
            ? Answer(prompt, "Nothing failed in these runs; the prompt stays as it is.")
            : Answer(
                $"{prompt.TrimEnd()}\n\nIn every conversation:\n{Lines(issues.Select(issue => issue.Advice))}\n",
                $"Added a line for each of these:\n{Lines(issues.Select(issue => $"{issue.Description} (runs {string.Join(", ", issue.Runs)})"))}"
            );

    private static string Lines(IEnumerable<string> items) => string.Join('\n', items.Select(item => $"- {item}"));

    private static JsonObject Answer(string prompt, string summary) =>
        new() { ["improved_prompt"] = prompt, ["summary_of_changes"] = summary };
}
