using Cekura.Contract.Tests.Emulated;
using Cekura.Contract.Tests.Schema;
using Cekura.Testing;

namespace Cekura.Contract.Tests.Prism;

public sealed class PrismTests
{
    [PrismFact]
    public async Task Between_the_client_and_the_emulator_prism_finds_nothing_but_the_known_contradictions()
    {
        await using var service = new EmulatedService();
        await using var port = await LoopbackEmulator.StartAsync(service.Emulator);
        await using var prism = await PrismProxy.StartAsync(Slice.Corrected.Json, port.Address);
        using var network = new SocketsHttpHandler();
        using var recorder = new ExchangeRecorder(network);

        var problem = await Record.ExceptionAsync(new Walk(service, recorder, prism.Address).TakeAsync);

        Complaints.AssertNone(
            recorder
                .Exchanges.Where(exchange => exchange.Complaint is not null || exchange.Status >= 400)
                .Select(exchange => $"{exchange}: {exchange.Complaint ?? exchange.Body}")
        );
        Assert.Null(problem);
        Assert.True(recorder.Exchanges.Count > 100);
    }

    [PrismFact]
    public async Task Prism_does_find_what_the_published_slice_has_wrong()
    {
        await using var service = new EmulatedService();
        await using var port = await LoopbackEmulator.StartAsync(service.Emulator);
        await using var prism = await PrismProxy.StartAsync(Slice.Published.Json, port.Address);
        using var network = new SocketsHttpHandler();
        using var recorder = new ExchangeRecorder(network);
        using var http = EmulatedService.Client(recorder, prism.Address);

        using var answer = await http.GetAsync("scenarios/tags/");

        Assert.Contains("must be object", Assert.Single(recorder.Exchanges).Complaint, StringComparison.Ordinal);
    }
}
