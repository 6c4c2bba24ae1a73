using System.CommandLine;
using System.Text.Json.Nodes;
using Cekura.Cli.Conversations;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Client;
using Cekura.Manifests.Text;
using DiffPlex.Renderer;

namespace Cekura.Cli.Runs;

/// <summary>A better prompt out of what went wrong in runs.</summary>
internal sealed class ImprovePromptCommand(CommandFactory factory)
{
    // The call that waits takes no more.
    private const int RunsAtOnce = 3;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Option<string?> _runs = new("--run-ids") { Description = "Runs to learn from, separated by commas." };
    private readonly Option<string?> _test = RunReference.TestOption();
    private readonly Option<long?> _agent = new("--agent-id") { Description = "The agent whose prompt it is." };
    private readonly Option<string?> _prompt = new("--prompt") { Description = "The present prompt." };
    private readonly Option<string?> _file = new("--prompt-file") { Description = "The file that has it; - reads standard input." };
    private readonly Option<string?> _output = new("--output")
    {
        Description = "File that gets the better prompt; may be the prompt file itself.",
    };
    private readonly Option<bool> _background = new("--background")
    {
        Description = "Only start the work and print its id. More than 3 runs are always worked on in the background, and waited for.",
    };
    private readonly Option<string?> _progress = new("--progress-id")
    {
        Description =
            "Wait for work that was started in the background; needs nothing else. With the present prompt, the changes are shown.",
    };
    private readonly Option<bool> _issues = new("--issues") { Description = "Only list what a better prompt would mend." };

    public Command Command =>
        factory.Make(
            "improve-prompt",
            "Proposes a better prompt out of what went wrong in runs, and shows what changes.",
            [
                "runs improve-prompt --run-ids 5544,5545 --agent-id 12 --prompt-file prompt.txt --output prompt.txt",
                "runs improve-prompt --run-ids 5544,5545 --agent-id 12 --issues",
                "runs improve-prompt --progress-id 9b7d-ip --output prompt.txt",
                "runs improve-prompt --test \"Book an appointment [Normal Male]\" --prompt-file prompt.txt",
            ],
            [_runs, _test, _agent, _prompt, _file, _output, _background, _progress, _issues],
            RunAsync
        );

    private async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Value(_progress) is { } begun)
        {
            return await FinishAsync(invocation, begun, cancellationToken);
        }

        var runs = CommaList.Ids("--run-ids", invocation.Value(_runs));
        var request = new ImprovePromptRequest
        {
            RunIds =
                runs is { Count: > 0 } && invocation.Value(_test) is null
                    ? runs
                    : [RunReference.Of(invocation, runs is [var first, ..] ? first : null, invocation.Value(_test))],
            AgentId = invocation.Value(_agent),
        };
        if (invocation.Value(_issues))
        {
            return await ListIssuesAsync(invocation, request, cancellationToken);
        }

        var prompt = await PromptAsync(invocation, cancellationToken)
            ?? throw CommandException.Usage("Which prompt? Give one of --prompt and --prompt-file.");
        request = request with { Prompt = prompt };
        if (invocation.Value(_background))
        {
            invocation.RequireLastingService("the work");
            var id = await invocation.Client.Prompts.ImproveInBackgroundAsync(request, CancellationToken.None);
            await invocation.WriteAsync(new JsonObject { ["progress_id"] = id }, () => id);
            await invocation.SayAsync($"Wait for it: cekura runs improve-prompt --progress-id {UntrustedText.Line(id)}");
            return ExitCode.Success;
        }

        await invocation.SayAsync($"Working on a better prompt out of {Counted.Of(request.RunIds.Count, "run")} ...");
        var prompts = invocation.Client.Prompts;
        var improved =
            request.RunIds.Count <= RunsAtOnce
                ? await prompts.ImproveAsync(request, cancellationToken)
                : await WaitAsync(invocation, await prompts.ImproveInBackgroundAsync(request, CancellationToken.None), cancellationToken);
        return await ShowAsync(invocation, prompt, improved, cancellationToken);
    }

    private async Task<int> FinishAsync(Invocation invocation, string id, CancellationToken cancellationToken)
    {
        if (invocation.Value(_background) || invocation.Value(_issues) || invocation.Value(_runs) is not null)
        {
            throw CommandException.Usage(
                "--progress-id waits for work that was started already; it goes with no --run-ids, --background or --issues."
            );
        }

        // A test may say whose emulator is asked.
        _ = invocation.Value(_test) is { } test ? RunReference.Of(invocation, id: null, test) : 0;
        var prompt = await PromptAsync(invocation, cancellationToken);
        return await ShowAsync(invocation, prompt, await WaitAsync(invocation, id, cancellationToken), cancellationToken);
    }

    private async Task<string?> PromptAsync(Invocation invocation, CancellationToken cancellationToken) =>
        (invocation.Value(_prompt), invocation.Value(_file)) switch
        {
            (null, null) => null,
            ({ } text, null) => text,
            (null, { } file) => await invocation.ReadTextAsync(file, cancellationToken),
            _ => throw CommandException.Usage("Which prompt? Give one of --prompt and --prompt-file."),
        };

    private async Task<int> ShowAsync(
        Invocation invocation,
        string? prompt,
        PromptImprovement improved,
        CancellationToken cancellationToken
    )
    {
        if (invocation.Value(_output) is { } output)
        {
            await WholeFile.WriteAsync(invocation.Environment.PathOf(output), improved.ImprovedPrompt, cancellationToken);
        }

        var diff = prompt is null
            ? null
            : UnidiffRenderer.GenerateUnidiff(prompt, improved.ImprovedPrompt, "prompt", "improved prompt").ReplaceLineEndings("\n");
        var json = new JsonObject
        {
            ["improved_prompt"] = improved.ImprovedPrompt,
            ["summary_of_changes"] = improved.SummaryOfChanges,
            ["diff"] = diff,
        };
        await invocation.WriteAsync(json, () => Text(improved, diff));
        return ExitCode.Success;
    }

    private static async Task<PromptImprovement> WaitAsync(Invocation invocation, string id, CancellationToken cancellationToken)
    {
        for (var told = ""; ; )
        {
            var progress = await invocation.Client.Prompts.GetProgressAsync(id, cancellationToken);
            if (progress.IsOver)
            {
                return progress.Outcome
                    ?? throw new CommandException(
                        ExitCode.Infrastructure,
                        "failed",
                        $"The work {UntrustedText.Line(id)} failed: {UntrustedText.Line(progress.Problem ?? "the service does not say why.")}"
                    );
            }

            if (told != (told = progress.Status ?? ""))
            {
                await invocation.SayAsync($"Work {UntrustedText.Line(id)}: {UntrustedText.Line(told)}");
            }

            await Task.Delay(Interval, invocation.Environment.Time, cancellationToken);
        }
    }

    private static async Task<int> ListIssuesAsync(Invocation invocation, ImprovePromptRequest request, CancellationToken cancellationToken)
    {
        var issues = await invocation.Client.Prompts.GetIssuesAsync(request, cancellationToken);
        var table = new TextTable("RANK", "RUNS", "ISSUE");
        foreach (var issue in issues)
        {
            table.Add($"{issue.Rank}", string.Join(", ", issue.RunIds), issue.Description);
        }

        var json = new JsonArray([
            .. issues.Select(issue => new JsonObject
            {
                ["rank"] = issue.Rank,
                ["description"] = issue.Description,
                ["affected_count"] = issue.AffectedCount,
                ["run_ids"] = new JsonArray([.. issue.RunIds.Select(id => JsonValue.Create(id))]),
            }),
        ]);
        await invocation.WriteAsync(json, () => table.Write(invocation.Environment.Width));
        return ExitCode.Success;
    }

    private static string Text(PromptImprovement improved, string? diff)
    {
        if (diff is { Length: 0 })
        {
            return "The proposal is the present prompt.";
        }

        var summary = string.Join('\n', UntrustedText.Lines(improved.SummaryOfChanges));
        var lines = string.Join('\n', UntrustedText.Lines(diff ?? improved.ImprovedPrompt));
        return $"{summary}\n\n{lines}".TrimStart('\n');
    }
}
