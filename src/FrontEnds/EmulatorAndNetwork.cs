using Cekura.Emulator;

namespace Cekura.FrontEnds;

/// <summary>
/// Carries what is for the emulator to it, and everything else, such as recordings that its seed names, over the network.
/// </summary>
internal sealed class EmulatorAndNetwork(CekuraEmulator emulator) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _emulator = new(emulator.CreateHandler());

    // Hardly any seed names recordings.
    private readonly Lazy<HttpMessageInvoker> _network = new(() =>
        new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    );

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        (request.RequestUri?.Authority == emulator.BaseAddress.Authority ? _emulator : _network.Value).SendAsync(
            request,
            cancellationToken
        );

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _emulator.Dispose();
            if (_network.IsValueCreated)
            {
                _network.Value.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
