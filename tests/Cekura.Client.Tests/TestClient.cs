using Cekura.Testing;

namespace Cekura.Client.Tests;

/// <summary>A client over a script, which does not wait between attempts unless a clock is given.</summary>
internal static class TestClient
{
    public const string Key = "ck-canary-0123456789";

    public static CekuraClientOptions Options { get; } =
        new()
        {
            ApiKey = Key,
            Retry = new()
            {
                BaseDelay = TimeSpan.Zero,
                MaxDelay = TimeSpan.Zero,
                UseJitter = false,
            },
        };

    public static CekuraClient Over(ScriptedHandler handler, TimeProvider? clock = null) =>
        clock is null
            ? new(Options, handler)
            : new(
                Options with
                {
                    TimeProvider = clock,
                    Retry = new() { UseJitter = false },
                },
                handler
            );
}
