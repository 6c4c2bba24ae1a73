namespace Cekura.Client;

/// <summary>An exchange that did not come to its end. Never leaves the client: what it means depends on the operation.</summary>
internal sealed class NoResponseException(string message, Exception innerException) : Exception(message, innerException)
{
    /// <summary>Whether nothing of the request left this machine: there was no connection to send it over.</summary>
    public bool NeverSent { get; init; }

    /// <summary>Status of the answer that could not be read; null: none came.</summary>
    public int? Status { get; init; }
}
