using Cekura.Emulator.Rest.Json;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Rest.Start;

/// <summary>Counts a start, charges its runs and sets them going once the answer is written.</summary>
internal sealed class Starter(Account account, ResultStore results, RunScheduler scheduler)
{
    /// <exception cref="RefusedException">The account does not allow it, or <paramref name="read"/> refuses.</exception>
    public ApiAnswer Start(int status, Func<StartOrder> read)
    {
        account.CountStart();
        var order = read();
        account.Charge(order.Cases.Count);
        var result = results.Add(order);
        return new(status, ResultJson.Started(result)) { Then = () => scheduler.Start(result) };
    }
}
