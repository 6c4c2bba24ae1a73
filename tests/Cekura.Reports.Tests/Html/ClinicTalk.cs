using Cekura.Client;

namespace Cekura.Reports.Tests.Html;

/// <summary>Writes a phone call turn by turn; how long people speak follows from what they say.</summary>
internal sealed class ClinicTalk
{
    private const double SecondsPerLetter = 0.062;

    private readonly List<TranscriptTurn> _turns = [];
    private double _now = 0.4;

    public IReadOnlyList<TranscriptTurn> Turns => _turns;

    public TimeSpan Duration => TimeSpan.FromSeconds(Math.Ceiling(_now));

    public ClinicTalk Caller(string words, double after = 0.7) => Say(SpeakerRole.Caller, words, after);

    public ClinicTalk Agent(string words, double after = 1.1) => Say(SpeakerRole.Agent, words, after);

    public ClinicTalk Tool(string name, string arguments, string result)
    {
        var id = FormattableString.Invariant($"call_{_turns.Count}");
        var call = new TranscriptTurn
        {
            Role = SpeakerRole.ToolCall,
            ToolName = name,
            ToolCallId = id,
            Arguments = arguments,
        };
        _turns.Add(At(call, _now + 0.3, 0));
        _turns.Add(
            At(
                new()
                {
                    Role = SpeakerRole.ToolResult,
                    ToolCallId = id,
                    ToolResult = result,
                },
                _now + 0.8,
                0
            )
        );
        _now += 0.8;
        return this;
    }

    private ClinicTalk Say(SpeakerRole role, string words, double after)
    {
        var length = words.Length * SecondsPerLetter;
        _turns.Add(At(new() { Role = role, Content = words }, _now + after, length));
        _now = Math.Max(_now, _now + after + length);
        return this;
    }

    private static TranscriptTurn At(TranscriptTurn turn, double start, double length) =>
        turn with
        {
            Start = TimeSpan.FromSeconds(Math.Round(start, 2)),
            End = TimeSpan.FromSeconds(Math.Round(start + length, 2)),
        };
}
