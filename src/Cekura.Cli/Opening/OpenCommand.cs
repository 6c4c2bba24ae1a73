using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;

namespace Cekura.Cli.Opening;

/// <summary>Shows the reports of this machine in a browser.</summary>
internal sealed class OpenCommand(CommandFactory factory)
{
    /// <summary>A command without a limit of time, as one that serves.</summary>
    public const string Name = "open";

    private readonly Argument<string[]> _files = new("files")
    {
        Description = "More reports: files, or folders that hold them at any depth, such as downloaded artifacts.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<int> _port = new("--port")
    {
        Description = "Port on 127.0.0.1; 0: any free one.",
        DefaultValueFactory = _ => 0,
    };
    private readonly Option<bool> _noBrowser = new("--no-browser") { Description = "Print the address, and open nothing." };

    public Command Command =>
        factory.Make(
            Name,
            "Serves the reports of this machine, that of a running test run too, and their history, until it is interrupted. Prints the address, which is a secret, and opens it on a terminal with a screen.",
            ["report open", "report open artifacts --no-browser"],
            [_files, _port, _noBrowser],
            async (invocation, cancellationToken) =>
            {
                var port = invocation.Value(_port);
                if (port is < 0 or > 65535)
                {
                    throw CommandException.Usage($"{port} is no port. Give one from 0 to 65535.");
                }

                var environment = invocation.Environment;
                string[] named = [.. (invocation.Value(_files) ?? []).Select(environment.PathOf)];
                if (Array.Find(named, path => !File.Exists(path) && !Directory.Exists(path)) is { } missing)
                {
                    throw CommandException.Usage($"There is no {missing}.");
                }

                var shelf = new ReportShelf(invocation.StateDirectory, named);
                await using var server = await ReportServer.StartAsync(shelf, port, cancellationToken);
                await invocation.WriteAsync(new JsonObject { ["address"] = server.Address.AbsoluteUri }, () =>
                    $"Reports: {server.Address.AbsoluteUri}"
                );
                await environment.Out.FlushAsync(cancellationToken);
                if (
                    !invocation.Value(_noBrowser)
                    && Browser.Starting(server.Address, environment.Width is not null, Browser.System, environment.Variable) is { } browser
                )
                {
                    await OpenAsync(invocation, browser);
                }

                await UntilAsync(cancellationToken);
                return ExitCode.Success;
            }
        );

    private static async Task OpenAsync(Invocation invocation, ProcessStartInfo browser)
    {
        try
        {
            Process.Start(browser)?.Dispose();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            await invocation.SayAsync($"cekura: no browser was opened: {e.Message} Open the address yourself.");
        }
    }

    private static async Task UntilAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(stopped.SetResult);
        await stopped.Task;
    }
}
