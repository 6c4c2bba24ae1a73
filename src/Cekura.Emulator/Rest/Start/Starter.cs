using System.Text.Json;
using Cekura.Emulator.Rest.Json;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Running;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Rest.Start;

/// <summary>Counts a start, charges its runs and sets them going once the answer is written.</summary>
internal sealed class Starter(Account account, ResultStore results, RunScheduler scheduler)
{
    /// <exception cref="RefusedException">The account does not allow it, or <paramref name="read"/> refuses.</exception>
    public ApiAnswer Start(int status, Func<StartOrder> read)
    {
        account.CountStart();
        return Place(status, read(), ResultJson.Started);
    }

    /// <summary>The same runs once more: new conversations, charged like the first: <c>POST results/{id}/rerun/</c>.</summary>
    /// <exception cref="RefusedException">The account does not allow it.</exception>
    public ApiAnswer Repeat(EmulatedResult result)
    {
        account.CountStart();
        return Place(200, result.Order, ResultJson.ListEntry);
    }

    private ApiAnswer Place(int status, StartOrder order, Action<Utf8JsonWriter, EmulatedResult> write)
    {
        account.Charge(order.Cases.Count);
        var result = results.Add(order);
        return new(status) { Write = json => write(json, result), Then = () => scheduler.Start(result) };
    }
}
