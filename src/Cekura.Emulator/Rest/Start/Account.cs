using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Start;

/// <summary>The limits of the account behind the seed: credit and how often runs may be started.</summary>
internal sealed class Account(Limits limits, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<long> _starts = new();
    private decimal? _balance = limits.Balance;

    /// <exception cref="RefusedException">429: more starts within a second than <c>limits.starts_per_second</c>.</exception>
    public void CountStart()
    {
        if (limits.StartsPerSecond is not { } max)
        {
            return;
        }

        lock (_gate)
        {
            while (_starts.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window)
            {
                _starts.Dequeue();
            }

            if (_starts.Count >= max)
            {
                throw new RefusedException(
                    ApiAnswer.WithDetail(429, "Request was throttled. Expected available in 1 second.") with
                    {
                        RetryAfterSeconds = 1,
                    }
                );
            }

            _starts.Enqueue(time.GetTimestamp());
        }
    }

    /// <exception cref="RefusedException">402: the runs cost more than there is.</exception>
    public void Charge(int runs)
    {
        lock (_gate)
        {
            var price = runs * limits.PricePerRun;
            if (_balance < price)
            {
                throw RefusedException.WithDetail(402, "Insufficient balance for this operation");
            }

            _balance -= price;
        }
    }
}
