using Microsoft.AspNetCore.Builder;

namespace AppointmentAgent.Tests;

/// <summary>The agent, listening on a free port of this machine.</summary>
internal sealed class AgentHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AgentHost(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<AgentHost> StartAsync(Faults? faults = null)
    {
        var app = AgentApplication.Create(["--urls", "http://127.0.0.1:0"], faults ?? Faults.None);
        await app.StartAsync();
        return new AgentHost(app);
    }

    public Task<Caller> CallAsync() => Caller.ConnectAsync(new UriBuilder(Address) { Scheme = "ws", Path = "/chat" }.Uri);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
