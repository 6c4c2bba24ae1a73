namespace Cekura.Client;

/// <summary>The service rejected the request (HTTP 400, 422, and other 4xx without a class of their own).</summary>
public sealed class CekuraValidationException(string message, Exception? innerException = null) : CekuraException(message, innerException);
