namespace Cekura.Client;

/// <summary>The key is missing, malformed or revoked (HTTP 401).</summary>
public sealed class CekuraAuthenticationException(string message, Exception? innerException = null)
    : CekuraException(message, innerException);
