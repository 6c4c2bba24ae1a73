namespace Cekura.Contract.Tests.Emulated;

/// <summary>What the emulator answers to a walk through all of its operations.</summary>
public sealed class EmulatedAnswers : IAsyncLifetime
{
    internal IReadOnlyList<Exchange> Exchanges { get; private set; } = [];

    public async Task InitializeAsync()
    {
        if (Examples.SkipReason is not null)
        {
            return;
        }

        await using var service = new EmulatedService();
        using var recorder = new ExchangeRecorder(service.Emulator.CreateHandler());
        await new Walk(service, recorder, service.Emulator.BaseAddress).TakeAsync();
        Exchanges = recorder.Exchanges;
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
