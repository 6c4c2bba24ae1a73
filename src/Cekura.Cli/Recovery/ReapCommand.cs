using System.CommandLine;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Text;
using Cekura.Runs.Starts;

namespace Cekura.Cli.Recovery;

/// <summary>Ends what test runs left running when their processes were killed.</summary>
internal sealed class ReapCommand(CommandFactory factory)
{
    public Command Command =>
        factory.Make(
            "reap",
            "Ends conversations that killed test runs of this machine left behind. What a living test run started is never touched.",
            ["reap", "reap --format json"],
            [],
            async (invocation, cancellationToken) =>
            {
                if (!HomeFolder.Has(invocation.StateDirectory))
                {
                    throw CommandException.Usage(
                        $"{HomeFolder.Missing} Or set CEKURA_STATE_DIRECTORY to the folder in which test runs are remembered."
                    );
                }

                var sweep = new OrphanSweep(invocation.Client, invocation.Service, invocation.Environment.Time);
                var ended = await sweep.RunAsync(invocation.StateDirectory, cancellationToken).ToListAsync(cancellationToken);
                var table = new TextTable("RESULT", "WHAT", "NAME");
                foreach (var start in ended)
                {
                    table.Add($"{start.ResultId}", What(start), start.Name);
                }

                var json = new JsonArray([
                    .. ended.Select(start => new JsonObject
                    {
                        ["result_id"] = start.ResultId,
                        ["name"] = start.Name,
                        ["outcome"] = Word(start.Outcome),
                        ["trouble"] = start.Error,
                    }),
                ]);
                await invocation.WriteAsync(json, () =>
                    ended.Count == 0 ? "Nothing was left behind." : table.Write(invocation.Environment.Width)
                );
                return ended.Exists(start => start.Error is not null) ? ExitCode.Infrastructure : ExitCode.Success;
            }
        );

    private static string What(EndedStart start) =>
        start.Outcome switch
        {
            EndOutcome.Failed => $"could not be ended: {start.Error}",
            EndOutcome.Unreadable =>
                $"cannot be read, so what it names may be running: {start.Error} It is kept; delete it when nothing of it runs.",
            EndOutcome.Elsewhere => $"may be running: {start.Error}",
            var outcome => Word(outcome).Replace('_', ' '),
        };

    private static string Word(EndOutcome outcome) =>
        outcome switch
        {
            EndOutcome.Ended => "ended",
            EndOutcome.WasOver => "was_over",
            EndOutcome.NotFound => "not_found",
            EndOutcome.Unreadable => "unreadable",
            EndOutcome.Elsewhere => "elsewhere",
            _ => "failed",
        };
}
