using Cekura.Testing;

namespace Cekura.Client.Tests;

/// <summary>A test with a client over a scripted service.</summary>
public abstract class ScriptedTests : IDisposable
{
    protected ScriptedTests() => Client = TestClient.Over(Service);

    protected ScriptedHandler Service { get; } = new();

    protected CekuraClient Client { get; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        Client.Dispose();
        Service.Dispose();
    }
}
