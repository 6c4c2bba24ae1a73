using System.Text.Json.Nodes;

namespace Cekura.Emulator.State;

/// <summary>Conversations that were promoted, in the service's shape (contract, section 14). There is one for a run.</summary>
internal sealed class TestSetStore
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
        }
    }
}
