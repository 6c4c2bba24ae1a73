using System.Text.Json.Nodes;

namespace Cekura.Emulator.State;

/// <summary>Conversations that were promoted, as <c>GET /test_framework/test-sets/</c> shows them. There is one for a run.</summary>
internal sealed class TestSetStore(Revision revision)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, JsonObject> _sets = [];
    private readonly Dictionary<long, long> _byRun = [];
    private long _last = 300;

    /// <summary>By ascending id.</summary>
    public IReadOnlyList<JsonObject> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _sets.Values.Select(set => set.DeepClone().AsObject())];
            }
        }
    }

    /// <summary>Each test set with the run that it keeps.</summary>
    public IReadOnlyList<(long Run, JsonObject Set)> Kept
    {
        get
        {
            lock (_gate)
            {
                return [.. _byRun.OrderBy(pair => pair.Value).Select(pair => (pair.Key, _sets[pair.Value].DeepClone().AsObject()))];
            }
        }
    }

    /// <summary>Puts a test set back in its place.</summary>
    public void Restore(long run, JsonObject set)
    {
        lock (_gate)
        {
            var id = set["id"]!.GetValue<long>();
            _last = Math.Max(_last, id);
            (_sets[id], _byRun[run]) = (set, id);
        }
    }

    /// <summary>The set of this run; made of the id that it gets when there is none yet.</summary>
    public JsonObject GetOrAdd(long run, Func<long, JsonObject> make)
    {
        lock (_gate)
        {
            if (!_byRun.TryGetValue(run, out var id))
            {
                id = ++_last;
                _sets[id] = make(id);
                _byRun[run] = id;
                revision.Advance();
            }

            return _sets[id].DeepClone().AsObject();
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _sets.Clear();
            _byRun.Clear();
            revision.Advance();
        }
    }
}
