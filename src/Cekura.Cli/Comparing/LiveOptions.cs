using System.CommandLine;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Comparison;

namespace Cekura.Cli.Comparing;

/// <summary>Options of a comparison that starts something. Without <c>--live</c> nothing is started, whatever the sides are.</summary>
internal sealed class LiveOptions
{
    private readonly Option<bool> _live = new("--live")
    {
        Description = "Run the tests of a manifest for both sides, A and B first in turn. Conversations cost money.",
    };
    private readonly Option<string?> _manifest = new("--manifest") { Description = "With --live: the manifest; default: cekura.json." };
    private readonly Option<string?> _filter = new("--filter")
    {
        Description = "With --live: only tests that match, as in dotnet test --filter.",
    };
    private readonly Option<int?> _repetitions = new("--repetitions")
    {
        Description = "With --live: how often each side runs each test; default: as the manifest says.",
    };
    private readonly Option<int?> _maxRuns = new("--max-runs")
    {
        Description = "With --live: the most conversations of both sides together; default: the setting MaxRuns.",
    };

    public IReadOnlyList<Symbol> Symbols => [_live, _manifest, _filter, _repetitions, _maxRuns];

    public bool IsAskedFor(Invocation invocation) => invocation.Value(_live);

    /// <exception cref="CommandException">An option was given that goes with <c>--live</c> alone.</exception>
    public void RequireNothing(Invocation invocation)
    {
        if (
            invocation.Value(_manifest) is not null
            || invocation.Value(_filter) is not null
            || invocation.Value(_repetitions) is not null
            || invocation.Value(_maxRuns) is not null
        )
        {
            throw CommandException.Usage(
                "--manifest, --filter, --repetitions and --max-runs go with --live, which starts conversations. Nothing was started."
            );
        }
    }

    /// <exception cref="CommandException">It cannot be run as it was asked for. Nothing was started.</exception>
    public async Task<PairedComparison> RunAsync(
        Invocation invocation,
        string a,
        string b,
        ComparisonRules rules,
        CancellationToken cancellationToken
    )
    {
        var manifest = invocation.Environment.PathOf(invocation.Value(_manifest) ?? Manifests.ManifestCommands.DefaultName);
        if (!File.Exists(manifest))
        {
            throw CommandException.Usage($"There is no file {manifest}. --manifest names another one.");
        }

        if (invocation.Value(_repetitions) is < 1 || invocation.Value(_maxRuns) is < 1)
        {
            throw CommandException.Usage("--repetitions and --max-runs want a number of at least 1.");
        }

        var filter = Expression(invocation.Value(_filter));
        var sides = new[] { ("--a", a), ("--b", b) }
            .Select(side => LiveSide.Load(invocation, side.Item1, side.Item2, manifest, invocation.Value(_maxRuns)))
            .ToList();
        var plan = LivePlan.Of(sides[0].Suites(filter.Matches), sides[1].Suites(filter.Matches), invocation.Value(_repetitions));
        return await new LiveComparison(invocation, plan, sides[0], sides[1]).RunAsync(rules, cancellationToken);
    }

    private static FilterExpression Expression(string? filter)
    {
        try
        {
            return FilterExpression.Parse(filter);
        }
        catch (FormatException e)
        {
            throw CommandException.Usage($"--filter: {UntrustedText.Line(e.Message)}");
        }
    }
}
