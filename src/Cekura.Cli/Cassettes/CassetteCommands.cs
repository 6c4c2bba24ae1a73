using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.FrontEnds;
using Cekura.Manifests.Text;
using Cekura.Models.Cassettes;
using Cekura.Models.Options;

namespace Cekura.Cli.Cassettes;

/// <summary>Commands about cassettes: recorded answers of the language models that play callers and judge.</summary>
internal sealed class CassetteCommands(CommandFactory factory)
{
    private readonly Argument<string> _folder = new("folder")
    {
        Description = "The folder of cassettes.",
        DefaultValueFactory = _ => ModelSettings.DefaultCassettes,
    };
    private readonly Argument<string> _before = new("before") { Description = "A folder of cassettes, or one of its files." };
    private readonly Argument<string> _after = new("after")
    {
        Description = "What to compare it with.",
        DefaultValueFactory = _ => ModelSettings.DefaultCassettes,
    };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Shows what would be removed, and removes nothing." };

    public Command Group =>
        CommandFactory.Group("cassette", "Recorded answers of the language models that play callers and judge.", List(), Prune(), Diff());

    private Command List() =>
        factory.Make(
            "list",
            "Shows the cassettes of a folder: their tests, models and tokens, and how many answers the last whole run on this machine used.",
            ["cassette list", "cassette list clinic/cassettes"],
            [_folder],
            async (invocation, _) =>
            {
                var (folder, cassettes) = Open(invocation, invocation.Value(_folder));
                var usage = Usage(invocation, folder);
                var rows = cassettes.Select(cassette => new CassetteRow(cassette, usage.Of(Path.GetFileName(cassette.Path)))).ToList();
                await invocation.WriteAsync(new JsonArray([.. rows.Select(row => row.Json)]), () =>
                {
                    var table = new TextTable("TEST", "ANSWERS", "USED", "MODELS", "TOKENS IN", "TOKENS OUT", "FILE");
                    foreach (var row in rows)
                    {
                        table.Add(row.Cells);
                    }

                    return table.Write(invocation.Environment.Width);
                });
                return ExitCode.Success;
            }
        );

    private Command Prune() =>
        factory.Make(
            "prune",
            "Removes the answers that their test did not use when it last ran as a whole on this machine. What did not run here stays.",
            ["cassette prune --dry-run", "cassette prune clinic/cassettes"],
            [_folder, _dryRun],
            async (invocation, _) =>
            {
                var (folder, cassettes) = Open(invocation, invocation.Value(_folder));
                var usage = Usage(invocation, folder);
                var isDry = invocation.Value(_dryRun);
                var (removed, unknown) = (new List<(Cassette Cassette, CassetteEntry Entry)>(), 0);
                foreach (var cassette in cassettes)
                {
                    if (usage.Of(Path.GetFileName(cassette.Path)) is not { } used)
                    {
                        unknown++;
                        continue;
                    }

                    var unused = cassette.Entries.Where(entry => !used.Contains(entry.Id)).ToList();
                    removed.AddRange(unused.Select(entry => (cassette, entry)));
                    if (unused.Count > 0 && !isDry)
                    {
                        cassette.Remove([.. unused.Select(entry => entry.Id)]);
                    }
                }

                var json = new JsonObject
                {
                    ["removed"] = new JsonArray([
                        .. removed.Select(one => new JsonObject { ["test"] = one.Cassette.Test, ["answer"] = one.Entry.Name }),
                    ]),
                    ["dry_run"] = isDry,
                    ["not_run_here"] = unknown,
                };
                await invocation.WriteAsync(json, () =>
                    string.Join(
                        '\n',
                        removed
                            .Select(one => UntrustedText.Line($"{one.Cassette.Test}: {one.Entry.Name}"))
                            .Append($"{(isDry ? "Would remove" : "Removed")} {Counted.Of(removed.Count, "answer")}.{NotRun(unknown)}")
                    )
                );
                return ExitCode.Success;
            }
        );

    private Command Diff() =>
        factory.Make(
            "diff",
            "Compares two folders of cassettes, or two files: which answers came, went and changed. Ends with 1 when any did.",
            ["cassette diff ../main/cassettes", "cassette diff before.json after.json"],
            [_before, _after],
            async (invocation, _) =>
            {
                var before = Entries(Open(invocation, invocation.Value(_before)).Cassettes);
                var after = Entries(Open(invocation, invocation.Value(_after)).Cassettes);
                var changes = CassetteChange.Between(before, after);
                await invocation.WriteAsync(new JsonArray([.. changes.Select(change => change.Json)]), () =>
                    changes.Count == 0
                        ? $"Nothing differs in {Counted.Of(after.Count, "answer")}."
                        : string.Join('\n', changes.SelectMany(change => change.Lines).Select(line => UntrustedText.Line(line)))
                );
                return changes.Count == 0 ? ExitCode.Success : ExitCode.Failed;
            }
        );

    private static string NotRun(int cassettes) =>
        cassettes == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $" Of {Counted.Of(cassettes, "cassette")} nothing is known: their tests did not run as a whole on this machine, and they stay."
            );

    private static CassetteUsage Usage(Invocation invocation, string folder) =>
        new(Path.Combine(invocation.StateDirectory, ModelSettingsOf.UsageFolder), folder);

    private static List<CassetteEntry> Entries(IEnumerable<Cassette> cassettes) => [.. cassettes.SelectMany(cassette => cassette.Entries)];

    private static (string Folder, IReadOnlyList<Cassette> Cassettes) Open(Invocation invocation, string given)
    {
        var path = invocation.Environment.PathOf(given);
        try
        {
            return File.Exists(path) ? (Path.GetDirectoryName(path)!, [Cassette.Read(path)])
                : Directory.Exists(path)
                    ? (path, [.. Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal).Select(Cassette.Read)])
                : throw CommandException.Usage(
                    $"There is no folder {path}. Cassettes are in the folder \"{ModelSettings.DefaultCassettes}\" beside the seed; give its path."
                );
        }
        catch (CassetteFileException e)
        {
            throw CommandException.Usage(e.Message);
        }
    }
}
