using Cekura.Cli.Emulation;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Client;
using Cekura.Emulator;
using Cekura.Manifests.Text;
using Cekura.Runs.Comparison;
using Cekura.Runs.History;

namespace Cekura.Cli.Comparing;

/// <summary>
/// Brings the conversations of remembered runs to the page: those of the tests in which the sides differ. What cannot be read is said, and
/// the comparison stands without it.
/// </summary>
internal sealed class ComparedConversations(Invocation invocation)
{
    private const int MaxTests = 100;

    private readonly List<string> _notes = [];

    /// <summary>Why conversations are missing, one line each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The side with the conversations that are shown of it.</summary>
    /// <param name="side">The side.</param>
    /// <param name="letter">What it is called in messages.</param>
    /// <param name="run">Its test run.</param>
    /// <param name="wanted">Ids of the runs that are shown.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<ComparedSide> WithAsync(
        ComparedSide side,
        string letter,
        LastTestRun run,
        IReadOnlyCollection<long> wanted,
        CancellationToken cancellationToken
    )
    {
        var runs = new Dictionary<long, Run>();
        try
        {
            await ReadAsync(run, wanted, runs, cancellationToken);
        }
        catch (Exception e)
            when (e is CommandException or CekuraException or EmulatorSeedException or IOException or UnauthorizedAccessException)
        {
            _notes.Add($"Conversations of {letter} are not at hand: {UntrustedText.Line(e.Message.Split('\n')[0])}");
        }

        return runs.Count == 0
            ? side
            : side with
            {
                Tests =
                [
                    .. side.Tests.Select(test =>
                        test with
                        {
                            Repetitions =
                            [
                                .. test.Repetitions.Select(repetition =>
                                    repetition.RunId is { } id && runs.TryGetValue(id, out var found)
                                        ? repetition with
                                        {
                                            Run = found,
                                        }
                                        : repetition
                                ),
                            ],
                        }
                    ),
                ],
            };
    }

    /// <summary>Ids of the runs of one side that the page shows.</summary>
    public static IReadOnlyCollection<long> Wanted(PairedComparison comparison, Func<ComparedPair, SideRepetition> side) =>
        [.. comparison.Flips.Take(MaxTests).Select(test => side(test.Telling!).RunId).OfType<long>()];

    private async Task ReadAsync(
        LastTestRun run,
        IReadOnlyCollection<long> wanted,
        Dictionary<long, Run> runs,
        CancellationToken cancellationToken
    )
    {
        if (wanted.Count == 0)
        {
            return;
        }

        if (TestRunFiles.IsImported(run.Path))
        {
            throw CommandException.Usage("the test run was imported from another machine.");
        }

        if (run.ApiUrl == LastTestRun.Emulator)
        {
            await using var emulator = KeptEmulator.Open(run, invocation.Environment.Variables, invocation.Environment.Error.WriteLine);
            using var client = emulator.Connect(log: null, invocation.Environment.Time);
            await ReadAsync(client, wanted, runs, cancellationToken);
        }
        else if (!Uri.TryCreate(run.ApiUrl, UriKind.Absolute, out var service) || service != invocation.Service)
        {
            throw CommandException.Usage($"they are at {run.ApiUrl}. Give --api-url {run.ApiUrl}.");
        }
        else if (invocation.ApiKey is null)
        {
            throw CommandException.Usage("there is no key for the service. Set CEKURA_API_KEY.");
        }
        else
        {
            await ReadAsync(invocation.Client, wanted, runs, cancellationToken);
        }
    }

    private static async Task ReadAsync(
        CekuraClient client,
        IReadOnlyCollection<long> wanted,
        Dictionary<long, Run> runs,
        CancellationToken cancellationToken
    )
    {
        foreach (var id in wanted)
        {
            runs[id] = await client.Runs.GetAsync(id, cancellationToken);
        }
    }
}
