using Cekura.Client;

namespace Cekura.Contract.Tests.Requests;

/// <summary>A call of the client, with values that the contract's seed knows.</summary>
/// <param name="Method">The client's method: <c>Scenarios.RunTextAsync</c>.</param>
/// <param name="Variant">What is special about this call of it.</param>
/// <param name="SendAsync">Makes the call.</param>
internal sealed record ClientCall(string Method, string Variant, Func<CekuraClient, RunInHand, Task> SendAsync)
{
    public override string ToString() => $"{Method}, {Variant}";
}
