using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cekura.Models.Chat;
using Cekura.Models.Options;
using Cekura.Models.Text;

namespace Cekura.Models.Cassettes;

/// <summary>A model whose answers come from cassettes, and go into them.</summary>
/// <param name="inner">What is asked; null: nothing may be.</param>
/// <param name="settings">They name the models.</param>
/// <param name="mode">What comes from cassettes: not <see cref="CassetteMode.Off"/>.</param>
/// <param name="folder">The cassettes.</param>
/// <param name="wording">How texts stand in them.</param>
internal sealed class CassetteModel(
    IChatModel? inner,
    ModelSettings settings,
    CassetteMode mode,
    CassetteFolder folder,
    CassetteWording wording
) : IChatModel
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<string, Task<Heard>> _asking = new(StringComparer.Ordinal);
    private int _recorded;
    private string? _unwritten;

    /// <summary>How many answers were recorded.</summary>
    public int Recorded => Volatile.Read(ref _recorded);

    /// <summary>Why answers could not be recorded; null: they could.</summary>
    public string? Unwritten => Volatile.Read(ref _unwritten);

    /// <inheritdoc/>
    public async Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        var key = CassetteKey.Of(request.Key, wording);
        var name = settings.NameOf(request.Role);
        var cassette = Open(key);
        if (cassette.Use(key, name, onlyFresh: mode == CassetteMode.Record) is { } entry)
        {
            return entry.Reply;
        }

        try
        {
            return inner is null || mode == CassetteMode.Replay
                ? throw Missing(cassette, key, name)
                : await AskOnceAsync(inner, cassette, key, name, request, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            cassette.CutShort();
            throw;
        }
    }

    // Who asks the same at the same moment hears the same: so it will be when it is replayed.
    private async Task<ModelReply> AskOnceAsync(
        IChatModel model,
        Cassette cassette,
        CassetteKey key,
        string? name,
        ModelRequest request,
        CancellationToken cancellationToken
    )
    {
        var question = $"{key.Id} {name} {key.Test}";
        while (true)
        {
            var mine = new TaskCompletionSource<Heard>(TaskCreationOptions.RunContinuationsAsynchronously);
            var asking = _asking.GetOrAdd(question, mine.Task);
            if (asking != mine.Task)
            {
                var (others, failed) = await asking.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (failed is not null)
                {
                    // Asked one after the other, a model that does not answer would be waited for by each.
                    throw new ModelException(failed.Kind, failed.Message, failed);
                }

                if (others is not null)
                {
                    return others.Reply;
                }

                // Who asked took the question back.
                continue;
            }

            CassetteEntry? entry = null;
            ModelException? error = null;
            try
            {
                entry = cassette.Use(key, name, onlyFresh: true);
                if (entry is not null)
                {
                    return entry.Reply;
                }

                var reply = await model.AskAsync(request, cancellationToken).ConfigureAwait(false);
                entry = Record(cassette, key, name, reply);
                return entry.Reply with { IsRecorded = false };
            }
            catch (ModelException e)
            {
                error = e;
                throw;
            }
            finally
            {
                _asking.TryRemove(question, out _);
                mine.SetResult(new(entry, error));
            }
        }
    }

    private CassetteEntry Record(Cassette cassette, CassetteKey key, string? name, ModelReply reply)
    {
        var entry = new CassetteEntry(
            key,
            name ?? "",
            wording.Clean(reply.Answer.ToJsonString(Readable)),
            reply.Model,
            reply.StopReason,
            reply.InputTokens,
            reply.OutputTokens
        );
        try
        {
            cassette.Add(entry);
            Interlocked.Increment(ref _recorded);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CassetteFileException)
        {
            // The answer was given and paid for; the conversation goes on with it.
            Volatile.Write(ref _unwritten, e.Message);
        }

        return entry;
    }

    private Cassette Open(CassetteKey key)
    {
        try
        {
            return folder.Of(key.Test);
        }
        catch (CassetteFileException e)
        {
            throw new ModelException(ModelErrorKind.NotRecorded, e.Message, e);
        }
    }

    private ModelException Missing(Cassette cassette, CassetteKey key, string? name)
    {
        var where = File.Exists(cassette.Path)
            ? $"{cassette.Path} has no answer to \"{key.Kind}\" of {ModelText.Excerpt(key.Test)}. {CassetteMiss.Explain(key, name, cassette.Entries)}"
            : $"{ModelText.Excerpt(key.Test)} has no cassette {cassette.Path}.";
        var next =
            mode == CassetteMode.Replay
                ? "Record it where there is a model, with Cassette=record, and commit it"
                : "Set ModelUrl and CallerModel, so that it can be asked and recorded";
        return new(
            ModelErrorKind.NotRecorded,
            $"{where} {next}; what differs from run to run without a meaning belongs into \"volatile\" of the seed's \"model\"."
        );
    }

    /// <summary>What became of a question: an answer, an error, or neither when it was taken back.</summary>
    private readonly record struct Heard(CassetteEntry? Entry, ModelException? Error);
}
