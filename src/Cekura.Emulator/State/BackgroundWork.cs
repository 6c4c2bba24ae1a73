using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.State;

/// <summary>Work that clients ask for by its id. It is in progress when they ask first and completed from then on.</summary>
internal sealed class BackgroundWork
{
    private readonly ConcurrentDictionary<string, Task<JsonObject>> _done = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.Ordinal);
    private long _last;

    /// <returns>The id to ask with.</returns>
    public string Add(string kind, JsonObject outcome) => Add(kind, Task.FromResult(outcome));

    /// <summary>The same of work that takes its time; what it throws makes it failed.</summary>
    public string Add(string kind, Task<JsonObject> outcome)
    {
        var id = $"{kind}-{Interlocked.Increment(ref _last)}";
        _done[id] = outcome;
        return id;
    }

    /// <summary>The service's answer about work of this kind; null when there is none of this id.</summary>
    public JsonObject? Ask(string kind, string id)
    {
        if (!id.StartsWith(kind + "-", StringComparison.Ordinal) || !_done.TryGetValue(id, out var outcome))
        {
            return null;
        }

        if (_asked.TryAdd(id, value: true) || !outcome.IsCompleted)
        {
            return new() { ["progress_id"] = id, ["status"] = RunStatus.InProgress };
        }

        if (!outcome.IsCompletedSuccessfully)
        {
            return new() { ["progress_id"] = id, ["status"] = RunStatus.Failed };
        }

        var answer = outcome.Result.DeepClone().AsObject();
        answer["progress_id"] = id;
        answer["status"] = RunStatus.Completed;
        return answer;
    }

    public void Clear()
    {
        _done.Clear();
        _asked.Clear();
    }
}
