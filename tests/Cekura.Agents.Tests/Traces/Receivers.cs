using System.Net;
using System.Net.Sockets;
using Cekura.Agents.Traces;

namespace Cekura.Agents.Tests.Traces;

/// <summary>Receivers at free ports of this machine.</summary>
internal static class Receivers
{
    public static OtlpReceiver Start(TraceStore store)
    {
        while (true)
        {
            try
            {
                return OtlpReceiver.Start(FreePort(), store);
            }
            catch (HttpListenerException)
            {
                // Another test was quicker.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
