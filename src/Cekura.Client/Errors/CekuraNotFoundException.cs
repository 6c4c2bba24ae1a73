namespace Cekura.Client;

/// <summary>The id is unknown, or outside the scope of the key (HTTP 404).</summary>
public sealed class CekuraNotFoundException(string message, Exception? innerException = null) : CekuraException(message, innerException);
