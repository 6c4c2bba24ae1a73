namespace Cekura.Client;

/// <summary>An exchange that did not come to its end. Never leaves the client: what it means depends on the operation.</summary>
internal sealed class NoAnswerException(string message, Exception innerException) : Exception(message, innerException);
