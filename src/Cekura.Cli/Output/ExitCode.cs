using Cekura.Client;

namespace Cekura.Cli.Output;

/// <summary>What a command ends with.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Something ran and did not pass, or the service refused what was asked.</summary>
    public const int Failed = 1;

    /// <summary>Bad arguments or configuration; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Infrastructure, or the outcome is unknown.</summary>
    public const int Infrastructure = 3;

    /// <summary>The key, its permissions or the balance.</summary>
    public const int Refused = 4;

    public const int TimeLimit = 5;

    public const int HungUp = 129;

    public const int Interrupted = 130;

    public const int Terminated = 143;

    /// <summary>The codes as <c>--help</c> shows them.</summary>
    public const string Help = """
        Exit codes:
          0    done; everything passed
          1    something ran and did not pass, or was refused
          2    bad arguments or configuration, nothing was done
          3    infrastructure, or the outcome is unknown
          4    the key was not accepted, may not do this, or there is no balance
          5    time limit reached
          130  interrupted (143: terminated, 129: its terminal went away)
        """;

    public static int Of(CekuraException exception) =>
        exception switch
        {
            CekuraConfigurationException => Usage,
            CekuraAuthenticationException or CekuraForbiddenException or CekuraBillingException => Refused,
            CekuraTransientException or CekuraUnknownOutcomeException or CekuraRateLimitedException => Infrastructure,
            _ => Failed,
        };
}
