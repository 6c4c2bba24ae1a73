using System.CommandLine;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Text;
using Cekura.Reports.Ci;
using Cekura.Reports.Html;
using Cekura.Runs.Comparison;
using Cekura.Runs.Conversations;

namespace Cekura.Cli.Comparing;

/// <summary>Two agents held against each other: by test runs that are remembered, or by the same tests run for both.</summary>
internal sealed class CompareCommand(CommandFactory factory)
{
    private readonly Option<string> _a = new("--a")
    {
        Description =
            "The side that the other is held against: a remembered test run, as last, last~1, the id or address of a result, a label, a branch, a commit or a file. With --live an agent: its id, its address, a seed file, or settings such as \"AgentId=12;Options.text.websocket_url=ws://127.0.0.1:8080/chat\".",
        Required = true,
    };
    private readonly Option<string> _b = new("--b")
    {
        Description = "The side that is held against it, named in the same way.",
        Required = true,
    };
    private readonly Option<string?> _project = new("--project") { Description = "Only test runs of this test project." };
    private readonly Option<string[]> _lower = new("--lower-is-better")
    {
        Description = "A metric of which lower values are better, such as a latency. May be given several times.",
    };
    private readonly Option<string[]> _higher = new("--higher-is-better")
    {
        Description = "A metric of which higher values are better. What passes or fails is better when it passes, and needs no saying.",
    };
    private readonly Option<string?> _page = new("--page")
    {
        Description = "Write a page to this file, with the conversations of both sides.",
    };
    private readonly Option<string?> _markdown = new("--markdown") { Description = "Write Markdown for a pull request to this file." };
    private readonly LiveOptions _live = new();

    public Command Command =>
        factory.Make(
            "compare",
            "Holds two agents against each other, pair by pair: over test runs that are remembered, or with --live over the same tests, run for both in turn. Ends with 1 only when a regression is shown.",
            [
                "compare --a last~1 --b last",
                "compare --a main --b \"new prompt\" --lower-is-better \"Latency (ms)\" --page compare.html --markdown compare.md",
                "compare --live --a ws://127.0.0.1:8080/chat --b ws://127.0.0.1:8081/chat --repetitions 5 --max-runs 100",
            ],
            [_a, _b, _project, _lower, _higher, _page, _markdown, .. _live.Symbols],
            RunAsync
        );

    private async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var rules = new ComparisonRules
        {
            LowerIsBetterFor = invocation.Value(_lower) ?? [],
            HigherIsBetterFor = invocation.Value(_higher) ?? [],
        };
        var (a, b) = (invocation.Value(_a)!, invocation.Value(_b)!);
        var (comparison, notes) = _live.IsAskedFor(invocation)
            ? (await _live.RunAsync(invocation, a, b, rules, cancellationToken), [])
            : await RememberedAsync(invocation, a, b, rules, cancellationToken);
        if (comparison.Tests.Count == 0)
        {
            throw CommandException.Usage(
                "A and B have no test in common, so there is nothing to compare. Tests are the same when their full names are."
            );
        }

        foreach (var name in Unknown(comparison, [.. rules.LowerIsBetterFor, .. rules.HigherIsBetterFor]))
        {
            await invocation.SayAsync($"cekura: A and B have no metric \"{UntrustedText.Line(name)}\" in common.");
        }

        await WriteAsync(invocation, comparison, notes, cancellationToken);
        await invocation.WriteAsync(ComparisonJson.Of(comparison, notes), () =>
            ComparisonText.Of(comparison, notes, invocation.Environment.Width)
        );
        return comparison.ShowsRegression ? ExitCode.Failed
            : comparison.Verdicts.Pairs == 0 ? ExitCode.Infrastructure
            : ExitCode.Success;
    }

    private async Task<(PairedComparison, IReadOnlyList<string>)> RememberedAsync(
        Invocation invocation,
        string a,
        string b,
        ComparisonRules rules,
        CancellationToken cancellationToken
    )
    {
        _live.RequireNothing(invocation);
        var remembered = RememberedRun.Read(invocation, invocation.Value(_project));
        var (runOfA, runOfB) = (remembered.Find("--a", a), remembered.Find("--b", b));
        if (runOfA.Path == runOfB.Path)
        {
            throw CommandException.Usage($"--a and --b are the same test run, {Path.GetFileNameWithoutExtension(runOfA.Path)}.");
        }

        var (sideA, sideB) = (RememberedRun.SideOf(a, runOfA), RememberedRun.SideOf(b, runOfB));
        var comparison = PairedComparison.Of(sideA, sideB, rules);
        if (invocation.Value(_page) is null)
        {
            return (comparison, []);
        }

        var conversations = new ComparedConversations(invocation);
        sideA = await conversations.WithAsync(
            sideA,
            "A",
            runOfA,
            ComparedConversations.Wanted(comparison, pair => pair.A),
            cancellationToken
        );
        sideB = await conversations.WithAsync(
            sideB,
            "B",
            runOfB,
            ComparedConversations.Wanted(comparison, pair => pair.B),
            cancellationToken
        );
        return (PairedComparison.Of(sideA, sideB, rules), conversations.Notes);
    }

    private async Task WriteAsync(
        Invocation invocation,
        PairedComparison comparison,
        IReadOnlyList<string> notes,
        CancellationToken cancellationToken
    )
    {
        if (invocation.Value(_page) is { } page)
        {
            using var text = new StringWriter();
            ComparisonPage.Write(text, comparison, notes);
            await WriteAsync(invocation, page, text.ToString(), cancellationToken);
        }

        if (invocation.Value(_markdown) is { } markdown)
        {
            await WriteAsync(invocation, markdown, ComparisonMarkdown.Write(comparison, notes), cancellationToken);
        }
    }

    private static async Task WriteAsync(Invocation invocation, string file, string text, CancellationToken cancellationToken)
    {
        var path = invocation.Environment.PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await WholeFile.WriteAsync(path, text, cancellationToken);
        await invocation.SayAsync($"cekura: wrote {path}");
    }

    private static IEnumerable<string> Unknown(PairedComparison comparison, IReadOnlyList<string> names) =>
        names.Where(name => !comparison.Metrics.Any(metric => MetricRules.SameName(metric.Name, name)));
}
