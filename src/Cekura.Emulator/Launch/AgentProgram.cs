using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.Agents.Lines;
using Cekura.Agents.Text;

namespace Cekura.Emulator.Launch;

/// <summary>The program of an agent that speaks by lines, one for each conversation. Disposing it ends all that it started.</summary>
internal sealed class AgentProgram : IProgramLine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // How long a program that sends its spans may take to send the last ones, once its input has ended.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private const string Exporter = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(1);

    // Python keeps what it writes to a pipe to itself without it, and an answer would never come.
    private const string Unbuffered = "PYTHONUNBUFFERED";

    private readonly Process _process;
    private readonly OutputTail _tail = new();
    private BoundedLines? _lines;

    private readonly TimeSpan _farewell;

    private AgentProgram(Process process, TimeSpan farewell) => (_process, _farewell) = (process, farewell);

    /// <summary>Starts it.</summary>
    /// <param name="opening">The conversation, and what the seed says of the agent.</param>
    /// <param name="baseDirectory">Where relative paths start.</param>
    /// <param name="begin">Starts the process.</param>
    /// <exception cref="ConnectException">It cannot be started.</exception>
    public static AgentProgram Start(LineOpening opening, string baseDirectory, Action<Process> begin)
    {
        var agent = opening.Agent;
        string[] command = [.. Texts(agent, "command")];
        var directory = Path.GetFullPath(agent.Text("working_directory") ?? "", baseDirectory);
        if (!Directory.Exists(directory))
        {
            throw NotStarted(command[0], $"its working directory {directory} does not exist. Correct \"working_directory\".", null);
        }

        var start = AgentStart.Of(command[0], command.Skip(1), directory);
        start.StandardInputEncoding = start.StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var variables = (agent.Options["environment"] as JsonObject ?? []).Select(one => KeyValuePair.Create(one.Key, $"{one.Value}"));
        start.Environment.TryAdd(Unbuffered, "1");
        AgentStart.Give(start, opening.Environment.Concat(variables), [.. Texts(agent, "pass_variables")]);
        var program = new AgentProgram(new() { StartInfo = start }, opening.Environment.ContainsKey(Exporter) ? Farewell : TimeSpan.Zero);
        try
        {
            program._process.ErrorDataReceived += (_, line) => program._tail.Add(line.Data);
            begin(program._process);
            program._process.BeginErrorReadLine();
            return program;
        }
        catch (Win32Exception e)
        {
            program._process.Dispose();
            throw NotStarted(command[0], $"{e.Message.TrimEnd('.')}. Install it, or correct \"command\".", e);
        }
    }

    public async Task WriteLineAsync(string line, CancellationToken cancellationToken)
    {
        try
        {
            await _process.StandardInput.WriteAsync($"{line}\n".AsMemory(), cancellationToken).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            // Of one that has ended, the end of its output tells.
            await ExitAsync(LastMoment).ConfigureAwait(false);
            if (_process.HasExited)
            {
                return;
            }

            throw new AgentFaultException(
                FaultKind.Lost,
                "does not read its input any longer",
                await LastWordsAsync().ConfigureAwait(false),
                e
            );
        }
    }

    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        try
        {
            _lines ??= new(_process.StandardOutput);
            var line = await _lines.ReadAsync(cancellationToken).ConfigureAwait(false);
            _tail.Add(line);
            return line;
        }
        catch (InvalidDataException e)
        {
            throw new AgentFaultException(FaultKind.TooLarge, BoundedLines.TooLong, BoundedLines.Advice, e);
        }
    }

    public async Task<string> LastWordsAsync()
    {
        // Its streams close a moment before it has ended, and its errors may still be on the way.
        await ExitAsync(LastMoment).ConfigureAwait(false);
        return _process.HasExited
            ? string.Create(CultureInfo.InvariantCulture, $"It ended with exit code {_process.ExitCode}. {_tail}")
            : _tail.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_farewell > TimeSpan.Zero)
        {
            await PartAsync().ConfigureAwait(false);
        }

        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself, or is about to.
        }

        await ExitAsync(Patience).ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task PartAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        await ExitAsync(_farewell).ConfigureAwait(false);
    }

    private async Task ExitAsync(TimeSpan patience)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Something that it started holds its output open.
        }
    }

    private static IEnumerable<string> Texts(AgentSettings agent, string option) =>
        (agent.Options[option] as JsonArray ?? []).Select(AgentJson.AsText).OfType<string>();

    private static ConnectException NotStarted(string command, string why, Exception? cause) =>
        new(FaultKind.NotReached, $"The agent's program \"{command}\" does not start: {why}", cause);
}
