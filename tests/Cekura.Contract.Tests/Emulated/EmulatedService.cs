using System.Text;
using System.Text.Json.Nodes;
using Cekura.Contract.Tests.Schema;
using Cekura.Emulator;

namespace Cekura.Contract.Tests.Emulated;

/// <summary>An emulator made from the contract's seed.</summary>
internal sealed class EmulatedService : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);

    private readonly HttpClient _http;

    public EmulatedService()
    {
        using var seed = new MemoryStream();
        using var resource = typeof(EmulatedService).Assembly.GetManifestResourceStream("contract.seed.json")!;
        resource.CopyTo(seed);
        Emulator = new(EmulatorSeed.Parse(seed.ToArray(), "contract.seed.json"));
        _http = Client(Emulator.CreateHandler(), Emulator.BaseAddress);
    }

    public CekuraEmulator Emulator { get; }

    /// <summary>A client without opinions, for what the product's client has no method for.</summary>
    public static HttpClient Client(HttpMessageHandler handler, Uri service)
    {
        var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = new(service, "/test_framework/v1/") };
        client.DefaultRequestHeaders.Add("X-CEKURA-API-KEY", "ck-contract");
        return client;
    }

    /// <summary>Whether the emulator knows the operation at all.</summary>
    public async Task<bool> ServesAsync(SliceOperation operation)
    {
        var path = operation.Path.Replace("{id}", "1", StringComparison.Ordinal).Replace("{turn_id}", "1", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new(operation.Method), path);
        request.Content = operation.Method == "GET" ? null : new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);
        return (int)response.StatusCode != 405
            && !(await response.Content.ReadAsStringAsync()).Contains("The emulator has no", StringComparison.Ordinal);
    }

    /// <summary>Waits until something that the emulator answers is as wanted.</summary>
    public async Task<JsonNode> UntilAsync(string path, Func<JsonNode, bool> wanted, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pace);
        do
        {
            var answer = JsonNode.Parse(await _http.GetStringAsync(path, cancellationToken))!;
            if (wanted(answer))
            {
                return answer;
            }
        } while (await timer.WaitForNextTickAsync(cancellationToken));

        throw new InvalidOperationException("The timer does not end.");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Emulator.DisposeAsync();
    }
}
