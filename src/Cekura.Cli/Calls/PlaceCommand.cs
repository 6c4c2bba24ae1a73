using System.CommandLine;
using Cekura.Agents.Lines;
using Cekura.Agents.Options;
using Cekura.Agents.WebSockets;
using Cekura.Cli.Checking;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Voice.Audio;
using Cekura.Voice.Calls;
using Cekura.Voice.Measures;
using Cekura.Voice.Speaking;

namespace Cekura.Cli.Calls;

/// <summary>Places one real call to an agent's server: says lines, listens, records, and measures what came of it.</summary>
internal sealed class PlaceCommand(CommandFactory factory)
{
    private const string Chirp = "chirp";
    private const string Twilio = "twilio-media";

    private static readonly TimeSpan SpeechLimit = TimeSpan.FromSeconds(60);

    private readonly Argument<string> _url = new("url") { Description = "Where the agent listens: ws:// or wss://." };
    private readonly Option<string[]> _say = new("--say")
    {
        Description = "What the caller says; may be given several times: each waits for the answer to the one before.",
        Required = true,
    };
    private readonly Option<string> _protocol = new Option<string>("--protocol")
    {
        Description = "How the agent takes calls.",
        DefaultValueFactory = _ => Chirp,
    }.AcceptOnlyFromAmong(Chirp, Twilio);
    private readonly Option<string> _mouth = new("--mouth")
    {
        Description =
            $"Speaks for the caller: {string.Join(", ", SpeechPresets.Mouths.Keys)}, or a command with {SpeechProgram.Text} and {SpeechProgram.File} in it.",
        DefaultValueFactory = _ => "flite",
    };
    private readonly Option<string?> _ears = new("--ears")
    {
        Description =
            $"Hears the agent: {string.Join(", ", SpeechPresets.Ears.Keys)}, or a command with {SpeechProgram.File} in it; default: its words are not written down.",
    };
    private readonly Option<string?> _record = new("--record") { Description = "A WAV file for the recording, the agent on the right." };
    private readonly Option<bool> _greets = new("--agent-greets") { Description = "The agent speaks first." };
    private readonly Option<double> _pause = new("--turn-pause-ms")
    {
        Description = "How long the agent is quiet when its turn is over.",
        DefaultValueFactory = _ => 700,
    };
    private readonly Option<double> _patience = new("--patience-seconds")
    {
        Description = "How long the caller waits for an answer before it hangs up.",
        DefaultValueFactory = _ => 15,
    };
    private readonly Option<string[]> _headers = new("--header")
    {
        Description =
            "A header of the handshake whose value stands in a variable of the environment: NAME=VARIABLE, or \"NAME=Bearer VARIABLE\".",
        DefaultValueFactory = _ => [],
    };

    public Command Command =>
        factory.Make(
            "place",
            "Places a real call to an agent: speaks, listens, records and measures. Fails when the agent was not heard or left a line without an answer.",
            [
                "call place ws://localhost:5080/call --say \"Hello, I would like to book.\" --say \"On Thursday.\" --record call.wav",
                "call place wss://agent.example.com/media --protocol twilio-media --agent-greets --say \"Hello.\" --ears whisper.cpp",
            ],
            [_url, _say, _protocol, _mouth, _ears, _record, _greets, _pause, _patience, _headers],
            PlaceAsync
        );

    private async Task<int> PlaceAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var time = invocation.Environment.Time;
        var folder = Directory.CreateTempSubdirectory("cekura-call-").FullName;
        try
        {
            var url = Url(invocation);
            var mouth = new KeptMouth(new ProgramMouth(ProgramOf(invocation.Value(_mouth)!, SpeechPresets.Mouths, time), folder));
            foreach (var words in invocation.Value(_say)!)
            {
                await mouth.SayAsync(words, cancellationToken);
            }

            var path = invocation.Value(_record) is { } named ? invocation.Environment.PathOf(named) : Path.Combine(folder, "call.wav");
            var isNew = !File.Exists(path);
            await using var recording = Recording(path);
            await using var line = await LineAsync(invocation, url, recording, isNew, cancellationToken);
            var call = new Call(line, time, TimeSpan.FromMilliseconds(Positive(invocation.Value(_pause), _pause)), recording);
            var placed = new PlacedCall(
                call,
                mouth,
                invocation.Value(_ears) is { } ears ? new ProgramEars(ProgramOf(ears, SpeechPresets.Ears, time), folder) : null,
                TimeSpan.FromSeconds(Positive(invocation.Value(_patience), _patience)),
                time
            );
            await using (call)
            {
                await placed.HoldAsync(invocation.Value(_say)!, invocation.Value(_greets), cancellationToken);
            }

            await placed.WriteDownAsync(cancellationToken);

            recording.Position = 0;
            var bytes = new byte[recording.Length];
            await recording.ReadExactlyAsync(bytes, cancellationToken);
            var channels = WaveFile.Read(bytes);
            var report = new PlacedReport(
                invocation.Value(_url),
                placed,
                call,
                new CallReport(
                    invocation.Value(_record) is null ? "The call" : path,
                    "right",
                    CallFormat.Rate,
                    CallMeasures.Of(channels[0], channels[1])
                )
            );
            await invocation.WriteAsync(report.ToJson(), () => report.ToText(invocation.Environment.Width));
            return report.ExitCode;
        }
        catch (SpeechException e)
        {
            throw new CommandException(ExitCode.Infrastructure, "speech", $"The caller could not speak or hear: {e.Message}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private Uri Url(Invocation invocation) =>
        Uri.TryCreate(invocation.Value(_url), UriKind.Absolute, out var url) && url.Scheme is "ws" or "wss"
            ? url
            : throw CommandException.Usage("The address of the agent is none of a WebSocket: write one such as ws://localhost:5080/call.");

    // A file that was there keeps what it had until there is a call to write over it.
    private async Task<ICallLine> LineAsync(
        Invocation invocation,
        Uri url,
        FileStream recording,
        bool isNew,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var line = await LineAsync(invocation, url, cancellationToken);
            recording.SetLength(0);
            return line;
        }
        catch when (isNew)
        {
            await recording.DisposeAsync();
            File.Delete(recording.Name);
            throw;
        }
    }

    private async Task<ICallLine> LineAsync(Invocation invocation, Uri url, CancellationToken cancellationToken)
    {
        var time = invocation.Environment.Time;

        var named = invocation.Value(_headers)!.Select(text => NamedHeader.Parse(text, invocation.Environment)).ToList();
        foreach (var secret in (IReadOnlyList<string>)[.. named.Select(header => header.Secret), .. AddressSecrets.In(url.OriginalString)])
        {
            invocation.Environment.Hide(secret);
        }

        var headers = named.ToDictionary(header => header.Name, header => header.Prefix + header.Secret, StringComparer.OrdinalIgnoreCase);
        using var connector = new AgentConnector(time);
        try
        {
            var socket = await connector.ConnectAsync(url, headers, "the address", cancellationToken);
            return invocation.Value(_protocol) == Twilio
                ? new TwilioLine(socket, new Dictionary<string, string>(), time)
                : new ChirpLine(socket, time);
        }
        catch (ConnectException e)
        {
            throw new CommandException(ExitCode.Infrastructure, "not_reached", e.Message);
        }
    }

    private static FileStream Recording(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"The recording cannot be written: {e.Message}");
        }
    }

    private static SpeechProgram ProgramOf(string program, IReadOnlyDictionary<string, IReadOnlyList<string>> presets, TimeProvider time) =>
        new(presets.GetValueOrDefault(program) ?? program.Split(' ', StringSplitOptions.RemoveEmptyEntries), SpeechLimit, time);

    private static double Positive(double value, Option option) =>
        value is > 0 and <= 3_600_000 ? value : throw CommandException.Usage($"{option.Name} has to be above zero.");
}
