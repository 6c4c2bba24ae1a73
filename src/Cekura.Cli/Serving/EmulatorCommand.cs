using System.CommandLine;
using Cekura.Cli.Emulation;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Emulator;
using Cekura.FrontEnds;
using Cekura.Runs.Conversations;

namespace Cekura.Cli.Serving;

/// <summary>Serves the emulator to any client.</summary>
internal sealed class EmulatorCommand(CommandFactory factory)
{
    /// <summary>The only command without a limit of time.</summary>
    public const string Name = "emulator";

    private readonly Option<string> _seed = new("--seed")
    {
        Description = "The seed file: agents, personalities, scenarios, rules.",
        Required = true,
    };
    private readonly Option<int> _port = new("--port")
    {
        Description = "Port on 127.0.0.1; 0: any free one.",
        DefaultValueFactory = _ => 0,
    };
    private readonly Option<string?> _data = new("--data")
    {
        Description = "File in which results, runs, votes and test sets are kept, so that the next emulator goes on from there.",
    };

    private readonly Option<string[]> _names = new("--allow-host")
    {
        Description =
            "A name, besides those of this machine for itself, by which the emulator may be asked, such as host.docker.internal; repeatable.",
        DefaultValueFactory = _ => [],
    };

    /// <summary>The command, with those that belong to it.</summary>
    public Command With(params IEnumerable<Command> commands)
    {
        var command = Command;
        foreach (var own in commands)
        {
            command.Subcommands.Add(own);
        }

        return command;
    }

    private Command Command =>
        factory.Make(
            Name,
            "Serves the Cekura API on this machine until it is interrupted. Prints its address on one line.",
            ["emulator --seed emulator.seed.json", "emulator --seed emulator.seed.json --port 8700 --data emulator.data.json"],
            [_seed, _port, _data, _names],
            async (invocation, cancellationToken) =>
            {
                var port = invocation.Value(_port);
                if (port is < 0 or > 65535)
                {
                    throw CommandException.Usage($"{port} is no port. Give one from 0 to 65535.");
                }

                var seed = invocation.Environment.PathOf(invocation.Value(_seed)!);
                using var launches = AgentGuard.Over(invocation.Environment.Error.WriteLine);
                var read = EmulatorSeed.Load(seed);
                var model = EmulatedModels.Check(EmulatedModels.Settings(invocation.Environment.Variables, read.Directory), read);
                await using var emulator = new CekuraEmulator(
                    read,
                    new EmulatorOptions
                    {
                        StartProcess = launches.Start,
                        Model = model,
                        HasCassettes = true,
                        CassetteUsage = Path.Combine(invocation.StateDirectory, ModelSettingsOf.UsageFolder),
                        Clean = KeyRedaction.Of(invocation.ApiKey?.Key),
                        Variable = invocation.Environment.Variable,
                        Say = note => invocation.Environment.Error.WriteLine($"cekura: {note}"),
                    }
                );
                using var data = invocation.Value(_data) is { } file
                    ? new EmulatorData(
                        emulator,
                        invocation.Environment.PathOf(file),
                        KeyRedaction.Of(invocation.ApiKey?.Key),
                        invocation.Environment.Error,
                        invocation.Environment.Time
                    )
                    : null;
                await (data?.OpenAsync(cancellationToken) ?? Task.CompletedTask);
                await using var host = await EmulatorHost.StartAsync(
                    emulator,
                    new EmulatorControl(emulator, seed),
                    new Caller(invocation.Value(_names)!),
                    data,
                    port,
                    cancellationToken
                );
                await invocation.Environment.Out.WriteLineAsync($"Listening on {host.Address}");
                await invocation.Environment.Out.FlushAsync(cancellationToken);
                await (data?.KeepAsync(cancellationToken) ?? UntilAsync(cancellationToken));
                return ExitCode.Success;
            }
        );

    private static async Task UntilAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(stopped.SetResult);
        await stopped.Task;
    }
}
