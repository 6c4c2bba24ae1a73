using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Runs.Causes;

/// <summary>The turn of a conversation that decided it.</summary>
/// <param name="RunId">Id of the run.</param>
/// <param name="Number">Number of the turn in its conversation, from 1.</param>
/// <param name="Speaker">Who spoke, in the word that transcripts have for it.</param>
/// <param name="Quote">What was said, one line of at most 200 characters.</param>
internal sealed record DecisiveTurn(long RunId, int Number, string Speaker, string Quote)
{
    private const int MaxQuote = 200;

    /// <summary>The turn of a run; null where the run has no such turn.</summary>
    public static DecisiveTurn? Of(Run? run, int? number)
    {
        if (run is null || number is not { } known || known < 1 || known > run.TranscriptTurns.Count)
        {
            return null;
        }

        var (speaker, said) = Conversation.Said(run, run.TranscriptTurns[known - 1]);
        return new(run.Id, known, speaker, UntrustedText.Line(Conversation.OneLine(said), MaxQuote));
    }
}
