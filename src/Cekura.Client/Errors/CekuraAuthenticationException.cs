namespace Cekura.Client;

/// <summary>The key is missing, malformed or revoked (401; contract, section 3).</summary>
public sealed class CekuraAuthenticationException(string message, Exception? innerException = null) : CekuraException(message, innerException);
