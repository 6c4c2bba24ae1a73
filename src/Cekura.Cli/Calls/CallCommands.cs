using System.CommandLine;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Text;
using Cekura.Voice.Audio;
using Cekura.Voice.Measures;

namespace Cekura.Cli.Calls;

/// <summary>Commands about calls as sound.</summary>
internal sealed class CallCommands(CommandFactory factory)
{
    private const string Left = "left";
    private const string Right = "right";
    private const long MaxLength = 1L << 30;

    private readonly Argument<string> _file = new("file") { Description = "A stereo WAV file, a side a channel." };
    private readonly Option<string> _agent = new Option<string>("--agent")
    {
        Description = "The agent's channel; the caller has the other.",
        DefaultValueFactory = _ => Right,
    }.AcceptOnlyFromAmong(Left, Right);

    public Command Group =>
        CommandFactory.Group(
            "call",
            "Calls as sound: real ones, and what a recording shows of the agent.",
            new PlaceCommand(factory).Command,
            Measure()
        );

    private Command Measure() =>
        factory.Make(
            "measure",
            "Measures a recording: how long the agent takes to answer, who interrupts whom, how long neither speaks. Fails when the agent was not heard.",
            ["call measure recording.wav", "call measure recording.wav --agent left --format json"],
            [_file, _agent],
            async (invocation, cancellationToken) =>
            {
                var path = invocation.Environment.PathOf(invocation.Value(_file)!);
                var isRight = invocation.Value(_agent) == Right;
                var (left, right) = await ReadAsync(path, cancellationToken);
                var measures = CallMeasures.Of(isRight ? left : right, isRight ? right : left);
                var report = new CallReport(path, isRight ? Right : Left, left.Rate, measures);
                await invocation.WriteAsync(report.ToJson(), () => report.ToText(invocation.Environment.Width));
                return report.IsHeard ? ExitCode.Success : ExitCode.Failed;
            }
        );

    private static async Task<(Sound Left, Sound Right)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxLength } large)
            {
                throw CommandException.Usage($"{path} has {large.Length} bytes, and a recording at most {MaxLength}.");
            }

            var channels = WaveFile.Read(await File.ReadAllBytesAsync(path, cancellationToken));
            return channels is [var left, var right]
                ? (left, right)
                : throw CommandException.Usage(
                    $"{path} has {Counted.Of(channels.Count, "channel")}, and the sides of a call can be told apart only on two: record it in stereo."
                );
        }
        catch (AudioException e)
        {
            throw CommandException.Usage($"{path}: {e.Message}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage(e.Message);
        }
    }
}
