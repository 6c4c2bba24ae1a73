using System.Collections.Concurrent;

namespace Cekura.Reliability.Tests.Faults;

/// <summary>All that the processes of a trial send, and the faults that are not the service's.</summary>
internal sealed class Traffic(IEnumerable<Disturbance> garblings)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<(Call Call, string Path)> _sent = new();
    private readonly ConcurrentQueue<string> _tookEffect = new();
    private readonly Dictionary<Disturbance, int> _seen = garblings.ToDictionary(garbling => garbling, _ => 0);

    /// <summary>The calls, in order.</summary>
    public IReadOnlyList<Call> Calls => [.. _sent.Select(sent => sent.Call)];

    /// <summary>The most ends of one result, or of one run, that took effect, whether or not anybody heard.</summary>
    public int EffectiveEnds => _tookEffect.GroupBy(path => path).Select(group => group.Count()).DefaultIfEmpty(0).Max();

    /// <summary>Paths that were asked to end.</summary>
    public IEnumerable<string> Ends => _sent.Where(sent => sent.Call.IsEnd).Select(sent => sent.Path);

    public void Sent(HttpRequestMessage request) => _sent.Enqueue((Call.Of(request), request.RequestUri!.AbsolutePath));

    public void TookEffect(HttpRequestMessage request)
    {
        if (Call.Of(request).IsEnd)
        {
            _tookEffect.Enqueue(request.RequestUri!.AbsolutePath);
        }
    }

    /// <summary>How this answer is garbled; null: it is not.</summary>
    public string? GarblingOf(HttpRequestMessage request)
    {
        lock (_gate)
        {
            var call = Call.Of(request);
            string? kind = null;
            foreach (var garbling in _seen.Keys.Where(garbling => garbling.Call == call).ToList())
            {
                var seen = _seen[garbling]++;
                kind ??= seen >= garbling.After && seen < garbling.After + garbling.Times ? garbling.Kind : null;
            }

            return kind;
        }
    }
}
